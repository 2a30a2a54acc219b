import {stripVTControlCharacters} from 'node:util';
import type {Customer, BillingPlan} from '../../../source/billing/read-types.ts';
import {seedBilling, type DemoBilling} from '../../../source/demo/seed-billing.ts';
import {toAccountJson} from '../../../source/demo/portal/resources/account-json.ts';
import {tariffs as portalTariffs} from '../../../source/demo/portal/resources/tariffs.ts';
import {seedPortal} from '../../../source/demo/portal/seed/seed-portal.ts';
import {parseAccount, type Account} from '../../../source/resources/accounts/account.ts';
import {resources, screens} from '../../../source/resources/index.ts';
import {parseTariff} from '../../../source/resources/tariffs/tariff.ts';
import type {JournalEntry} from '../../../source/sync/journal.ts';
import type {JournalRow} from '../../../source/sync/changes/ports.ts';
import {createJournalList, journalName} from '../../../source/tui/journal/journal-list.ts';
import {confirmationCount, planAction} from '../../../source/sync/plan-runner.ts';
import {parseRecords, type PortalList, type Row} from '../../../source/sync/row.ts';
import type {AnyResource} from '../../../source/sync/resource.ts';
import {createComparison} from '../../../source/sync/comparison.ts';
import {renderFrame} from '../../../source/tui/view/render-frame.ts';
import {frameLines} from '../../../source/tui/view/block.ts';
import {createEmptyList, hiddenSelectedKeys, setComparison} from '../../../source/tui/session/list-state.ts';
import {tableHeight} from '../../../source/tui/session/screen-layout.ts';
import {finishWork} from '../../../source/sync/sliced-work.ts';
import {filterWork} from '../../../source/tui/session/filter-completion.ts';
import {createInitialState} from '../../../source/tui/session/initial-state.ts';
import type {Confirm, PendingAction} from '../../../source/tui/session/mode.ts';
import {createStore} from '../../../source/tui/session/store.ts';
import {addResults, showResults} from '../../../source/tui/actions/outcomes.ts';
import {createResultsList, resultsName} from '../../../source/tui/results/results-list.ts';
import type {List} from '../../../source/tui/session/list.ts';
import type {Results, Size, State} from '../../../source/tui/session/state.ts';
import {createStyle} from '../../../source/tui/view/style.ts';
import {englishTranslator, type Translator} from '../../../source/i18n/translator.ts';

export const translator = englishTranslator;
export const accountsTab: AnyResource = resources[0]!;
const tariffsTab: AnyResource = resources.find(({name}) => name === 'tariffs')!;

/** The time of all events in the fixtures, in the local time zone. */
export const timeAt = (clock: string): Date => new Date(`2026-11-22T${clock}`);
export const now = timeAt('12:30:00');

const providerPlan = ({id, filter_id, name}: DemoBilling['plans'][number]): BillingPlan => ({
	tp_id: id + 5000,
	id,
	filter_id,
	name,
	service_id: 1,
	month_fee: '0.00',
	day_fee: '0.00',
	activate_price: '0.00',
	credit: '0.00',
	payment_type: 0,
	status: 0,
	accounts: 0,
});

/** Billing's side in the shape that a read returns, without a database. */
function billingDataOf({plans, customers, services}: DemoBilling) {
	const known = plans.map(providerPlan);
	const byLogin = Map.groupBy(services, ({login}) => login);
	return {
		plans: known,
		takenIds: new Set<number>(),
		today: '2026-11-22',
		abills: null,
		customers: customers.flatMap(
			({login, fio, phone, disable, deleted, expire, deposit}, place): readonly Customer[] => {
				const self = {
					uid: place + 1,
					login,
					user_disable: disable,
					deleted,
					user_activate: null,
					user_expire: expire,
					fio,
					phone,
					bill_id: place + 1,
					deposit: deposit.toFixed(6),
					credit: '0.00',
				};
				const own = byLogin.get(login) ?? [];
				if (own.length === 0) return [{...self, service: null}];
				return own.map(({id, cid, iptv_login, disable, plan, expire}) => {
					const found = known.find(({id, filter_id}) => plan !== null && (filter_id || String(id)) === plan);
					return {
						...self,
						service: {
							id,
							cid,
							iptv_login,
							disable,
							activate: null,
							expire,
							registration: '2026-01-01',
							tp_id: found?.tp_id ?? null,
							plan_id: found?.id ?? null,
							plan_filter_id: found?.filter_id ?? null,
							plan_name: found?.name ?? null,
						},
					};
				});
			},
		),
	};
}

