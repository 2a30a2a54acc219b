import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {lockNamespace} from '../../source/billing/advisory-lock.ts';
import {createDatabase} from '../billing/engines.ts';
import {outcomeCodes, exampleCall, screenActions, type CallResult} from './command-calls.ts';
import {openShell} from './shell.ts';
import {holdUntilBothWait, openOperators, type Holder, type Operators} from './operators.ts';

/** `['accounts', 'add', 'ivan']` */
type CommandWords = readonly string[];

/**
Two deeds that meet on one thing, and what both come to, sorted, in whichever order. `ivan`, `petro` and `stepan` have accounts and boxes that billing does not know,
the services 900041 and 900042 no account; `added` was petro's addition a moment ago.
*/
type Pair = {
	deeds(known: Known): readonly [CommandWords, CommandWords];
	readonly come: ReadonlyArray<readonly [string, string]>;
};
type Known = {readonly chooser: string; readonly plan: string; readonly added: {entry: string; tvId: string}};

const [a, b] = ['900041', '900042'];

/** Both write to billing: the one waits for the other under the lock of their task. */
const inBilling: Readonly<Record<string, Pair>> = {
	'+ and + on one account': {
		deeds: () => [
			['accounts', 'add', 'ivan'],
			['accounts', 'add', 'ivan'],
		],
		come: [['done: added', 'done: already-added']],
	},
	'+ and a link of one account': {
		deeds: () => [
			['accounts', 'add', 'ivan'],
			['accounts', 'link', 'ivan', a],
		],
		come: [
			['done: added', 'refused: clash'],
			['done: linked', 'refused: clash'],
		],
	},
	'links of one account to two services': {
		deeds: () => [
			['accounts', 'link', 'ivan', a],
			['accounts', 'link', 'ivan', b],
		],
		come: [['done: linked', 'refused: clash']],
	},
	'links of two accounts to one service': {
		deeds: () => [
			['accounts', 'link', 'ivan', a],
			['accounts', 'link', 'stepan', a],
		],
		come: [['done: linked', 'refused: clash']],
	},
	'two imports of the channels': {
		deeds: () => [
			['channels', 'import'],
			['channels', 'import'],
		],
		come: [['done: channels-imported', 'refused: channels-changed']],
	},
	'two imports of one plan': {
		deeds: ({plan}) => [
			['tariffs', 'import', plan],
			['tariffs', 'import', plan],
		],
		come: [['done: already-imported', 'done: imported']],
	},
	'one box for two services': {
		deeds: () => [
			['stb', 'register', boxes.stepan, `id:${a}`],
			['stb', 'register', boxes.stepan, `id:${b}`],
		],
		come: [['done: registered', 'refused: box-taken']],
	},
	'two boxes for one service': {
		deeds: () => [
			['stb', 'register', boxes.stepan, `id:${a}`],
			['stb', 'register', boxes.ivan, `id:${a}`],
		],
		come: [['done: registered', 'refused: clash']],
	},
	'+ on an account, and its box for a service': {
		deeds: () => [
			['accounts', 'add', 'ivan'],
			['stb', 'register', boxes.ivan, `id:${a}`],
		],
		come: [
			['done: added', 'refused: box-taken'],
			['done: registered', 'refused: clash'],
		],
	},
	'two records of one choice': {
		deeds: ({chooser}) => [
			['subscriptions', 'add', chooser],
			['subscriptions', 'add', chooser],
		],
		come: [['done: choices-recorded', 'refused: choices-changed']],
	},
	'two undos of one addition': {
		deeds: ({added}) => [
			['journal', 'undo', added.entry],
			['journal', 'undo', added.entry],
		],
		come: [['done: undone-add', 'refused: already-undone']],
	},
	'an undo, and another box for its service': {
		deeds: ({added}) => [
			['journal', 'undo', added.entry],
			['stb', 'register', boxes.stepan, `id:${added.tvId}`],
		],
		come: [
			['done: undone-add', 'refused: clash'],
			['done: registered', 'refused: undo-changed'],
		],
	},
};

