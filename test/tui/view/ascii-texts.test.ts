import {expect, test} from 'vitest';
import {withAsciiTexts} from '../../../source/tui/view/transliterate.ts';
import {languages, loadTranslator, message} from '../../../source/i18n/translator.ts';
import {asciiTerminal, renderText, stateOf, translator} from './fixtures.ts';

test.each(languages)('%s: keys are words and an ellipsis is three dots', async language => {
	const {tui, screenTexts, t} = withAsciiTexts(await loadTranslator(language));
	expect(tui.keys).toMatchObject({up: 'Up', down: 'Dn', 'shift-up': 'S-Up', left: 'Left'});
	expect(tui.commands.sort).toMatch(/ \.\.\.$/);
	expect(JSON.stringify([tui, screenTexts('accounts')])).not.toMatch(/[↑↓←→…]/);
	expect(t(message('view-saved', {name: 'a…→', digit: 4}))).toContain('a...->');
});

test('the help of a terminal without UTF-8 names keys and cuts nothing short', () => {
	const state = stateOf({columns: 120, rows: 60}, {mode: {is: 'help', top: 0, typed: '', refusals: {}}});
	const text = renderText(state, asciiTerminal, withAsciiTexts(translator));
	expect(text).toMatch(/Up Dn k j +row up, down/);
	expect(text).toContain('sort by ...');
	// The sentence about keyboard layouts names two Cyrillic letters.
	expect(text.replaceAll(/[йф]/g, '')).not.toMatch(/[^\n -~]/);
});
