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
	})),
});

const shown = (results: Results): string =>
	renderText(stateOf(small, {mode: {is: 'results', top: 0}, results}));

test('a row is named by its login as long as it is in the list', () => {
	const service = stateOf(small).lists['accounts']!.rows.find(({key}) => key.startsWith('service:'))!;
	const login = service.billing as {readonly login: string};
	expect(shown(refused([service.key]))).toContain(`✗ ${login.login}: Billing has no`);
	expect(shown(refused(['service:1']))).toContain('✗ service:1: Billing has no');
});

test('results that do not fit are counted as rows', () => {
	const {rows} = stateOf(small).lists['accounts']!;
	const text = shown(refused(rows.slice(0, 30).map(({key}) => key)));
	const told = text.match(/Billing has no/g)!.length;
	expect(text).toContain(translator.tui.texts.moreRows(30 - told));
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
