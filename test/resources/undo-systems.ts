import type {JournalEntry} from '../../source/sync/journal.ts';
import type {Billing} from '../../source/billing/billing.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';
import {createEmptyState, insertUser, type User} from '../../source/demo/portal/state.ts';
import {resources} from '../../source/resources/index.ts';
import {applyUndo, planUndo} from '../../source/resources/find-undo.ts';
import type {ActionInput, Outcome, Refusal} from '../../source/sync/action.ts';
import {planAction, runPlan} from '../../source/sync/plan-runner.ts';
import type {Message} from '../../source/i18n/message.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import type {AppContext} from '../../source/app/context.ts';
import {businessTables} from '../support/billing-tables.ts';
import {createDemoContext} from '../support/test-context.ts';

/** A portal over HTTP beside a billing, with actions to be run and undone. */
export type UndoSystems = {
	readonly portal: FaultyPortal;
	readonly context: AppContext;
	/** An account that billing does not know; `mac` is its own where none is given. */
	account(row: Partial<User> & {readonly login: string}): User;
	/** `accounts add ivan`: the outcome, and the entry that it left. */
	act(
		command: string,
		answers?: ActionInput,
	): Promise<{readonly outcome: Outcome; readonly entry: JournalEntry}>;
	entry(id: string): Promise<JournalEntry>;
	/** Plan and run at once. */
	undo(entry: JournalEntry, context?: AppContext): Promise<Outcome>;
	/** Only plan: what it says and asks, or the refusal; `run` carries it out. */
	plan(
		entry: JournalEntry,
	): Promise<
		| Refusal
		| {readonly says: Message; readonly asks: readonly Message[]; run(signal?: AbortSignal): Promise<Outcome>}
	>;
	/** Every row of ABillS' tables, its log apart. */
	tables(): Promise<string>;
	query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
	/** `PUT accounts/00:1A:… account_number=7`: what was written to the portal. */
	written(): readonly string[];
	close(): Promise<void>;
};

/** One plan, `101`, that billing knows, and one, `vip`, that it does not. */
export async function openUndoSystems(billing: Billing): Promise<UndoSystems> {
	const state = createEmptyState('2026-11-22 12:00:00');
	state.plans = [
		{id: 1, external_id: '101', name: 'Базовий', user_default: true, packages: [{id: 5, optional: true}]},
		{id: 2, external_id: 'vip', name: 'VIP', user_default: false, packages: []},
	];
	state.packages = [
		{
			id: 5,
			external_id: 'hd',
			name: 'HD',
			description: null,
			type: 'tv',
			all_services: '0',
			service_type: 'periodic',
			rent_duration: '0',
			price: '0',
			services: [],
		},
	];
	const portal = await startFaultyPortal({state});
	const service = await billing.ensureProvider(portal.url);
	const query: UndoSystems['query'] = async (sql, values) => billing.database.query(sql, values);
	await query(`insert into tarif_plans (id, module, service_id, name) values (101, 'Iptv', ?, 'Базовий')`, [
		service,
	]);
	const context = createDemoContext(portal, billing, service);
	const entryOf = async (id: string) => (await billing.journal.show(id))!;
	let macs = 0;
	return {
		portal,
		context,
		account: row =>
			insertUser(state, {
				fname: `Name of ${row.login}`,
				phone: '+380501112233',
				tariff_plan_id: 1,
				mac: `00:1A:79:00:00:0${++macs}`,
				...row,
			}),
		async act(command, answers = {}) {
			const [name, verb, key] = command.split(' ') as [string, string, string];
			const resource = resources.find(one => one.name === name)!;
			const comparison = await readAndCompare(resource, context);
			const action = resource.actions.find(({name: other}) => other === verb)!;
			const rows = comparison.rows.filter(row => row.key === key);
			const [outcome] = await runPlan(
				planAction(action, name, rows, comparison, answers),
				comparison,
				context,
			);
			const [entry] = await billing.journal.list({limit: 1});
			return {outcome: outcome!, entry: entry!};
		},
		entry: entryOf,
		async undo(entry, inContext = context) {
			const {steps, refused} = await planUndo(entry, inContext);
			const [outcome] = steps.length === 0 ? refused : await applyUndo(steps, inContext);
			return outcome!;
		},
		async plan(entry) {
			const {steps, refused} = await planUndo(entry, context);
			const [step] = steps;
			if (!step) return {refused: refused[0]!.message};
			return {
				says: step.summary,
				asks: step.questions,
				run: async signal => (await applyUndo(steps, context, {signal}))[0]!,
			};
		},
		async tables() {
			const rows = await Promise.all(
				businessTables.map(async name => query(`select * from ${name} t order by t::text`)),
			);
			return JSON.stringify(rows, null, 1);
		},
		query,
		written: () =>
			portal.received
				.filter(({method}) => method !== 'GET')
				.map(({method, path, body}) =>
					`${method} ${path.replace(/^.*\/v1\//, '')} ${decodeURIComponent(body)}`.trim(),
				),
		async close() {
			await context.close();
			await portal.close();
		},
	};
}
