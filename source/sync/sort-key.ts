import {createTextWriter} from './search-text.ts';

/**
Creates a function that maps a text and its index to a key; comparing keys with `<` gives the usual order of names:
Ukrainian letters in alphabetical order, then Latin ones, case and accents ignored, `2` before `10`. Each key ends
with the index, so equal texts keep their order, and a plain `sort()` without a comparator is stable and returns the
indices.

The order is that of `Intl.Collator`, which takes five times as long when called for each pair. Without `numbers`,
digits are compared one by one, as in a MAC.
*/
export function createSortKey({
	numbers,
}: {
	readonly numbers: boolean;
}): (text: string, index: number) => string {
	const ranks = createRanks();
	const writer = createTextWriter();
	return (text, index) => {
		writeText(text);
		writer.put(endOfText);
		writer.put((index >> 16) & 0xff);
		writer.put((index >> 8) & 0xff);
		writer.put(index & 0xff);
		return writer.take();
	};

	function writeText(text: string): void {
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (numbers && isDigit(code)) {
				const after = endOfNumber(text, at);
				writeNumber(text, at, after);
				at = after - 1;
				continue;
			}

			const rank = code < ranks.length ? ranks[code]! : firstForeignRank + code;
			if (rank !== ignored) writer.put(rank);
		}
	}

	/** Writes the number of digits first: of two numbers the longer one is larger. */
	function writeNumber(text: string, from: number, after: number): void {
		let at = from;
		while (at < after && text.charCodeAt(at) === zero) at++;
		let length = after - at;
		for (; length >= maxDigits; length -= maxDigits) writer.put(firstNumberRank + maxDigits);
		writer.put(firstNumberRank + length);
		for (; at < after; at++) writer.put(firstNumberRank + text.charCodeAt(at) - zero);
	}
}

/** Below every rank, so that a text precedes those that begin with it. */
const endOfText = 0;
/** Bytes of the index: up to sixteen million rows. */
const indexBytes = 3;

/** The index that a key ends with. */
export function indexOfKey(key: string): number {
	const at = key.length - indexBytes;
	return (key.charCodeAt(at) << 16) | (key.charCodeAt(at + 1) << 8) | key.charCodeAt(at + 2);
}

/** Whether the text has no character that is compared. */
export const isBlankKey = (key: string): boolean => key.length === indexBytes + 1;

/** Whether the keys differ in the index only. */
export const isSameText = (left: string, right: string): boolean =>
	left.length === right.length && left.startsWith(right.slice(0, -indexBytes));

const zero = 0x30;
const isDigit = (code: number): boolean => code >= zero && code <= 0x39;

function endOfNumber(text: string, from: number): number {
	let after = from + 1;
	while (after < text.length && isDigit(text.charCodeAt(after))) after++;
	return after;
}

const ignored = 0;
/** Punctuation ranks lie below these, numbers from here, letters above: as in dictionaries. */
const firstNumberRank = 96;
const maxDigits = 20;
const firstLetterRank = firstNumberRank + maxDigits + 1;
/** Characters without a rank sort after those that have one. */
const firstForeignRank = 0x1_00;

/** Latin with all its accents, Russian and Ukrainian letters, and the usual typographic signs. */
const rankedCharacters = [
	...Array.from({length: 0x1_80}, (_, code) => String.fromCharCode(code)),
	...Array.from({length: 0x4_60 - 0x4_00}, (_, index) => String.fromCharCode(index + 0x4_00)),
	...'ґҐʼ‘’–—“”„…№€₴',
];

/** The rank of each character by its code, computed once from the collator's order. */
function createRanks(): Uint16Array {
	const {compare} = new Intl.Collator('uk', {sensitivity: 'base'});
	const ranks = new Uint16Array(0x22_00).map((_, code) => firstForeignRank + code);
	let rank = 0;
	let last = '';
	for (const character of rankedCharacters.toSorted((a, b) =>
		compare(toPlainApostrophe(a), toPlainApostrophe(b)),
	)) {
		const isNext = compare(toPlainApostrophe(last), toPlainApostrophe(character)) !== 0;
		if (isNext) rank = compare(character, 'а') < 0 ? rank + 1 : Math.max(rank + 1, firstLetterRank);
		ranks[character.charCodeAt(0)] = rank;
		if (isNext) last = character;
	}

	return ranks;
}

/** The collator sorts the letter apostrophe (U+02BC) after Z; here it is an apostrophe. */
const toPlainApostrophe = (character: string): string => (character === 'ʼ' ? '’' : character);
