import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {delayEmojiTable} from '../../scripts/delay-emoji-table.ts';

/** string-width as it is installed. */
const code = readFileSync(fileURLToPath(import.meta.resolve('string-width')), 'utf8');

/** The code points for which the pattern holds, of the planes that have emoji. */
const codePoints = (pattern: RegExp): readonly string[] =>
	Array.from({length: 0x2_00_00}, (_, code) => String.fromCodePoint(code)).filter(one => pattern.test(one));

test('finds the same emoji as string-width itself', async () => {
	const [line] = delayEmojiTable(code).match(/const partOfEmoji[^]*?\n};/) ?? [];
	const module = `data:text/javascript,${encodeURIComponent(`${line}; export default rgiEmojiRegex;`)}`;
	const {default: delayed} = (await import(module)) as {readonly default: {test(text: string): boolean}};

	const emoji = codePoints(/\p{Emoji}/u);
	const letters = codePoints(/\p{Regional_Indicator}/u);
	const tones = codePoints(/\p{Emoji_Modifier}/u);
	const texts = [
		...codePoints(/./su),
		...emoji.flatMap(one => [`${one}\uFE0F`, `${one}\uFE0F\u20E3`, `${one}\u20E3`]),
		...emoji.flatMap(one => tones.map(tone => one + tone)),
		...letters.flatMap(first => letters.map(second => first + second)),
		...emoji.flatMap(one =>
			['👩\u200D', '👨🏽\u200D', '🏴\u200D'].flatMap(with_ => [with_ + one, `${with_ + one}\uFE0F`]),
		),
		'👨\u200D👩\u200D👧\u200D👦',
		'👩\u200D❤\uFE0F\u200D💋\u200D👨',
		'🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
		'user1',
		'Олег',
	];
	const rgiEmoji = /^\p{RGI_Emoji}$/v;
	const found = texts.filter(text => rgiEmoji.test(text));
	expect(found.length).toBeGreaterThan(2000);
	expect(texts.filter(text => delayed.test(text))).toEqual(found);
});

test('refuses a string-width in which it does not find the table', () => {
	expect(() => delayEmojiTable('const width = 0;')).toThrow('string-width has changed');
});