/** Both sides of the demo's two lists. */
function demoSides(accounts = 300) {
	const portal = seedPortal({accounts});
	const known = billingDataOf(seedBilling(portal));
	const users = portal.users.map(user => toAccountJson(portal, user));
	const plans = portalTariffs.get(portal, {ids: []} as never) as unknown as {
		readonly results: readonly unknown[];
	};
	return {
		accounts: {
			stalker: {
				...parseRecords<Account>(users, parseAccount),
				warnings: [],
				defaultPlan: '101',
				planIds: ['101'],
			},
			billing: known,
		},
		tariffs: {stalker: {...parseRecords(plans.results, parseTariff), warnings: []}, billing: known},
	};
}

const sides = demoSides();

/** Data of both systems for one list. */
type Sides = {readonly stalker: PortalList<unknown>; readonly billing: unknown};

/** A list that has been read; `change` is applied last. */
function listOf(
	resource: AnyResource,
	{stalker, billing}: Sides,
	size: Size,
	change: Partial<List> = {},
): List {
	const comparison = createComparison(resource, {stalker, billing, short: null});
	const filled = setComparison(
		{
			...createEmptyList(resource),
			stalker: {value: stalker, loadedAt: timeAt('12:00:01'), state: 'fresh', progress: null},
			billing: {value: billing, loadedAt: timeAt('12:00:02'), state: 'fresh', progress: null},
		},
		comparison,
		tableHeight(size),
	);
	return {...filled, ...change};
}

/** State of the console on the accounts screen after both systems have been read. */
export function stateOf(
	size: Size,
	change: Partial<State> = {},
	list: Partial<List> = {},
	{
		accounts = sides.accounts,
		tariffs = sides.tariffs,
	}: {readonly accounts?: Sides; readonly tariffs?: Sides} = {},
): State {
	const start = createInitialState({
		screens,
		names: {stalker: 'tv1.isp.net', billing: 'billing@db1', isEmbedded: false},
		isDemo: false,
		readOnly: false,
		size,
		translator,
	});
	const lists = {
		...start.lists,
		accounts: listOf(accountsTab, accounts, size, list),
		tariffs: listOf(tariffsTab, tariffs, size),
	};
	// What the console counts between keys.
	for (const work of filterWork(lists.accounts)) finishWork(work);
	return {
		...start,
		activeScreen: 'accounts',
		lists,
		stalker: {...start.stalker, state: 'connected', latencyMs: 38},
		billing: {...start.billing, state: 'connected'},
		...change,
	};
}

/** An entry of the journal. */
export const journalEntry: JournalEntry = {
	id: '7',
	at: timeAt('11:00:00').toISOString(),
	run: 'r',
	service_id: 1,
	resource: 'accounts',
	action: 'add',
	subject: 'user00005',
	row_count: 1,
	undoes: null,
	operator: {os_user: 'olga', sudo_user: null, ssh_client: null},
	aid: 2,
	state: 'done',
	error: null,
	closed_at: null,
};

/** What that entry has changed. */
export const journalRow: JournalRow = {
	entry: '7',
	position: 1,
	state: 'done',
	error: null,
	set: {
		resource: 'accounts',
		rowKey: 'user00005',
		action: 'add',
		questions: [],
		values: {},
		changes: [
			{
				system: 'billing',
				record: 'service',
				operation: 'update',
				key: {id: 5},
				before: {cid: '', tp_id: 7},
				after: {cid: '00:1A:79:00:00:05', tp_id: 7},
			},
		],
	},
	results: [{is: 'applied', current: null}],
};