/** One of them writes to the portal, which knows no locks: both are let go when each has looked and is about to write its intent. */
const inPortal: Readonly<Record<string, Pair>> = {
	'+ and delete on one account': {
		deeds: () => [
			['accounts', 'add', 'ivan'],
			['accounts', 'delete', 'ivan'],
		],
		come: [
			['done: added', 'done: deleted'],
			['done: deleted', 'failed: number-not-written'],
		],
	},
	'delete and delete on one account': {
		deeds: () => [
			['accounts', 'delete', 'ivan'],
			['accounts', 'delete', 'ivan'],
		],
		come: [['done: deleted', 'done: deleted']],
	},
	'an undo and a delete of its account': {
		deeds: ({added}) => [
			['journal', 'undo', added.entry],
			['accounts', 'delete', 'petro'],
		],
		come: [['done: deleted', 'done: undone-add']],
	},
};

const boxes = {
	ivan: '00:1A:79:F0:00:01',
	petro: '00:1A:79:F0:00:02',
	stepan: '00:1A:79:F0:00:03',
} as const;

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
			[testContext.context.portalId, testContext.context.portalId],
		);
		const argOf = async (tab: string) =>
			(
				await exampleCall(
					screenActions.find(deed => deed.tab.name === tab)!,
					testContext.context,
				)
			).args[0]!;
		const [chooser, plan] = [await argOf('subscriptions'), await argOf('tariffs')];
		await both.run(0, ['accounts', 'add', 'petro']);
		const [entry] = await testContext.context.billing.journal.list({limit: 1});
		return {chooser, plan, added: {entry: entry!.id, tvId: String((entry!.after as {tvId: number}).tvId)}};
	}

	const became = (came: readonly CallResult[]) =>
		came.map(({reply, code}) => outcomeCodes(reply)[0] ?? code).toSorted();

	/** Whatever was begun has ended, or is half done and said to be; nothing is there twice, and nobody holds anything. */
	async function judge(came: readonly CallResult[]): Promise<void> {
		const isHalf = became(came).includes('failed: number-not-written');
		expect(await both.leftovers()).toEqual({open: isHalf ? ['add ivan'] : [], idle: 0, waiting: 0});
		expect(await both.duplicates()).toEqual([]);
		for (const {exitCode, sentence} of came) expect(exitCode === 0 || sentence !== '').toBe(true);
	}

	const changes = (came: readonly CallResult[]): number =>
		came
			.flatMap(
				({reply}) =>
					(reply?.data as {readonly done: readonly {readonly changed: boolean}[]} | undefined)?.done ?? [],
			)
			.filter(({changed}) => changed).length;

	test.each(Object.keys(inBilling))('%s: one does it, the other is told', async name => {
		const {deeds: deedsOf, come} = inBilling[name]!;
		const came = await both.runAtOnce('their task', ...deedsOf(known));
		expect(come.map(pair => [...pair].toSorted())).toContainEqual(became(came));
		expect(changes(came)).toBe(1);
		await judge(came);
	});

	test.each(Object.keys(inPortal))('%s: each is told what came of it', async name => {
		const {deeds: deedsOf, come} = inPortal[name]!;
		const came = await both.runAtOnce('the journal', ...deedsOf(known));
		expect(come.map(pair => [...pair].toSorted())).toContainEqual(became(came));
		await judge(came);
	});

	test.each([1, 2])('whichever is first (%i), one succeeds', async () => {
		for (const [name, pair] of Object.entries({...inBilling, ...inPortal})) {
			known = await prepare();
			const [one, other] = pair.deeds(known);
			const came = await Promise.all([both.run(0, one), both.run(1, other)]);
			if (name in inBilling) expect([name, changes(came)]).toEqual([name, 1]);
			await judge(came);
		}
	});

	test('two that migrate one empty database: one does it, and both succeed', async () => {
		const own = await createDatabase();
		const shell = await openShell({database: own.url});
		const lock = async (holder: Holder) =>
			holder.query('select pg_advisory_xact_lock($1, 0)', [lockNamespace]);
		const migrate = async () => shell.call('db', 'migrate', '--json');
		const came = await holdUntilBothWait(own.url, lock, async () => Promise.all([migrate(), migrate()]));
		expect(came.map(({exit, error}) => [exit, error])).toEqual([
			[0, ''],
			[0, ''],
		]);
		const applied = came.map(({data}) => (data as {readonly now: readonly string[]}).now.length);
		expect(applied.toSorted((x, y) => x - y)).toEqual([0, 3]);
		expect(await shell.call('db', 'status')).toMatchObject({exit: 0});
		await shell.close();
		await own.drop();
	});
});
