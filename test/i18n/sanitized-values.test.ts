import {expect, test} from 'vitest';
import {toEnglish, languages, message, loadTranslator} from '../../source/i18n/translator.ts';

const hostileName = 'x\n= user00001: added\u001B]52;c;eA==\u0007\u202E';
const sanitizedName = 'x␊= user00001: added␛]52;c;eA==␇�';

test.each(languages)(
	'a name within a sentence starts no line and controls no terminal, %s',
	async language => {
		const {t} = await loadTranslator(language);
		const inner = message('failed', {message: hostileName});
		for (const saying of [
			message('only-in-billing', {login: hostileName}),
			message('conflict', {
				drifts: [{code: 'A4', field: 'login', theirs: hostileName, ours: hostileName, with: [hostileName]}],
			}),
			message('external-id-doubled', {external: hostileName, names: [hostileName, 'y']}),
			message('not-deleted', {login: hostileName, message: inner}),
		]) {
			expect(t(saying)).toContain(sanitizedName);
			expect(t(saying)).not.toMatch(/\p{Cc}|\u202E/u);
		}

		expect(
			t(message('needs-yes', {list: [hostileName, 'y'], questions: [hostileName]}))
				.split('\n')
				.slice(1),
		).toEqual([sanitizedName, 'y', sanitizedName]);
	},
);

test('the same holds for the English text in the journal', () => {
	expect(toEnglish(message('failed', {message: hostileName}))).toBe(sanitizedName);
});
