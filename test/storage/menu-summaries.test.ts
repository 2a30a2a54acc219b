import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {createSummaryFile} from '../../source/storage/menu-summaries.ts';
import type {Summary} from '../../source/sync/summary.ts';
import {toEnglish} from '../../source/i18n/translator.ts';

let directory: string;
let warned: string[];

beforeEach(() => {
	directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-summaries-'));
	warned = [];
});
afterEach(() => rmSync(directory, {recursive: true}));

const summary: Summary = {
	rows: 305,
	marks: {'=': 204, '~': 21, '+': 63, '-': 5, '!': 12, '?': 0},
	tallies: [
		{
			column: 'tariff_plan',
			values: [
				['101', 80],
				[null, 3],
				['', 2],
			],
			others: 7,
		},
	],
};
const readAt = new Date('2026-11-23T12:00:00Z');

const openStore = (systems = 'http://tv billing@db1', file = 'stalker-console/summaries.json') =>
	createSummaryFile(path.join(directory, file), systems, warning => warned.push(toEnglish(warning)));

test('the next run reads the summaries of the last one, for the same two systems and operator only', () => {
	openStore().set('accounts', summary, readAt);
	openStore('http://other billing@db1').set('accounts', {...summary, rows: 1}, readAt);
	expect(openStore().get('accounts')).toEqual({...summary, readAt});
	expect(openStore('http://other billing@db1').get('accounts')).toMatchObject({rows: 1});
	expect(openStore().get('tariffs')).toBeUndefined();
	const file = path.join(directory, 'stalker-console/summaries.json');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
	expect(warned).toEqual([]);
});

test('two open consoles keep each other’s summaries', () => {
	const [one, another, same] = [openStore(), openStore('http://other billing@db1'), openStore()];
	another.set('accounts', {...summary, rows: 1}, readAt);
	one.set('accounts', summary, readAt);
	same.set('tariffs', {...summary, rows: 2}, readAt);
	one.set('channels', {...summary, rows: 3}, readAt);
	expect(openStore('http://other billing@db1').get('accounts')).toMatchObject({rows: 1});
	expect(['accounts', 'tariffs', 'channels'].map(resource => openStore().get(resource)?.rows)).toEqual([
		305, 2, 3,
	]);
});

test('an unreadable file is reported, and replaced', () => {
	writeFileSync(
		path.join(directory, 'bad.json'),
		'{"http://tv billing@db1": {"accounts": {"rows": "many"}}}',
	);
	const summaries = openStore(undefined, 'bad.json');
	expect(summaries.get('accounts')).toBeUndefined();
	expect(warned).toEqual([expect.stringContaining('bad.json cannot be read and is begun anew')]);
	summaries.set('accounts', summary, readAt);
	expect(JSON.parse(readFileSync(path.join(directory, 'bad.json'), 'utf8'))).toMatchObject({
		'http://tv billing@db1': {accounts: {rows: 305}},
	});
});

test('a file that cannot be written is reported once, and nothing else fails', () => {
	writeFileSync(path.join(directory, 'a-file'), '');
	const summaries = openStore(undefined, 'a-file/summaries.json');
	warned.length = 0;
	summaries.set('accounts', summary, readAt);
	summaries.set('accounts', summary, readAt);
	expect(warned).toEqual([expect.stringContaining('cannot be written')]);
	expect(summaries.get('accounts')).toEqual({...summary, readAt});
});
