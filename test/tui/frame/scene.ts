import {stripVTControlCharacters} from 'node:util';
import type {Customer, Plan} from '../../../source/billing/read.ts';
import {seedBilling, type DemoBilling} from '../../../source/demo/billing-seed.ts';
import {showAccount} from '../../../source/demo/portal/resources/account-row.ts';
import {tariffs as portalTariffs} from '../../../source/demo/portal/resources/tariffs.ts';
import {seedPortal} from '../../../source/demo/portal/seed/seed.ts';
import {readAccount, type Account} from '../../../source/resources/accounts/account.ts';
import {resources, screens} from '../../../source/resources/index.ts';
import {readTariff} from '../../../source/resources/tariffs/tariff.ts';
import {countOf, planOf} from '../../../source/sync/job.ts';
import {readRecords} from '../../../source/sync/reading.ts';
import type {Tab} from '../../../source/sync/resource.ts';
import type {Reading, Row} from '../../../source/sync/row.ts';
import {sheetOf} from '../../../source/sync/sheet.ts';
import {frameOf} from '../../../source/tui/frame/frame.ts';
import {linesOf} from '../../../source/tui/frame/part.ts';
import {emptyList, hiddenMarks, withSheet} from '../../../source/tui/browse/list.ts';
import {tableHeight} from '../../../source/tui/room.ts';
import {startOf} from '../../../source/tui/start.ts';
import type {Ask, Task} from '../../../source/tui/mode.ts';
import type {List, Size, State} from '../../../source/tui/state.ts';
import {styleOf} from '../../../source/tui/style.ts';
import {english} from '../../../source/words/words.ts';

export const words = english;
export const accountsTab: Tab = resources[0]!;
const tariffsTab: Tab = resources.find(({name}) => name === 'tariffs')!;

/** When everything in a scene happens, where the tests run. */
export const at = (clock: string): Date => new Date(`2026-11-22T${clock}`);
export const now = at('12:30:00');

const providerPlan = ({id, filter_id, name}: DemoBilling['plans'][number]): Plan => ({
	tp_id: id + 5000,
	id,
	filter_id,
	name,
	service_id: 1,
	month_fee: '0.00',
	day_fee: '0.00',
	activate_price: '0.00',
	status: 0,
	accounts: 0,
});

/** Billing's side as it would be read, without a database. */
function knownOf({plans, customers, services}: DemoBilling) {
	const known = plans.map(providerPlan);
	const byLogin = Map.groupBy(services, ({login}) => login);
	return {
		plans: known,
		takenIds: new Set<number>(),
		today: '2026-11-22',
		customers: customers.flatMap(
			({login, fio, phone, disable, deleted, expire, deposit}, place): readonly Customer[] => {
				const self = {
					uid: place + 1,
					login,
					user_disable: disable,
					deleted,
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
	const known = knownOf(seedBilling(portal));
	const users = portal.users.map(user => showAccount(portal, user));
	const plans = portalTariffs.get(portal, {ids: []} as never) as unknown as {
		readonly results: readonly unknown[];
	};
	return {
		accounts: {
			theirs: {...readRecords<Account>(users, readAccount), warnings: [], defaultPlan: '101'},
			ours: known,
		},
		tariffs: {theirs: {...readRecords(plans.results, readTariff), warnings: []}, ours: known},
	};
}

const sides = demoSides();

/** What both systems answered about one list. */
type Sides = {readonly theirs: Reading<unknown>; readonly ours: unknown};

/** A list that has been read; `change` is applied last. */
function listOf(tab: Tab, {theirs, ours}: Sides, size: Size, change: Partial<List> = {}): List {
	const sheet = sheetOf(tab, {theirs, ours, short: null});
	const filled = withSheet(
		{
			...emptyList(tab),
			theirs: {value: theirs, at: at('12:00:01'), state: 'fresh', progress: null},
			ours: {value: ours, at: at('12:00:02'), state: 'fresh', progress: null},
		},
		sheet,
		tableHeight(size),
	);
	return {...filled, ...change};
}

/** The console on its accounts, as it is after both systems have answered. */
export function stateOf(
	size: Size,
	change: Partial<State> = {},
	list: Partial<List> = {},
	{
		accounts = sides.accounts,
		tariffs = sides.tariffs,
	}: {readonly accounts?: Sides; readonly tariffs?: Sides} = {},
): State {
	const start = startOf({
		screens,
		names: {stalker: 'tv1.isp.net', billing: 'billing@db1', isEmbedded: false},
		isDemo: false,
		readOnly: false,
		size,
	});
	const lists = {
		accounts: listOf(accountsTab, accounts, size, list),
		tariffs: listOf(tariffsTab, tariffs, size),
	};
	return {
		...start,
		at: 'accounts',
		lists,
		stalker: {...start.stalker, state: 'up', latency: 38},
		billing: {...start.billing, state: 'up'},
		...change,
	};
}

/** The accounts of a state by their place among the rows shown. */
export const rowsAt = (state: State, ...places: readonly number[]): readonly Row[] =>
	places.map(place => state.lists['accounts']!.rows[place]!);

/** The list with the cursor on that row. */
export const cursorOn = (state: State, place: number): Partial<List> => ({
	cursor: place,
	key: state.lists['accounts']!.rows[place]!.key,
});

/** A question about an action of the accounts on these rows. */
export function ask(state: State, action: string, rows: readonly Row[], change: Partial<Ask> = {}): Ask {
	const {tab, sheet} = state.lists['accounts']!;
	const plan = planOf(
		tab.actions.find(({name}) => name === action)!,
		'accounts',
		rows,
		sheet!,
	);
	const planned = new Set(plan.planned.map(({key}) => key));
	const task: Task = {
		is: 'act',
		tab: 'accounts',
		plan,
		rows: rows.filter(({key}) => planned.has(key)),
		hidden: hiddenMarks(state.lists['accounts']!),
		before: null,
	};
	return {
		is: 'ask',
		task,
		count: planned.size > 1 ? countOf(plan) : null,
		typed: '',
		choice: 'no',
		armed: true,
		top: 0,
		wrong: null,
		...change,
	};
}

/** A terminal with colours and UTF-8. */
export const modern = styleOf({TERM: 'xterm-256color', LANG: 'uk_UA.UTF-8'});
/** What a printer could do. */
export const mono = styleOf({TERM: 'xterm', LANG: 'C.UTF-8', NO_COLOR: '1'});
export const ascii = styleOf({TERM: 'vt100', LANG: 'C', NO_COLOR: '1'});
/** No attributes at all: what is not also a sign, a place or a word is lost. */
export const dumb = styleOf({TERM: 'dumb', LANG: 'C.UTF-8'});

export const screenOf = (state: State, style = modern, spoken = words): readonly string[] =>
	linesOf(frameOf(state, spoken, style, now));

/** A line without its attributes. */
export const bare = stripVTControlCharacters;

/** The attributes of a line, in their order: SGR codes. */
export const codesOf = (line: string): readonly number[] =>
	line
		.split('\u001B[')
		.slice(1)
		.map(part => Number.parseInt(part, 10));

/** The screen as text, its blanks at the ends of lines left out. */
export const textOf = (state: State, style = modern, spoken = words): string =>
	screenOf(state, style, spoken)
		.map(line => bare(line).trimEnd())
		.join('\n');
