import {expect, test} from 'vitest';
import {inEnglish, languages, say, wordsOf} from '../../source/words/words.ts';

const name = 'x\n= user00001: added\u001B]52;c;eA==\u0007\u202E';
const shown = 'x␊= user00001: added␛]52;c;eA==␇�';

test.each(languages)(
	'a name in a sentence begins no line of its own and steers nothing, %s',
	async language => {
		const {tell} = await wordsOf(language);
		const inner = say('failed', {message: name});
		for (const saying of [
			say('only-in-billing', {login: name}),
			say('conflict', {
				drifts: [{code: 'A4', field: 'login', theirs: name, ours: name, with: [name]}],
			}),
			say('external-id-doubled', {external: name, names: [name, 'y']}),
			say('not-deleted', {login: name, message: inner}),
		]) {
			expect(tell(saying)).toContain(shown);
			expect(tell(saying)).not.toMatch(/\p{Cc}|\u202E/u);
		}

		expect(
			tell(say('needs-yes', {list: [name, 'y'], questions: [name]}))
				.split('\n')
				.slice(1),
		).toEqual([shown, 'y', shown]);
	},
);

test('nor in what the journal keeps of it', () => {
	expect(inEnglish(say('failed', {message: name}))).toBe(shown);
});
