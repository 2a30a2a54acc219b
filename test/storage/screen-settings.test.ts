import {mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {createScreenSettingsFile, type ScreenSettings} from '../../source/storage/screen-settings.ts';

function open() {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-screens-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const file = path.join(directory, 'state/screens.json');
	const warned: string[] = [];
	return {
		file,
		warned,
		store: (systems = 'http://tv billing@db1') =>
			createScreenSettingsFile(file, systems, ({code}) => void warned.push(code)),
	};
}

const settings: ScreenSettings = {
	filterHistory: ['sync:+'],
	columns: ['login', 'status'],
	sort: {column: 'login', descending: true, second: {column: 'status', descending: false}},
	columnWidths: {login: 30},
	isWide: false,
};

test('the next session has the settings, for the same two systems and operator only', () => {
	const {store, file, warned} = open();
	store().set('accounts', settings);
	expect(store().get('accounts')).toEqual(settings);
	expect(store().get('stb')).toBeUndefined();
	expect(store('http://other billing@db1').get('accounts')).toBeUndefined();
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(warned).toEqual([]);
});

test('a file with other contents is reported, and replaced', () => {
	const {store, file, warned} = open();
	store().set('accounts', settings);
	writeFileSync(file, '{"http://tv billing@db1": {"accounts": {"columns": 5}}}');
	expect(store().get('accounts')).toBeUndefined();
	expect(warned).toEqual(['file-begun-anew']);
	store().set('accounts', settings);
	expect(store().get('accounts')).toEqual(settings);
});

test('the last screen is stored beside the settings', () => {
	const {store} = open();
	expect(store().lastScreen()).toBeUndefined();
	store().setLastScreen('tariffs');
	expect(store().lastScreen()).toBe('tariffs');
	expect(store('http://other billing@db1').lastScreen()).toBeUndefined();
});

test('settings of before there were second columns and widths are read', () => {
	const {store, file, warned} = open();
	const old = {
		filterHistory: [],
		columns: ['login'],
		sort: {column: 'login', descending: true},
		isWide: false,
	};
	store().set('accounts', settings);
	writeFileSync(file, JSON.stringify({'http://tv billing@db1': {accounts: old}}));
	expect(store().get('accounts')).toEqual(old);
	expect(warned).toEqual([]);
});
