import {expect, test} from 'vitest';
import {maxTop} from '../../../source/tui/view/render-frame.ts';
import type {Size, State} from '../../../source/tui/session/state.ts';
import {languages, loadTranslator, message} from '../../../source/i18n/translator.ts';
import {screens} from '../../../source/resources/index.ts';
import {accountsTab, monochrome, now, stateOf, renderText, translator} from './fixtures.ts';

const help = (size: Size, top = 0, typed = ''): State =>
	stateOf(size, {
		mode: {is: 'help', top, typed, refusals: {link: message('link-only-unmatched'), add: message('no-row')}},
	});

/** The complete help, page by page. */
function whole(size: Size): string {
	const last = maxTop(help(size), translator, monochrome, now);
	return Array.from({length: last + 1}, (_, top) => renderText(help(size, top))).join('\n');
}

test.each([
	{columns: 60, rows: 15},
	{columns: 80, rows: 24},
	{columns: 120, rows: 36},
])('no description and no mark is cut', size => {
	const text = whole(size);
	const cut = text
		.split('\n')
		.filter(line => line.includes('…') && !/… and \d+ more|(sort by|copy) …/.test(line));
	expect(cut).toEqual([]);
	const said = text.replaceAll(/\s+/g, ' ');
	for (const mark of Object.values(translator.syncStatuses)) expect(said).toContain(mark);
	// Descriptions are wrapped in their column, so each word is searched separately.
	for (const {name} of accountsTab.actions)
		for (const word of translator.actionTexts('accounts', name).description.split(' '))
			expect(said).toContain(word);
});

test('reasons why keys are unavailable come first, and are found by the key', () => {
	const lines = renderText(help({columns: 80, rows: 24})).split('\n');
	const at = (part: string): number => lines.findIndex(line => line.includes(part));
	expect(at('UNAVAILABLE')).toBe(at('type to find') + 1);
	expect(at('UNAVAILABLE')).toBeLessThan(at('NAVIGATE'));
	const found = renderText(help({columns: 80, rows: 24}, 0, 'TV service'));
	expect(found).toContain('l link: ');
	expect(found).not.toContain('add: ');
});

test('all of the help of every screen is visible at 120×36, in every language, the filter and the actions first', async () => {
	for (const language of languages) {
		const own = await loadTranslator(language);
		for (const activeScreen of [
			null,
			...screens.map(screen => (typeof screen === 'string' ? screen : screen.name)),
		]) {
			const state: State = {...help({columns: 120, rows: 36}), activeScreen};
			expect([language, activeScreen, maxTop(state, own, monochrome, now)]).toEqual([
				language,
				activeScreen,
				0,
			]);
		}
	}

	const text = whole({columns: 120, rows: 36});
	const lines = text.split('\n');
	const columnOf = (title: string) => lines.find(line => line.includes(title))!.indexOf(title);
	expect(columnOf('FIND')).toBe(1);
	expect(columnOf('NAVIGATE')).toBeGreaterThan(columnOf('FIND'));
});