/** The journal with these entries. */
export function journalState(
	size: Size,
	entries: readonly JournalEntry[],
	spoken: Translator = translator,
): State {
	const state = stateOf(size, {activeScreen: journalName});
	const list = listOf(
		createJournalList(spoken).resource,
		{stalker: state.lists[journalName]!.stalker.value!, billing: {entries, isComplete: true}},
		size,
	);
	return {...state, lists: {...state.lists, [journalName]: list}};
}

/** The list of these results; `null`: the action is running. */
export function resultsState(
	size: Size,
	results: Results | null,
	change: Partial<State> = {},
	spoken: Translator = translator,
): State {
	const state = stateOf(size, {activeScreen: resultsName});
	return {...(results ? withResults(state, results, spoken) : state), ...change};
}

/** The state after an action that ended with these results. */
export function withResults(state: State, results: Results, spoken: Translator): State {
	const store = createStore(
		{...state, lists: {...state.lists, [resultsName]: createResultsList(spoken)}},
		() => now,
	);
	addResults(results, store, spoken);
	showResults(0, store, spoken);
	return store.getState();
}

/** The accounts of a state with these indexes among the shown rows. */
export const rowsAt = (state: State, ...places: readonly number[]): readonly Row[] =>
	places.map(place => state.lists['accounts']!.rows[place]!);

/** The list with the cursor on this row. */
export const cursorOn = (state: State, place: number): Partial<List> => ({
	cursor: place,
	cursorKey: state.lists['accounts']!.rows[place]!.key,
});

/** A confirmation of an account action on these rows. */
export function confirmOf(
	state: State,
	action: string,
	rows: readonly Row[],
	change: Partial<Confirm> = {},
): Confirm {
	const {resource, comparison} = state.lists['accounts']!;
	const plan = planAction(
		resource.actions.find(({name}) => name === action)!,
		'accounts',
		rows,
		comparison!,
	);
	const planned = new Set(plan.planned.map(({key}) => key));
	const task: PendingAction = {
		is: 'apply',
		listName: 'accounts',
		plan,
		rows: rows.filter(({key}) => planned.has(key)),
		hiddenKeys: hiddenSelectedKeys(state.lists['accounts']!),
	};
	return {
		is: 'confirm',
		pendingAction: task,
		requiredCount: planned.size > 1 ? confirmationCount(plan) : null,
		typed: '',
		choice: 'no',
		acceptsInput: true,
		isTooEarly: false,
		top: 0,
		wrongInput: null,
		...change,
	};
}

/** A terminal with colours and UTF-8. */
export const fullColour = createStyle({TERM: 'xterm-256color', LANG: 'uk_UA.UTF-8'});
/** A terminal without colours. */
export const monochrome = createStyle({TERM: 'xterm', LANG: 'C.UTF-8', NO_COLOR: '1'});
export const asciiTerminal = createStyle({TERM: 'vt100', LANG: 'C', NO_COLOR: '1'});
/** A terminal without attributes: shows only signs, positions and words. */
export const plainTerminal = createStyle({TERM: 'dumb', LANG: 'C.UTF-8'});

export const renderLines = (state: State, style = fullColour, spoken = translator): readonly string[] =>
	frameLines(renderFrame(state, spoken, style, now));

/** A line without its attributes. */
export const stripStyle = stripVTControlCharacters;

/** The attributes of a line, in their order: SGR codes. */
export const sgrCodes = (line: string): readonly number[] =>
	line
		.split('\u001B[')
		.slice(1)
		.map(part => Number.parseInt(part, 10));

/** The screen as text, without trailing spaces. */
export const renderText = (state: State, style = fullColour, spoken = translator): string =>
	renderLines(state, style, spoken)
		.map(line => stripStyle(line).trimEnd())
		.join('\n');
