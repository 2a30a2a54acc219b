import {connectDriver, createBenchContext, type BenchContext} from './bench-context.ts';
import {addAccounts, launcher} from './console-fixture.ts';
import {forEachSize, median, toResult} from './measure.ts';
import {measureProcess} from './measure-process.ts';

/**
`fix --all` of a name that differs in each account, as a script calls it, through the launcher. Floor: `check`, which reads and compares the
same lists, and the same changes with their journal by one statement for each table. It needs a server: the embedded engine can be open in
one process at a time.
*/
export const fixAll = forEachSize(
	async (n, {short}) => {
		const bench = await createBenchContext(n);
		try {
			if (bench.databaseUrl === 'embedded:') return [];
			await addAccounts(bench.context);
			const times: Readonly<Record<'measured' | 'floor', number[]>> = {measured: [], floor: []};
			for (let run = 0; run <= (short ? 1 : 3); run++) {
				await changeNames(bench);
				const floor = (await runCommand(bench, 'check')) + (await fixWithDriver(bench));
				await changeNames(bench);
				const measured = await runCommand(bench, 'fix', '--all', '--use', 'stalker', '--yes');
				await expectNames(bench, n);
				// The first run of each is a warm-up.
				if (run > 0) {
					times.floor.push(floor);
					times.measured.push(measured);
				}
			}

			return [
				toResult({
					name: `fix --all, ${n} accounts, beside check and set-based SQL`,
					value: median(times.measured),
					unit: 'ms',
					floor: median(times.floor),
					budget: 1.5,
					min: Math.min(...times.measured),
					max: Math.max(...times.measured),
				}),
			];
		} finally {
			await bench.close();
		}
	},
	[1000, 20_000],
);

/** Gives each customer a name that his account does not have: difference E1. */
const changeNames = async ({context}: BenchContext): Promise<unknown> =>
	context.billing.database.query(`update users_pi set fio = 'Попередній ' || uid`);

async function expectNames({context}: BenchContext, n: number): Promise<void> {
	const [row] = await context.billing.database.query<{readonly count: string | number}>(
		`select count(*) as count from users_pi where fio not like 'Попередній%'`,
	);
	if (Number(row?.count) !== n) throw new Error(`${row?.count} of ${n} names were written.`);
}

/** Milliseconds of a command on the names alone. */
async function runCommand({environment}: BenchContext, ...args: readonly string[]): Promise<number> {
	const {milliseconds} = await measureProcess([launcher, ...args, '--kind', 'E1', '--json'], environment);
	return milliseconds;
}

/** Milliseconds in which the driver alone writes the names of all accounts, the journal and ABillS' log. */
async function fixWithDriver({context, databaseUrl, portal}: BenchContext): Promise<number> {
	const run = await connectDriver(databaseUrl, context.billing);
	try {
		const {results} = JSON.parse(portal.body) as {readonly results: readonly unknown[]};
		const start = performance.now();
		const source = 'json_to_recordset($1::json) as t(login text, full_name text)';
		const json = JSON.stringify(results);
		await run('begin');
		await run(
			`insert into stalker_journal (run, resource, action, subject, row_count, os_user, aid, state, closed_at)
			values ('floor', 'accounts', 'fix', '', $1, 'floor', 2, 'done', now())`,
			[results.length],
		);
		await run(
			`insert into stalker_journal_rows (entry_id, position, row_key, change_set, results, state)
			select (select max(id) from stalker_journal), row_number() over (), t.login, to_json(t)::text, to_json(t)::text, 'done' from ${source}`,
			[json],
		);
		await run(
			`update users_pi set fio = t.full_name from ${source} join users u on u.id = t.login where users_pi.uid = u.uid`,
			[json],
		);
		await run(
			`insert into admin_actions (aid, uid, module, action_type, actions) select 2, uid, '', 2, 'FIO' from users`,
		);
		await run('commit');
		return performance.now() - start;
	} finally {
		await run.end();
	}
}
