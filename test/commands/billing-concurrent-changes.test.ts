import {expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {onEachEngine} from '../billing/engines.ts';
import {withFault} from '../billing/db-faults.ts';
import {alignedText, createCaller, type CallResult} from './command-calls.ts';
import {
	formatResult,
	formatState,
	trialNames,
	setUpTrials,
	withoutTimes,
	type Trial,
} from './action-trials.ts';

/** SQL of another operator between reading and the action. `$1`: the key of the row. */
const concurrentChanges: Readonly<Record<string, string>> = {
	'accounts add': `insert into iptv_main (id, uid, service_id, iptv_login) select 888888, min(uid), 1, '$1' from users`,
	'accounts link': `update iptv_main set iptv_login = 'rival' where id = $2`,
	'stb register': `insert into iptv_main (id, uid, service_id, cid) select 888888, min(uid), 1, '$1' from users`,
	'channels import': `insert into iptv_channels (id, name) values (888888, 'Rival')`,
	'subscriptions add': `insert into iptv_users_channels (id, channel_id, tp_id, uid) select m.id, c.id, m.tp_id, m.uid
		from iptv_main m, iptv_channels c where m.tp_id <> 0 on conflict do nothing`,
	'tariffs import': `insert into tarif_plans (id, service_id, name, filter_id) values (8888, 1, 'Rival', '$1')`,
	'journal undo': `update bills set deposit = 5 where uid = (select max(uid) from users)`,
};

/** A table that each list needs, and one of its columns. */
const requiredColumns: Readonly<Record<string, readonly [table: string, column: string]>> = {
	accounts: ['iptv_main', 'iptv_login'],
	stb: ['iptv_main', 'cid'],
	channels: ['iptv_channels', 'num'],
	subscriptions: ['iptv_users_channels', 'tp_id'],
	tariffs: ['tarif_plans', 'filter_id'],
	journal: ['iptv_main', 'id'],
};

onEachEngine(
	engine => {
		const {fixture, begin} = setUpTrials(engine);
		const query = async (sql: string) => engine().database.query(sql);

		/** The results, for `billing-concurrent-changes.txt`. */
		const table: Array<readonly string[]> = [];

		test.each(Object.keys(concurrentChanges))('%s, and somebody else was faster', async name => {
			const sqlFor = ({args}: Trial) =>
				concurrentChanges[name]!.replaceAll(/\$(\d)/g, (_, place: string) => args[Number(place) - 1]!);
			await query(sqlFor(await begin(name)));
			const expected = await fixture().dumpTables();
			const trial = await begin(name);
			const {result, hits} = await withFault(
				engine().database,
				{tables: ['stalker_journal'], on: 'insert', harm: {is: 'does', sql: sqlFor(trial)}},
				async () => trial.run(),
			);
			const seen = await trial.inspect();
			table.push([name, 'somebody was faster', formatResult(result)]);

			expect(hits).toBe(1);
			// Only for a plan that exists already is the action a success.
			expect(result.exitCode).toBe(name === 'tariffs import' ? 0 : 1);
			expect(result.code).not.toMatch(/^failed|^ERR/);
			expect(withoutTimes(await fixture().dumpTables())).toBe(withoutTimes(expected));
			expect(seen).toMatchObject({portal: 'untouched', writes: 0, open: 0});
		});

		const call = createCaller(async () => fixture().context);
		const losses = {
			'a table is gone': ([name]: readonly [string, string]) => [
				`alter table ${name} rename to lost`,
				`alter table lost rename to ${name}`,
			],
			'a column is gone': ([name, column]: readonly [string, string]) => [
				`alter table ${name} rename ${column} to lost`,
				`alter table ${name} rename lost to ${column}`,
			],
		};

		test.each(
			[...resources.map(({name}) => `${name} list`), ...trialNames].flatMap(name =>
				(Object.keys(losses) as ReadonlyArray<keyof typeof losses>).map(loss => [name, loss] as const),
			),
		)('%s, %s', async (name, loss) => {
			const [resource] = name.split(' ');
			const isList = name.endsWith(' list');
			const trial = await begin(isList ? 'accounts add' : name);
			const [damage, repair] = losses[loss](requiredColumns[resource!]!);
			await query(damage!);
			let result: CallResult;
			try {
				result = await (isList ? call([resource!, 'list']) : trial.run());
			} finally {
				await query(repair!);
			}

			const seen = await trial.inspect();
			table.push([name, loss, formatResult(result), formatState(seen)]);
			expect(result).toMatchObject({exitCode: 1, sentence: expect.stringContaining('db status')});
			expect(seen).toMatchObject({billing: 'untouched', portal: 'untouched', writes: 0, open: 0});
		});

		test('the results equal billing-concurrent-changes.txt, on each engine', async () => {
			await expect(alignedText(table)).toMatchFileSnapshot('billing-concurrent-changes.txt');
		});
	},
	{fill: true},
);
