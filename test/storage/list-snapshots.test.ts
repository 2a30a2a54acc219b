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
import {createSnapshotFiles, type ListSnapshot} from '../../source/storage/list-snapshots.ts';
import {toEnglish} from '../../source/i18n/translator.ts';

let home: string;
let warnings: string[];
beforeEach(() => {
	home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-snapshots-'));
	warnings = [];
});
afterEach(() => rmSync(home, {recursive: true}));

const openStore = (portal = 'http://tv') =>
	createSnapshotFiles(path.join(home, 'cache'), portal, warning => void warnings.push(toEnglish(warning)));
/** Of `http://tv`. */
const file = () =>
	path.join(home, 'cache/lists', hash('sha256', 'http://tv').slice(0, 16), 'accounts.json.gz');
const readAt = new Date('2026-11-22T08:00:00.000Z');
const records = Array.from({length: 1234}, (_, place) => ({login: `Олег ${place}`, subscribed: []}));

async function readAll(snapshot: ListSnapshot | null): Promise<readonly unknown[]> {
	const all: unknown[] = [];
	for await (const part of snapshot!.chunks) all.push(...part);
	return all;
}

test('a stored list is read again in chunks, with its time; only the operator can read the file', async () => {
	expect(await openStore().read('accounts')).toBeNull();
	await openStore().write('accounts', records, readAt);
	const snapshot = await openStore().read('accounts');
	expect(snapshot).toMatchObject({readAt, recordCount: 1234});
	const sizes: number[] = [];
	for await (const part of snapshot!.chunks) sizes.push(part.length);
	expect(sizes).toEqual([500, 500, 234]);
	expect(await readAll(await openStore().read('accounts'))).toEqual(records);
	expect(statSync(file()).mode & 0o777).toBe(0o600);
	expect(statSync(path.dirname(file())).mode & 0o777).toBe(0o700);
	expect(readdirSync(path.dirname(file()))).toEqual(['accounts.json.gz']);
	// gzip and JSON: readable with standard tools.
	expect(JSON.parse(gunzipSync(readFileSync(file())).toString().split('\n')[0]!)).toEqual({
		portal: 'http://tv',
		at: readAt.toISOString(),
		records: 1234,
	});
	expect(warnings).toEqual([]);
});

test('an empty list is stored as one', async () => {
	await openStore().write('accounts', [], readAt);
	const snapshot = await openStore().read('accounts');
	expect(snapshot).toMatchObject({recordCount: 0});
	expect(await readAll(snapshot)).toEqual([]);
});

test('the list of another portal is not used, wherever its file is', async () => {
	await openStore('http://other').write('accounts', records, readAt);
	expect(await openStore().read('accounts')).toBeNull();
	mkdirSync(path.dirname(file()), {recursive: true});
	cpSync(
		path.join(home, 'cache/lists', hash('sha256', 'http://other').slice(0, 16), 'accounts.json.gz'),
		file(),
	);
	expect(await openStore().read('accounts')).toBeNull();
	expect(warnings).toEqual([expect.stringContaining('http://other')]);
});

test.each([
	['empty', () => writeFileSync(file(), '')],
	['no gzip', () => writeFileSync(file(), 'records')],
	['not there', () => rmSync(file())],
])('a file that is %s gives no list, and is reported unless it is missing', async (name, spoil) => {
	await openStore().write('accounts', records, readAt);
	spoil();
	expect(await openStore().read('accounts')).toBeNull();
	expect(warnings).toHaveLength(name === 'not there' ? 0 : 1);
});

test('a truncated file gives the records that it has, and is reported', async () => {
	await openStore().write('accounts', records, readAt);
	truncateSync(file(), Math.floor(statSync(file()).size * 0.7));
	const snapshot = await openStore().read('accounts');
	expect((await readAll(snapshot)).length).toBeLessThan(snapshot!.recordCount);
	expect(warnings).toEqual([expect.stringContaining(file())]);
});

test('a directory that cannot be written to is reported once', async () => {
	writeFileSync(path.join(home, 'cache'), 'a file');
	const snapshots = openStore();
	await snapshots.write('accounts', records, readAt);
	await snapshots.write('accounts', records, readAt);
	expect(warnings).toEqual([expect.stringContaining('cannot be written')]);
});

test('of lists that arrive while one is being written, the last is stored', async () => {
	const snapshots = openStore();
	await Promise.all([
		snapshots.write('accounts', records, readAt),
		snapshots.write('accounts', records.slice(0, 1), readAt),
		snapshots.write('accounts', records.slice(0, 2), readAt),
	]);
	expect(await snapshots.read('accounts')).toMatchObject({recordCount: 2});
	expect(readdirSync(path.dirname(file()))).toEqual(['accounts.json.gz']);
});

test('an aborted write keeps the previous file, and leaves no temporary file', async () => {
	const snapshots = openStore();
	await snapshots.write('accounts', records, readAt);
	await snapshots.write('accounts', records.slice(0, 2), readAt, AbortSignal.abort());
	expect(await snapshots.read('accounts')).toMatchObject({recordCount: 1234});
	expect(readdirSync(path.dirname(file()))).toEqual(['accounts.json.gz']);
	expect(warnings).toEqual([]);
});

test('a reader can stop early, and nothing fails afterwards', async () => {
	const own = openStore();
	// Enough records that the file is read in several pieces.
	const many = Array.from({length: 60_000}, (_, place) => ({login: crypto.randomUUID(), place}));
	await own.write('accounts', many, readAt);
	for (const enough of [1, 2]) {
		const {chunks} = (await own.read('accounts'))!;
		let seen = 0;
		for await (const part of chunks) {
			expect(part).toHaveLength(500);
			seen += 1;
			if (seen === enough) break;
		}
	}

	await own.write('accounts', records, readAt);
	expect(await readAll(await own.read('accounts'))).toEqual(records);
	expect(warnings).toEqual([]);
});
