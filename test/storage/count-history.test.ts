import {mkdtempSync, rmSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {createCountHistoryFile, createInMemoryCountHistory} from '../../source/storage/count-history.ts';

const at = (time: string) => new Date(`2026-11-22T${time}Z`);

test.each(['a file', 'memory'])('of each hour the last count is kept, in %s', where => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-history-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const file = path.join(directory, 'history.json');
	const open = () => createCountHistoryFile(file, 'http://tv billing@db1', () => expect.unreachable());
	const memory = createInMemoryCountHistory();
	const store = () => (where === 'memory' ? memory : open());
	store().add('accounts', 5, at('10:00:00'));
	store().add('accounts', 6, at('10:59:00'));
	store().add('accounts', 2, at('11:00:00'));
	store().add('stb', 1, at('11:00:00'));
	expect(store().get('accounts')).toEqual([
		{at: '2026-11-22T10:59:00.000Z', unsynced: 6},
		{at: '2026-11-22T11:00:00.000Z', unsynced: 2},
	]);
	expect(store().get('tariffs')).toEqual([]);
	store().merge('accounts', [
		{at: '2026-11-22T09:00:00.000Z', unsynced: 9},
		{at: '2026-11-22T10:00:00.000Z', unsynced: 8},
	]);
	expect(
		store()
			.get('accounts')
			.map(({unsynced}) => unsynced),
	).toEqual([9, 6, 2]);
	if (where !== 'memory') expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('no more than 200 hours are kept', () => {
	const history = createInMemoryCountHistory();
	for (let hour = 0; hour < 250; hour++)
		history.add('accounts', hour, new Date(Date.parse('2026-11-01T00:00:00Z') + hour * 3_600_000));
	const points = history.get('accounts');
	expect(points).toHaveLength(200);
	expect(points.at(-1)!.unsynced).toBe(249);
});
