const emojiPattern = String.raw`const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;`;

/**
The code of string-width with its table of emoji made when a text first needs it. V8 makes the table of all sequences of emoji for this
property, which takes a sixth of the time of a start; every emoji sequence has a character that is shown as an emoji by itself, or the sign
that the character before it is one (U+FE0F).
*/
export function delayEmojiTable(code: string): string {
	if (!code.includes(emojiPattern))
		throw new Error('string-width has changed: does it still make a table of all emoji when it is imported?');
	return code.replace(
		emojiPattern,
		() => `const partOfEmoji = /[\\p{Emoji_Presentation}\\uFE0F]/u;
let emojiTable;
const rgiEmojiRegex = {
	test: segment =>
		partOfEmoji.test(segment) && (emojiTable ??= new RegExp(String.raw\`^\\p{RGI_Emoji}$\`, 'v')).test(segment),
};`,
	);
}
