import {resources} from '../source/resources/index.ts';
import {planAction, runPlan} from '../source/sync/plan-runner.ts';
import {readAndCompare} from '../source/sync/comparison.ts';
import type {AppContext} from '../source/app/context.ts';
import {compare, type Benchmark} from './measure.ts';
import {channelCount} from './channel-count.ts';
import {createBenchContext, connectDriver, readJournalTexts, type JournalTexts} from './bench-context.ts';

const channels = resources.find(({name}) => name === 'channels')!;

/**
Importing channels into a billing that has none, with the journal. Floor: the same rows, that of the journal with the same texts, by one
statement per table.
*/
export const importChannels: Benchmark = async ({short}) => {
	const bench = await createBenchContext(1);
	const {context, databaseUrl} = bench;
	try {
		const comparison = await readAndCompare(channels, context);
		const plan = planAction(channels.actions[0]!, channels.name, [], comparison);
		const measured = async () => {
			await clearChannels(context);
			const [outcome] = await runPlan(plan, comparison, context);
			if (outcome?.is !== 'done' || !outcome.changed)
				throw new Error(`Nothing was imported: ${JSON.stringify(outcome)}`);
		};
		await measured();
		const [journal] = await readJournalTexts(context.billing.database.query);
		const result = await compare(`import ${channelCount} channels`, 1.5, {
			runs: short ? 1 : 9,
			async floor() {
				await clearChannels(context);
				await insertWithDriver(context, databaseUrl, comparison.stalker.items, journal!);
			},
			measured,
		});
		return [result];
	} finally {
		await bench.close();
	}
};

const clearChannels = async ({billing}: AppContext): Promise<unknown> =>
	billing.database.query(
		'truncate iptv_channels, admin_actions, stalker_journal, stalker_journal_rows restart identity cascade',
	);

/** As in bulk-add.ts: one connection, one transaction, one statement per table. */
async function insertWithDriver(
	{billing}: AppContext,
	address: string,
	rows: readonly unknown[],
	{change_set, results}: JournalTexts,
): Promise<void> {
	const run = await connectDriver(address, billing);
	try {
		const source = 'json_to_recordset($1::json) as t(id int, name text, number int)';
		const json = JSON.stringify(rows);
		await run('begin');
		await run(
			`insert into stalker_journal (id, run, resource, action, subject, row_count, os_user, aid, state, closed_at)
			values (1, 'floor', 'channels', 'import', 'channels', 1, 'floor', 2, 'done', now())`,
		);
		await run(
			`insert into stalker_journal_rows (entry_id, position, row_key, change_set, results, state) values (1, 1, 'channels', $1, $2, 'done')`,
			[change_set, results],
		);
		await run(
			`insert into iptv_channels (id, name, num, port) select t.id, t.name, t.number, t.id from ${source}`,
			[json],
		);
		await run(
			`insert into admin_actions (aid, module, action_type, actions) values (2, 'Iptv', 1, 'CH: 2000')`,
		);
		await run('commit');
	} finally {
		await run.end();
	}
}
