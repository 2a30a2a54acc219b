import {openBilling} from '../source/billing/billing.ts';
import {readAndCompare} from '../source/sync/comparison.ts';
import {planAction, runPlan} from '../source/sync/plan-runner.ts';
import {channels} from '../source/resources/channels/channels.ts';
import {mariadbServer} from '../test/billing/abills/database.ts';
import {createAttached, stalkerProvider} from '../test/billing/engines.ts';
import {createDemoContext} from '../test/support/test-context.ts';
import {startBenchPortal} from './bench-portal.ts';
import {channelCount} from './channel-count.ts';
import {readJournalTexts} from './bench-context.ts';
import {compare, type Benchmark} from './measure.ts';

/**
Importing channels into an ABillS that has none, with the journal. Floor: the same rows, that of the journal with the same texts, by one
statement for each table, in one transaction. Nothing without TEST_MARIADB_URL.
*/
export const importAbills: Benchmark = async ({short}) => {
	if (mariadbServer === undefined) return [];
	const portal = await startBenchPortal(1);
	const abills = await createAttached('fresh', stalkerProvider);
	const billing = await openBilling(abills.url);
	const context = createDemoContext({url: `http://127.0.0.1:${portal.port}`}, billing, 1);
	const {root, own} = abills;
	const tables = [
		'iptv_channels',
		'admin_system_actions',
		`${own}.stalker_journal`,
		`${own}.stalker_journal_rows`,
	];
	const clear = async () => {
		for (const table of tables) await root.query(`truncate ${table}`);
	};
	try {
		const comparison = await readAndCompare(channels, context);
		const plan = planAction(channels.actions[0]!, channels.name, [], comparison);
		const rows = comparison.rows.map(({stalker}) => {
			const {id, name, number} = stalker as {id: number; name: string; number: number};
			return [id, name, number, id];
		});
		const measured = async () => {
			await clear();
			const [outcome] = await runPlan(plan, comparison, context);
			if (outcome?.is !== 'done' || !outcome.changed)
				throw new Error(`Nothing was imported: ${JSON.stringify(outcome)}`);
		};
		await measured();
		const [journal] = await readJournalTexts(
			async sql => (await root.query(sql))[0],
			`${own}.stalker_journal_rows`,
		);
		const result = await compare(`import ${channelCount} channels into an ABillS on MariaDB`, 2, {
			runs: short ? 1 : 9,
			async floor() {
				await clear();
				await root.beginTransaction();
				await root.query(
					`insert into ${own}.stalker_journal (at, run, resource, action, subject, row_count, os_user, aid, leased_at, state)
					values (now(), 'floor', 'channels', 'import', 'channels', 1, 'floor', 2, now(), 'done')`,
				);
				await root.query(
					`insert into ${own}.stalker_journal_rows (entry_id, position, row_key, state, change_set, results, error) values (1, 1, 'channels', 'done', ?, ?, '')`,
					[journal!.change_set, journal!.results],
				);
				await root.query('insert into iptv_channels (id, name, num, port) values ?', [rows]);
				await root.query(
					`insert into admin_system_actions (datetime, aid, module, action_type, actions) values (now(), 2, 'Iptv', 1, 'CH: 2000')`,
				);
				await root.commit();
			},
			measured,
		});
		return [result];
	} finally {
		await context.close();
		portal.close();
		await billing.close();
		await abills.drop();
	}
};
