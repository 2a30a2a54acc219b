import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {migrations} from '../../source/billing/migrations/migrations.ts';
import {textOf} from '../../source/sync/changes/change.ts';
import {createDatabase} from '../billing/engines.ts';
import {outcomeCodes, exampleCall, screenActions, type CallResult} from './command-calls.ts';
import {openShell} from './shell.ts';
import {holdUntilBothWait, openOperators, type Holder, type Operators} from './operators.ts';

/** `['accounts', 'add', 'ivan']` */
type CommandWords = readonly string[];

type Calls = readonly [CommandWords, CommandWords];

/**
Two actions on the same record, and the sorted results of both, in whichever order they run. `ivan`, `petro` and `stepan` have accounts and
boxes that are not in billing, the services 900041 and 900042 have no account; `added` is petro's addition a moment ago.
*/
type Pair = {
	calls(known: Known): Calls;
	readonly expected: ReadonlyArray<readonly [string, string]>;
};
type Known = {readonly chooser: string; readonly plan: string; readonly added: {entry: string; tvId: string}};

const [a, b] = ['900041', '900042'];

/** Both write to billing: one waits for the other at the lock of their task. */
const inBilling: Readonly<Record<string, Pair>> = {
	'+ and + on one account': {
		calls: () => [
			['accounts', 'add', 'ivan'],
			['accounts', 'add', 'ivan'],
		],
		// The portal has no locks: the second may write the same number at the same moment.
		expected: [
			['done: added', 'done: already-added'],
			['done: added', 'done: number-written'],
		],
	},
	'+ and a link of one account': {
		calls: () => [
			['accounts', 'add', 'ivan'],
			['accounts', 'link', 'ivan', a],
		],
		expected: [
			['done: added', 'refused: billing-changed'],
			['done: linked', 'refused: billing-changed'],
		],
	},
	'links of one account to two services': {
		calls: () => [
			['accounts', 'link', 'ivan', a],
			['accounts', 'link', 'ivan', b],
		],
		expected: [['done: linked', 'refused: billing-changed']],
	},
	'links of two accounts to one service': {
		calls: () => [
			['accounts', 'link', 'ivan', a],
			['accounts', 'link', 'stepan', a],
		],
		expected: [['done: linked', 'refused: billing-changed']],
	},
	'two imports of the channels': {
		calls: () => [
			['channels', 'import'],
			['channels', 'import'],
		],
		expected: [['done: channels-imported', 'refused: channels-changed']],
	},
	'two imports of one plan': {
		calls: ({plan}) => [
			['tariffs', 'import', plan],
			['tariffs', 'import', plan],
		],
		expected: [['done: already-imported', 'done: imported']],
	},
	'one box for two services': {
		calls: () => [
			['stb', 'register', boxes.stepan, `id:${a}`],
			['stb', 'register', boxes.stepan, `id:${b}`],
		],
		expected: [['done: registered', 'refused: box-taken']],
	},
	'two boxes for one service': {
		calls: () => [
			['stb', 'register', boxes.stepan, `id:${a}`],
			['stb', 'register', boxes.ivan, `id:${a}`],
		],
		expected: [['done: registered', 'refused: billing-changed']],
	},
	'+ on an account, and its box for a service': {
		calls: () => [
			['accounts', 'add', 'ivan'],
			['stb', 'register', boxes.ivan, `id:${a}`],
		],
		expected: [
			['done: added', 'refused: box-taken'],
			['done: registered', 'refused: billing-changed'],
		],
	},
	'two records of one choice': {
		calls: ({chooser}) => [
			['subscriptions', 'add', chooser],
			['subscriptions', 'add', chooser],
		],
		expected: [
			['done: choices-recorded', 'refused: choices-changed'],
			['done: choices-recorded', 'done: choices-same'],
		],
	},
	'an undo, and another box for its service': {
		calls: ({added}) => [
			['journal', 'undo', added.entry],
			['stb', 'register', boxes.stepan, `id:${added.tvId}`],
		],
		expected: [
			['done: undone-add', 'refused: billing-changed'],
			['done: registered', 'refused: undo-changed'],
		],
	},
};

/** One of them writes to the portal, which has no locks: both continue when each has read and is about to write its journal entry. */
const inPortal: Readonly<Record<string, Pair>> = {
	'+ and delete on one account': {
		calls: () => [
			['accounts', 'add', 'ivan'],
			['accounts', 'delete', 'ivan'],
		],
		expected: [
			['done: added', 'done: deleted'],
			['done: deleted', 'failed: number-not-written'],
		],
	},
	'delete and delete on one account': {
		calls: () => [
			['accounts', 'delete', 'ivan'],
			['accounts', 'delete', 'ivan'],
		],
		expected: [['done: deleted', 'done: deleted']],
	},
	'two undos of one addition': {
		calls: ({added}) => [
			['journal', 'undo', added.entry],
			['journal', 'undo', added.entry],
		],
		expected: [
			['done: undone-add', 'refused: already-undone'],
			['done: undone-add', 'refused: undo-under-way'],
		],
	},
	'an undo and a delete of its account': {
		calls: ({added}) => [
			['journal', 'undo', added.entry],
			['accounts', 'delete', 'petro'],
		],
		// Undone first, the service is not as it was when the deletion was planned.
		expected: [
			['done: deleted', 'done: undone-add'],
			['done: undone-add', 'refused: billing-changed'],
		],
	},
};

