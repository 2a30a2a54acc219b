import {expect, test} from 'vitest';
import type {Results, Size} from '../../../source/tui/session/state.ts';
import {message} from '../../../source/i18n/translator.ts';
import {resultsName} from '../../../source/tui/results/results-list.ts';
import {moveCursorTo} from '../../../source/tui/session/list-state.ts';
import {timeAt, stateOf, renderText, resultsState, translator} from './fixtures.ts';

const small: Size = {columns: 80, rows: 24};

const refused = (keys: readonly string[], reason = message('tariff-unknown', {tariff: '105'})): Results => ({
	listName: 'accounts',
	action: 'add',
	finishedAt: timeAt('12:10:00'),
	isDryRun: false,
	lines: keys.map(key => ({
		key,
		is: 'refused',
		changed: false,
		message: reason,
		related: {resource: 'tariffs', id: '105'},
	})),
	retry: null,
});

const shown = (results: Results): string => renderText(resultsState(small, results));

test('a row is named by its login as long as it is in the list', () => {
	const service = stateOf(small).lists['accounts']!.rows.find(({key}) => key.startsWith('service:'))!;
	const login = service.billing as {readonly login: string};
	expect(shown(refused([service.key]))).toMatch(new RegExp(`✗ ${login.login} +refused +Billing has no`, 'u'));
	expect(shown(refused(['service:1']))).toMatch(/✗ service:1 +refused +Billing has no/u);
});

test('rows with the same reason stand below it, with their number and the way out in full', () => {
	const {rows} = stateOf(small).lists['accounts']!;
	const text = shown(refused(rows.slice(0, 30).map(({key}) => key)));
	const below = text.split('\n').slice(-3).join(' ').replaceAll(/\s+/g, ' ');
	expect(text).toMatch(/▶ {2}✗ 30 × +refused +Billing has no tariff plan “105”\. Import it first\./u);
	expect(below).toContain('30 × Billing has no tariff plan “105”. Import it first. · o goes there');
	expect(text.match(/✗ user/g)?.length).toBeGreaterThan(10);
});

test('a reason that is longer than its cell is shown in full below the list', () => {
	const reason = message('failed', {message: 'A very long reason. '.repeat(9)});
	const text = shown(refused(['service:1'], reason))
		.split('\n')
		.slice(-6)
		.join(' ')
		.replaceAll(/\s+/g, ' ');
	expect(text).toContain('A very long reason. '.repeat(9).trim());
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
	const state = resultsState(small, refused(rows.slice(0, 30).map(({key}) => key)));
	const list = state.lists[resultsName]!;
	for (let cursor = 0; cursor <= 30; cursor++)
		expect(
			renderText({...state, lists: {...state.lists, [resultsName]: moveCursorTo(list, cursor, 10)}}),
		).toContain('\n▶');
});

test('a row with several sentences counts once', () => {
	const [key] = stateOf(small).lists['accounts']!.rows.map(row => row.key);
	const line = {key: key!, is: 'planned', changed: false, message: message('no-row')} as const;
	const results = {
		...refused(['service:1']),
		isDryRun: true,
		lines: [line, line, ...refused(['service:1']).lines],
	};
	expect(shown(results)).toContain(`1 ${translator.tui.texts.resultCounts.refused} · · 1 `);
});
