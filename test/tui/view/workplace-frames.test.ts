import {expect, test} from 'vitest';
import {languages, loadTranslator, message} from '../../../source/i18n/translator.ts';
import type {Results, Size} from '../../../source/tui/session/state.ts';
import {
	journalEntry,
	journalRow,
	journalState,
	renderText,
	resultsState,
	stateOf,
	timeAt,
} from './fixtures.ts';

const sizes: readonly Size[] = [
	{columns: 60, rows: 15},
	{columns: 80, rows: 24},
	{columns: 120, rows: 36},
	{columns: 200, rows: 50},
];

const results: Results = {
	listName: 'accounts',
	action: 'add',
	finishedAt: timeAt('12:10:00'),
	isDryRun: false,
	retry: null,
	lines: [
		...['user00001', 'user00002', 'user00005'].map(key => ({
			key,
			is: 'refused' as const,
			changed: false,
			message: message('tariff-unknown', {tariff: '112'}),
			related: {resource: 'tariffs', id: '112'},
		})),
		{key: 'user00008', is: 'failed', changed: false, message: message('not-tried')},
	],
};

/** Whole screens in each size and language, compared with files that are reviewed when they change. */
test.each(languages)('%s: menu, sorted list, journal, entry and results', async language => {
	const translator = await loadTranslator(language);
	const screens = sizes.flatMap(size => {
		const name = `${size.columns}×${size.rows}`;
		const draw = (state: Parameters<typeof renderText>[0]) => renderText(state, undefined, translator);
		const sort = {column: 'tariff_plan', descending: false};
		return [
			[`menu ${name}`, draw(stateOf(size, {activeScreen: null}))],
			[
				`list by two columns, numbers summed up ${name}`,
				draw(
					stateOf(
						size,
						{},
						{
							sort: {...sort, second: {column: 'account_balance', descending: true}},
							columns: ['login', 'tariff_plan', 'account_balance', 'full_name'],
							columnCursor: 'account_balance',
						},
					),
				),
			],
			[`journal ${name}`, draw(journalState(size, [journalEntry], translator))],
			[
				`journal entry ${name}`,
				draw({
					...journalState(size, [journalEntry], translator),
					mode: {is: 'entry', top: 0, entry: journalEntry, rows: [journalRow]},
				}),
			],
			[`results ${name}`, draw(resultsState(size, results, {backStack: ['stb']}, translator))],
		] as const;
	});
	await expect(screens.map(([title, text]) => `=== ${title}\n${text}\n`).join('\n')).toMatchFileSnapshot(
		`frames/workplace-${language}.txt`,
	);
});