const boxes = {
	ivan: '00:1A:79:F0:00:01',
	petro: '00:1A:79:F0:00:02',
	stepan: '00:1A:79:F0:00:03',
} as const;

const orders: ReadonlyArray<readonly [string, (calls: Calls) => Calls]> = [
	['one, then the other', calls => calls],
	['the other, then the one', ([one, other]) => [other, one]],
];

describe.runIf(process.env['TEST_DATABASE_URL'])('two operators', () => {
	let both: Operators;
	let known: Known;
	beforeAll(async () => {
		both = await openOperators();
	});
	afterAll(async () => both.close());
	beforeEach(async () => {
		known = await prepare();
	});

	async function prepare(): Promise<Known> {
		const {testContext, query} = both;
		await testContext.reset();
		for (const [login, mac] of Object.entries(boxes)) both.account({login, mac, ls: ''});
		await query(`insert into users (uid, id) values (9001, 'olena'), (9002, 'maria')`);
		await query(
			`insert into iptv_main (id, uid, service_id, iptv_login) values (${a}, 9001, ?, 'olena'), (${b}, 9002, ?, 'maria')`,
			[testContext.context.providerId, testContext.context.providerId],
		);
		const argOf = async (resource: string) =>
			(
				await exampleCall(
					screenActions.find(action => action.resource.name === resource)!,
					testContext.context,
				)
			).args[0]!;
		const [chooser, plan] = [await argOf('subscriptions'), await argOf('tariffs')];
		await both.run(0, ['accounts', 'add', 'petro']);
		const [entry] = await testContext.context.billing.journal.list({limit: 1});
		const [row] = await testContext.context.billing.changeJournal.rows(entry!.id);
		const tvId = row!.results.find(result => result?.current && 'iptv_login' in result.current)!.current![
			'id'
		];
		return {chooser, plan, added: {entry: entry!.id, tvId: textOf(tvId)}};
	}

	const codesOf = (results: readonly CallResult[]) =>
		results.map(({reply, code}) => outcomeCodes(reply)[0] ?? code).toSorted();

	/** Expects that every action has ended, or is reported as half done; that there are no duplicates and no locks. */
	async function checkResults(results: readonly CallResult[]): Promise<void> {
		const isHalf = codesOf(results).includes('failed: number-not-written');
		expect(await both.leftovers()).toEqual({open: isHalf ? ['add ivan'] : [], idle: 0, waiting: 0});
		expect(await both.duplicates()).toEqual([]);
		for (const {exitCode, sentence} of results) expect(exitCode === 0 || sentence !== '').toBe(true);
	}

	const changes = (results: readonly CallResult[]): number =>
		results
			.flatMap(
				({reply}) =>
					(reply?.data as {readonly done: readonly {readonly changed: boolean}[]} | undefined)?.done ?? [],
			)
			.filter(({changed}) => changed).length;

	describe.each(orders)('whichever is first: %s', (_, ordered) => {
		test.each(Object.keys(inBilling))('%s: the first succeeds, the second is refused', async name => {
			const {calls: callsOf, expected} = inBilling[name]!;
			const results = await both.runAtOnce('their task', ...ordered(callsOf(known)));
			expect(expected.map(pair => [...pair].toSorted())).toContainEqual(codesOf(results));
			const [first, second] = results;
			expect(changes([first])).toBe(1);
			expect(changes([second])).toBe(codesOf([second])[0] === 'done: number-written' ? 1 : 0);
			await checkResults(results);
		});

		test.each(Object.keys(inPortal))('%s: each gets its own result', async name => {
			const {calls: callsOf, expected} = inPortal[name]!;
			const results = await both.runAtOnce('the journal', ...ordered(callsOf(known)));
			expect(expected.map(pair => [...pair].toSorted())).toContainEqual(codesOf(results));
			await checkResults(results);
		});
	});

	test('two that migrate one empty database: one does it, and both succeed', async () => {
		const own = await createDatabase();
		const shell = await openShell({database: own.url});
		const lock = async (holder: Holder) =>
			holder.query('select pg_advisory_xact_lock($1, 0)', [0x73_74_61_6c]);
		const migrate = async () => shell.call('db', 'migrate', '--json');
		const results = await holdUntilBothWait(own.url, lock, migrate, migrate);
		expect(results.map(({exit, error}) => [exit, error])).toEqual([
			[0, ''],
			[0, ''],
		]);
		const applied = results.map(({data}) => (data as {readonly now: readonly string[]}).now.length);
		expect(applied.toSorted((x, y) => x - y)).toEqual([0, migrations.length]);
		expect(await shell.call('db', 'status')).toMatchObject({exit: 0});
		await shell.close();
		await own.drop();
	});
});
