import {expect, test} from 'vitest';
import type {Results, Size} from '../../../source/tui/session/state.ts';
import {message} from '../../../source/i18n/translator.ts';
import {timeAt, stateOf, renderText, translator} from './fixtures.ts';

const small: Size = {columns: 80, rows: 24};

const refused = (keys: readonly string[]): Results => ({
	listName: 'accounts',
	action: 'add',
	finishedAt: timeAt('12:10:00'),
	isDryRun: false,
	lines: keys.map(key => ({
		key,
		is: 'refused',
		changed: false,
		message: message('tariff-unknown', {tariff: '105'}),
		related: {resource: 'tariffs', id: '105'},
	})),
	retry: null,
});

const shown = (results: Results): string =>
	renderText(stateOf(small, {mode: {is: 'results', cursor: 0, back: 0}, results}));

test('a row is named by its login as long as it is in the list', () => {
	const service = stateOf(small).lists['accounts']!.rows.find(({key}) => key.startsWith('service:'))!;
	const login = service.billing as {readonly login: string};
	expect(shown(refused([service.key]))).toContain(`✗ ${login.login}: Billing has no`);
	expect(shown(refused(['service:1']))).toContain('✗ service:1: Billing has no');
});

test('rows with the same reason stand below it, and those that do not fit are counted', () => {
	const {rows} = stateOf(small).lists['accounts']!;
	const text = shown(refused(rows.slice(0, 30).map(({key}) => key)));
	expect(text).toContain('▶✗ 30 × Billing has no tariff plan “105”. Import it first. · o goes there');
	expect(text.match(/Billing has no/g)).toHaveLength(1);
	const rowsShown = text.match(/^ {5}user/gm)!.length;
	expect(text).toContain(translator.tui.texts.moreRows(30 - rowsShown));
});

test('a reason names its rows by …, and a short name is not replaced within the words of the sentence', () => {
	const lines = ['a', 'b', 'in'].map(key => ({
		...{key, is: 'refused' as const, changed: false},
		message: message('row-gone', {key}),
	}));
	const text = shown({...refused([]), lines});
	expect(text).toContain('3 × “…” is not in the list any more. Move to another row first.');
});

test('the cursor is on the screen wherever it is', () => {
	const {rows} = stateOf(small).lists['accounts']!;
	const results = refused(rows.slice(0, 30).map(({key}) => key));
	for (let cursor = 0; cursor <= 30; cursor++)
		expect(renderText(stateOf(small, {mode: {is: 'results', cursor, back: 0}, results}))).toContain('\n▶');
});

test('a row with several sentences counts once', () => {
	const [key] = stateOf(small).lists['accounts']!.rows.map(row => row.key);
	const line = {key: key!, is: 'planned', changed: false, message: message('no-row')} as const;
	const results = {
		...refused(['service:1']),
		isDryRun: true,
		lines: [line, line, ...refused(['service:1']).lines],
	};
	expect(shown(results)).toContain(`1 ${translator.tui.texts.resultCounts.refused}   · 1 `);
});
