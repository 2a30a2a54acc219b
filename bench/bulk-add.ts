import {resources} from '../source/resources/index.ts';
import {planAction, runPlan} from '../source/sync/plan-runner.ts';
import {readAndCompare} from '../source/sync/comparison.ts';
import type {AppContext} from '../source/app/context.ts';
import {compare, median, toResult, type Benchmark, type Result} from './measure.ts';
import {
	clearBilling,
	createBenchContext,
	connectDriver,
	readJournalTexts,
	type JournalTexts,
} from './bench-context.ts';

const accounts = resources[0]!;

/**
Adding accounts with free numbers, with the journal. Floor: the same rows, those of the journal with the same texts, by one statement per
table.
*/
export const bulkAdd: Benchmark = async ({short}) => {
	const n = short ? 500 : 20_000;
	const bench = await createBenchContext(n);
	const {context, databaseUrl} = bench;
	const {results: rows} = JSON.parse(bench.portal.body) as {readonly results: readonly Account[]};
	try {
		await clearBilling(context);
		const comparison = await readAndCompare(accounts, context);
		const add = accounts.actions.find(({name}) => name === 'add')!;
		const measured = async () => {
			await clearBilling(context);
			const outcomes = await runPlan(
				planAction(add, 'accounts', comparison.rows, comparison),
				comparison,
				context,
			);
			if (outcomes.length !== n || outcomes.some(({is}) => is !== 'done'))
				throw new Error(`Not all were added: ${JSON.stringify(outcomes.find(({is}) => is !== 'done'))}`);
		};
		await measured();
		const journal = await readJournalTexts(context.billing.database.query);
		const result = await compare(`add ${n} accounts`, 1.5, {
			runs: short ? 1 : 3,
			async floor() {
				await clearBilling(context);
				await insertWithDriver(context, databaseUrl, rows, journal);
			},
			measured,
		});
		return [result, await growth(short ? 20_000 : 100_000)];
	} finally {
		await bench.close();
	}
};

/** How the time for one transaction grows within one addition: the median of the last tenth of them. Floor: that of the first tenth. */
async function growth(n: number): Promise<Result> {
	const bench = await createBenchContext(n);
	const {context} = bench;
	try {
		await clearBilling(context);
		const comparison = await readAndCompare(accounts, context);
		const add = accounts.actions.find(({name}) => name === 'add')!;
		const plan = planAction(add, 'accounts', comparison.rows, comparison);
		const times: number[] = [];
		let from = performance.now();
		const outcomes = await runPlan(plan, comparison, context, {
			onProgress() {
				times.push(performance.now() - from);
				from = performance.now();
			},
		});
		if (outcomes.some(({is}) => is !== 'done')) throw new Error('Not all were added.');
		// The first one has waited for the portal's list.
		const chunks = times.slice(1);
		const share = Math.ceil(chunks.length / 10);
		return toResult({
			name: `add ${n} accounts, the last thousands beside the first`,
			value: median(chunks.slice(-share)),
			unit: 'ms',
			floor: median(chunks.slice(0, share)),
			budget: 1.2,
		});
	} finally {
		await bench.close();
	}
}

type Account = {readonly login: string};

/** One connection, one transaction, one statement for each table. */
async function insertWithDriver(
	{billing, providerId}: AppContext,
	address: string,
	rows: readonly Account[],
	journal: readonly JournalTexts[],
): Promise<void> {
	const run = await connectDriver(address, billing);
	try {
		const source =
			'json_to_recordset($1::json) as t(login text, full_name text, phone text, account_number int, stb_mac text)';
		const json = JSON.stringify(rows);
		await run('begin');
		await run(
			`insert into stalker_journal (id, run, resource, action, subject, row_count, os_user, aid, state, closed_at)
			values (1, 'floor', 'accounts', 'add', '', $1, 'floor', 2, 'done', now())`,
			[rows.length],
		);
		await run(
			`insert into stalker_journal_rows (entry_id, position, row_key, change_set, results, state)
			select 1, place, login, change_set, results, 'done' from unnest(
				string_to_array($1, chr(10)), string_to_array($2, chr(10)), string_to_array($3, chr(10))
			) with ordinality as t(login, change_set, results, place)`,
			[
				rows.map(({login}) => login).join('\n'),
				journal.map(({change_set}) => change_set).join('\n'),
				journal.map(({results}) => results).join('\n'),
			],
		);
		await run(`insert into users (id) select t.login from ${source}`, [json]);
		await run(
			`insert into users_pi (uid, fio, phone) select u.uid, t.full_name, t.phone from ${source} join users u on u.id = t.login`,
			[json],
		);
		await run('insert into bills (uid) select uid from users');
		await run('update users set bill_id = bills.id from bills where bills.uid = users.uid');
		await run(
			`insert into iptv_main (id, uid, tp_id, service_id, cid, iptv_login)
			select t.account_number, u.uid, (select tp_id from tarif_plans limit 1), $2, t.stb_mac, t.login from ${source} join users u on u.id = t.login`,
			[json, providerId],
		);
		await run(
			`insert into admin_actions (aid, uid, module, action_type, actions)
			select 2, uid, '', 7, 'LOGIN:' || id from users union all select 2, uid, 'Iptv', 1, 'ID: ' || id from users`,
		);
		await run('commit');
	} finally {
		await run.end();
	}
}
