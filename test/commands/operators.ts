import pg from 'pg';
import {openBilling} from '../../source/billing/billing.ts';
import {insertUser, type User} from '../../source/demo/portal/state.ts';
import {createAppContext, type AppContext} from '../../source/app/context.ts';
import {createDatabase, migrated} from '../billing/engines.ts';
import {createTestContext, type TestContext} from '../support/test-context.ts';
import {createCaller, createUnnumberedPortal, type CallResult} from './command-calls.ts';

export type Holder = Pick<pg.Client, 'query'>;

/**
Holds a lock, begins one call, begins the other when the first waits for the lock, and releases it when both wait. PostgreSQL gives the lock
to whoever waits longest: where only one can have it, `first` has it before `other`. Throws where a call ends before both wait.
*/
export async function holdUntilBothWait<Result>(
	url: string,
	hold: (holder: Holder) => Promise<unknown>,
	first: () => Promise<Result>,
	other: () => Promise<Result>,
): Promise<readonly [Result, Result]> {
	const [holder, eye] = [new pg.Client(url), new pg.Client(url)];
	await Promise.all([holder.connect(), eye.connect()]);
	try {
		await holder.query('begin');
		await hold(holder);
		const over = new AbortController();
		const end = () => over.abort();
		const waiting = async () => {
			const {rows} = await eye.query<{n: number}>(
				`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
			);
			return rows[0]!.n;
		};

		const begun: Array<Promise<Result>> = [];
		for (const call of [first, other]) {
			const result = call();
			begun.push(result);
			result.then(end, end);
			while (!over.signal.aborted && (await waiting()) < begun.length);
			if (over.signal.aborted) throw new Error('A call has ended before both waited.');
		}

		await holder.query('rollback');
		const [one, two] = await Promise.all(begun);
		return [one!, two!];
	} finally {
		await Promise.all([holder.end(), eye.end()]);
	}
}

/** Two operators on one portal and one database server. */
export type Operators = {
	/** The context of the first operator. */
	readonly testContext: TestContext;
	query(sql: string, values?: readonly unknown[]): Promise<readonly unknown[]>;
	/** Creates an account that is not in billing. */
	account(row: Partial<User> & {readonly login: string}): void;
	/** Runs a call such as `accounts add ivan`, confirmed. */
	run(who: 0 | 1, command: readonly string[]): Promise<CallResult>;
	/**
	Runs both calls: each waits where it takes the lock of its task, or where it writes its journal entry, until both are there; then both
	continue. The lock of a task is given to `first` before `other`.
	*/
	runAtOnce(
		at: 'their task' | 'the journal',
		first: readonly string[],
		other: readonly string[],
	): Promise<readonly [CallResult, CallResult]>;
	/** Open journal entries, and the numbers of connections that hold or wait for locks. */
	leftovers(): Promise<{readonly open: readonly string[]; readonly idle: number; readonly waiting: number}>;
	/** Duplicates in billing: logins, boxes, plans, channels; and choices of something that no longer exists. */
	duplicates(): Promise<readonly string[]>;
	close(): Promise<void>;
};

export async function openOperators(): Promise<Operators> {
	const own = await createDatabase();
	await migrated(own.url);
	const [one, two] = [await openBilling(own.url), await openBilling(own.url)];
	const fixture = await createTestContext(one, {state: createUnnumberedPortal()});
	const {query} = one.database;

	const second = (): AppContext => {
		const {context} = fixture;
		const operator = {...context.operator, os_user: 'petro'};
		return createAppContext({...context, billing: two, runId: 'another', operator});
	};
	const calls = [createCaller(async () => fixture.context), createCaller(async () => second())] as const;

	const does: Operators['run'] = async (who, [resource, action, ...args]) =>
		calls[who]([resource!, action!], args, action === 'delete' ? {confirm: 1} : {yes: true});

	return {
		testContext: fixture,
		query,
		run: does,
		account: row =>
			void insertUser(fixture.portal.state, {tariff_plan_id: fixture.portal.state.plans[0]!.id, ...row}),
		runAtOnce: async (at, first, other) =>
			holdUntilBothWait(
				own.url,
				async holder => {
					if (at === 'the journal')
						await holder.query('lock table stalker_journal in share row exclusive mode');
					else await holder.query('select id from stalker_locks order by id for update');
				},
				async () => does(0, first),
				async () => does(1, other),
			),
		async leftovers() {
			const open = await one.journal.list({limit: 9, open: true});
			const [at] = await query<{idle: number; waiting: number}>(
				`select count(*) filter (where state like 'idle in transaction%')::int as idle, count(*) filter (where wait_event_type = 'Lock')::int as waiting
				from pg_stat_activity where datname = current_database()`,
			);
			return {
				open: open.map(({action, subject}) => `${action} ${subject}`),
				...at!,
			};
		},
		async duplicates() {
			const rows = await query<{what: string}>(
				`select 'service ' || iptv_login as what from iptv_main where iptv_login <> '' group by service_id, lower(iptv_login), iptv_login having count(*) > 1
				union all select 'box ' || cid from iptv_main where cid <> '' group by service_id, cid having count(*) > 1
				union all select 'customer ' || id from users group by id having count(*) > 1
				union all select 'bill of ' || uid from bills group by uid having count(*) > 1
				union all select 'plan ' || name from tarif_plans group by service_id, name having count(*) > 1
				union all select 'channel ' || name from iptv_channels group by id, name having count(*) > 1`,
			);
			return rows.map(({what}) => what);
		},
		async close() {
			await fixture.close();
			await Promise.all([one.close(), two.close()]);
			await own.drop();
		},
	};
}
