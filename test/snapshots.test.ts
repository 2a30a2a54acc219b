import {hash} from 'node:crypto';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {gunzipSync} from 'node:zlib';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {fileSnapshots, type Snapshot} from '../source/snapshots.ts';
import {inEnglish} from '../source/words/words.ts';

let home: string;
let warnings: string[];
beforeEach(() => {
	home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-snapshots-'));
	warnings = [];
});
afterEach(() => rmSync(home, {recursive: true}));

const open = (portal = 'http://tv') =>
	fileSnapshots(path.join(home, 'cache'), portal, warning => void warnings.push(inEnglish(warning)));
/** Of `http://tv`. */
const file = () =>
	path.join(home, 'cache/lists', hash('sha256', 'http://tv').slice(0, 16), 'accounts.json.gz');
const at = new Date('2026-11-22T08:00:00.000Z');
const records = Array.from({length: 1234}, (_, place) => ({login: `Олег ${place}`, subscribed: []}));

async function gather(snapshot: Snapshot | null): Promise<readonly unknown[]> {
	const all: unknown[] = [];
	for await (const part of snapshot!.parts) all.push(...part);
	return all;
}

test('what was kept is read again, in parts, with its age; the files are the operator’s alone', async () => {
	expect(await open().read('accounts')).toBeNull();
	await open().write('accounts', records, at);
	const snapshot = await open().read('accounts');
	expect(snapshot).toMatchObject({at, size: 1234});
	const sizes: number[] = [];
	for await (const part of snapshot!.parts) sizes.push(part.length);
	expect(sizes).toEqual([500, 500, 234]);
	expect(await gather(await open().read('accounts'))).toEqual(records);
	expect(statSync(file()).mode & 0o777).toBe(0o600);
	expect(statSync(path.dirname(file())).mode & 0o777).toBe(0o700);
	expect(readdirSync(path.dirname(file()))).toEqual(['accounts.json.gz']);
	// With tools of any machine.
	expect(JSON.parse(gunzipSync(readFileSync(file())).toString().split('\n')[0]!)).toEqual({
		portal: 'http://tv',
		at: at.toISOString(),
		records: 1234,
	});
	expect(warnings).toEqual([]);
});

test('an empty list is kept as one', async () => {
	await open().write('accounts', [], at);
	const snapshot = await open().read('accounts');
	expect(snapshot).toMatchObject({size: 0});
	expect(await gather(snapshot)).toEqual([]);
});

test('another portal’s list is none of ours, wherever it lies', async () => {
	await open('http://other').write('accounts', records, at);
	expect(await open().read('accounts')).toBeNull();
	mkdirSync(path.dirname(file()), {recursive: true});
	cpSync(
		path.join(home, 'cache/lists', hash('sha256', 'http://other').slice(0, 16), 'accounts.json.gz'),
		file(),
	);
	expect(await open().read('accounts')).toBeNull();
	expect(warnings).toEqual([expect.stringContaining('http://other')]);
});

test.each([
	['empty', () => writeFileSync(file(), '')],
	['no gzip', () => writeFileSync(file(), 'records')],
	['not there', () => rmSync(file())],
])('a file that is %s gives nothing, and is told unless it is not there', async (name, spoil) => {
	await open().write('accounts', records, at);
	spoil();
	expect(await open().read('accounts')).toBeNull();
	expect(warnings).toHaveLength(name === 'not there' ? 0 : 1);
});

test('a file that breaks off gives what it has, fewer than it promised, and is told', async () => {
	await open().write('accounts', records, at);
	truncateSync(file(), Math.floor(statSync(file()).size * 0.7));
	const snapshot = await open().read('accounts');
	expect((await gather(snapshot)).length).toBeLessThan(snapshot!.size);
	expect(warnings).toEqual([expect.stringContaining(file())]);
});

test('where nothing can be written, that is told once', async () => {
	writeFileSync(path.join(home, 'cache'), 'a file');
	const snapshots = open();
	await snapshots.write('accounts', records, at);
	await snapshots.write('accounts', records, at);
	expect(warnings).toEqual([expect.stringContaining('cannot be written')]);
});

test('of lists that come while one is being written, the last is kept', async () => {
	const snapshots = open();
	await Promise.all([
		snapshots.write('accounts', records, at),
		snapshots.write('accounts', records.slice(0, 1), at),
		snapshots.write('accounts', records.slice(0, 2), at),
	]);
	expect(await snapshots.read('accounts')).toMatchObject({size: 2});
	expect(readdirSync(path.dirname(file()))).toEqual(['accounts.json.gz']);
});

test('a writing that is given up leaves what was kept before, and no rubbish', async () => {
	const snapshots = open();
	await snapshots.write('accounts', records, at);
	await snapshots.write('accounts', records.slice(0, 2), at, AbortSignal.abort());
	expect(await snapshots.read('accounts')).toMatchObject({size: 1234});
	expect(readdirSync(path.dirname(file()))).toEqual(['accounts.json.gz']);
	expect(warnings).toEqual([]);
});

test('who has seen enough leaves the rest unread, and nothing fails behind him', async () => {
	const own = open();
	// So many that the file is read in several pieces.
	const many = Array.from({length: 60_000}, (_, place) => ({login: crypto.randomUUID(), place}));
	await own.write('accounts', many, at);
	for (const enough of [1, 2]) {
		const {parts} = (await own.read('accounts'))!;
		let seen = 0;
		for await (const part of parts) {
			expect(part).toHaveLength(500);
			seen += 1;
			if (seen === enough) break;
		}
	}

	await own.write('accounts', records, at);
	expect(await gather(await own.read('accounts'))).toEqual(records);
	expect(warnings).toEqual([]);
});
