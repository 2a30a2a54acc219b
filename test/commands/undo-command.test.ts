import {afterAll, beforeAll, expect, test} from 'vitest';
import {openShell, type Shell} from './shell.ts';

let shell: Shell;
beforeAll(async () => {
	shell = await openShell();
	await shell.call('tariffs', 'import', '--all', '--yes');
});
afterAll(async () => shell.close());

type Entry = {
	readonly id: string;
	readonly action: string;
	readonly state: string;
	readonly resource: string;
};
const last = async () =>
	((await shell.call('journal', 'list', '--limit', '1', '--json')).data as readonly Entry[])[0]!;
const writes = () => shell.portal.received.filter(({method}) => method !== 'GET').length;
const marked = async (mark: string) =>
	(await shell.call('accounts', 'list', '--mark', mark, '--json')).data as ReadonlyArray<{
		readonly key: string;
	}>;

test('journal undo shows what it would do and asks; --dry-run only shows; --yes applies it', async () => {
	const key = await addOne();
	const {id} = await last();
	const dry = await shell.call('journal', 'undo', id, '--dry-run');
	expect(dry).toMatchObject({exit: 0, out: expect.stringContaining(`Undo adding “${key}”: remove`)});
	const asked = await shell.call('journal', 'undo', id);
	expect(asked).toMatchObject({exit: 1, error: expect.stringContaining('--yes')});
	expect((await last()).id).toBe(id);
	expect(await shell.call('journal', 'undo', id, '--yes', '--read-only')).toMatchObject({exit: 1});

	const done = await shell.call('journal', 'undo', id, '--yes', '--json');
	expect(done).toMatchObject({
		exit: 0,
		data: {done: [{key, code: 'undone-add', changed: true}], refused: []},
	});
	expect((await marked('+')).map(row => row.key)).toContain(key);
	expect(await last()).toMatchObject({resource: 'accounts', action: 'undo', state: 'done'});
	expect(await shell.call('journal', 'undo', id, '--yes', '--json')).toMatchObject({
		exit: 1,
		data: {refused: [{code: 'already-undone'}]},
	});
});

test('a deleted account is created again, and is in sync as before', async () => {
	const key = await addOne();
	expect(await shell.call('accounts', 'delete', key, '--confirm', '1')).toMatchObject({exit: 0});
	const {id} = await last();
	const asked = await shell.call('journal', 'undo', id);
	expect(asked.error).toContain('password');
	const before = writes();
	expect(await shell.call('journal', 'undo', id, '--yes')).toMatchObject({exit: 0});
	expect(writes()).toBeGreaterThan(before);
	expect((await marked('=')).map(row => row.key)).toContain(key);
});

test('journal show lists the rows of a bulk entry: every change, before → after, and its result', async () => {
	const entries = (await shell.call('journal', 'list', '--json')).data as readonly Entry[];
	const {id} = entries.find(({resource, action}) => resource === 'tariffs' && action === 'import')!;
	const listed = async (...flags: readonly string[]) =>
		(await shell.call('journal', 'list', ...flags)).out.split('\n').find(line => line.startsWith(`${id}  `));
	expect(await listed()).toMatch(/  tariffs  import  \d+ rows  done$/);
	expect(await listed('--lang', 'uk')).toMatch(/  tariffs  імпортувати  \d+ \S+  виконано$/);
	const {data, exit} = await shell.call('journal', 'show', id, '--json');
	expect(exit).toBe(0);
	const {rows} = data as {
		readonly rows: ReadonlyArray<{
			readonly key: string;
			readonly state: string;
			readonly changes: ReadonlyArray<{
				readonly result: {readonly current: {readonly id: number; readonly name: string}};
			}>;
		}>;
	};
	expect(rows.length).toBeGreaterThan(1);
	const {out} = await shell.call('journal', 'show', id);
	expect(out.split('\n')[0]).toBe(await listed());
	for (const {key, state, changes} of rows) {
		expect(out).toContain(`\n${key}  ${state}\n  billing: tariff plan external_id="`);
		const {id: number, name} = changes[0]!.result.current;
		expect(out).toContain(`" · addition: applied\n    Name: – → "${name}"\n    ID: – → ${number}`);
	}
});

test('an entry that does not exist is wrong usage', async () => {
	expect((await shell.call('journal', 'undo')).exit).toBe(2);
	expect((await shell.call('journal', 'undo', '999999')).exit).toBe(2);
	expect((await shell.call('journal', 'undo', 'x')).exit).toBe(2);
});

/** Adds an account to billing and returns its key. */
async function addOne(): Promise<string> {
	for (const {key} of await marked('+'))
		if ((await shell.call('accounts', 'add', key, '--yes')).exit === 0) return key;
	throw new Error('No account can be added.');
}
