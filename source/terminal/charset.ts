import {textWidth} from './fit-width.ts';

/** A single-byte character set of a terminal: texts to its bytes and back. */
export type Charset = {
	/** One byte a cell: what the set lacks is spelled in ASCII, in as many cells as it had. Escape sequences stay as they are. */
	encode(text: string): Buffer;
	/** Bytes of the keyboard as UTF-8. */
	toUtf8(bytes: Uint8Array): Buffer;
};

/** Sets by the name in the locale, without dashes and in lower case, and the name that `TextDecoder` knows. */
const knownSets: Readonly<Record<string, string>> = {
	koi8u: 'koi8-u',
	koi8r: 'koi8-r',
	cp1251: 'windows-1251',
	windows1251: 'windows-1251',
	microsoftcp1251: 'windows-1251',
	iso88595: 'iso-8859-5',
	cp866: 'ibm866',
	ibm866: 'ibm866',
	iso88591: 'iso-8859-1',
	iso88592: 'iso-8859-2',
	iso885915: 'iso-8859-15',
	cp1250: 'windows-1250',
	cp1252: 'windows-1252',
};

/** The sets of locales that name none, as the C library has them. */
const defaultSets: Readonly<Record<string, string>> = {
	uk_UA: 'koi8-u',
	ru_RU: 'iso-8859-5',
	ru_UA: 'koi8-u',
	be_BY: 'windows-1251',
	bg_BG: 'windows-1251',
};

/**
The character set of the terminal, from the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set; `null` for UTF-8, and where the locale
does not name one (`C`, none): such terminals usually are UTF-8.
*/
export function terminalCharset(environment: Readonly<Record<string, string | undefined>>): Charset | null {
	const [, name = '', set] = /^([^.@]*)(?:\.([^@]*))?/.exec(localeOf(environment))!;
	const label =
		set === undefined ? defaultSets[name] : knownSets[set.toLowerCase().replaceAll(/[^a-z\d]/g, '')];
	return label === undefined ? null : createCharset(label);
}

const localeOf = ({LC_ALL, LC_CTYPE, LANG}: Readonly<Record<string, string | undefined>>): string =>
	LC_ALL || LC_CTYPE || LANG || '';

/** Whether the character set of the locale is UTF-8. */
export const showsUtf8 = (environment: Readonly<Record<string, string | undefined>>): boolean =>
	/utf-?8/i.test(localeOf(environment));

/** A text in the character set of the terminal. Where the locale names none, signs and punctuation are in ASCII, and letters stay. */
export function encodeForTerminal(
	text: string,
	environment: Readonly<Record<string, string | undefined>>,
): string | Buffer {
	if (showsUtf8(environment)) return text;
	return terminalCharset(environment)?.encode(text) ?? toAsciiSigns(text);
}

/** Whether the terminal of this locale cannot show Cyrillic letters. */
export const lacksCyrillic = (environment: Readonly<Record<string, string | undefined>>): boolean =>
	terminalCharset(environment)?.encode('Їж').toString('latin1') === 'Iz';

function createCharset(label: string): Charset {
	const decoder = new TextDecoder(label);
	const characters = Array.from({length: 256}, (_, byte) => decoder.decode(Uint8Array.of(byte)));
	// Terminals take the bytes below 0xA0 for control characters, except where letters are there.
	const first = label === 'ibm866' ? 0x80 : 0xa0;
	const bytes = new Map(
		characters.flatMap((character, byte) => (byte >= first ? [[character, byte] as const] : [])),
	);
	const encodeCharacter = (character: string): string => {
		const byte = bytes.get(character.normalize('NFC'));
		return byte === undefined ? inAscii(character) : String.fromCharCode(byte);
	};

	return {
		encode: text =>
			Buffer.from(
				text.replaceAll(notAscii, run =>
					Array.from(segmenter.segment(run), ({segment}) => encodeCharacter(segment)).join(''),
				),
				'latin1',
			),
		toUtf8: typed =>
			Buffer.from(
				Array.from(typed, byte => (byte < 0x80 ? String.fromCharCode(byte) : characters[byte]!)).join(''),
			),
	};
}

const notAscii = /[^\0-\u007F]+/g;
const segmenter = new Intl.Segmenter();

/** A character in ASCII, in as many cells: a Cyrillic letter by one Latin one, a letter with a mark without it, else question marks. */
function inAscii(character: string): string {
	const composed = character.normalize('NFC');
	const lower = composed.toLowerCase();
	const sign = asciiSigns[composed];
	if (sign !== undefined) return sign;
	const latin = cyrillic.get(lower);
	if (latin !== undefined) return lower === composed ? latin : latin.toUpperCase();
	const plain = character.normalize('NFD').replaceAll(/\p{M}/gu, '');
	return /^[ -~]$/.test(plain) ? plain : '?'.repeat(textWidth(character));
}

const cyrillic = new Map(
	[...'абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя'].map((letter, index) => [
		letter,
		"abvggdeeezziiijklmnoprstufhccss'y'eua"[index]!,
	]),
);

/** ASCII substitute of each sign of the program and of punctuation in its messages; one cell is replaced with one cell. */
const asciiSigns: Readonly<Record<string, string>> = {
	'▶': '>',
	'●': '*',
	'○': 'o',
	'✗': 'x',
	'✓': 'v',
	'█': '#',
	'░': '.',
	'▁': '_',
	'▂': '_',
	'▃': '.',
	'▄': '-',
	'▅': '=',
	'▆': '=',
	'▇': '#',
	'▎': '.',
	'▍': '.',
	'▌': '#',
	'▋': '#',
	'▊': '#',
	'▉': '#',
	'─': '-',
	'│': '|',
	'‹': '<',
	'›': '>',
	'↑': '^',
	'↓': 'v',
	'←': '<',
	'▏': '|',
	'▕': '|',
	'—': '-',
	'…': '~',
	'→': '>',
	'·': '.',
	'≠': '#',
	'–': '-',
	'“': '"',
	'”': '"',
	'„': '"',
	'’': "'",
	'�': '?',
	'«': '"',
	'»': '"',
	'№': 'N',
};

const signsWithSubstitute = new RegExp(`[${Object.keys(asciiSigns).join('')}]`, 'gu');

/** The line with ASCII characters for signs, in as many cells. */
export const toAsciiSigns = (line: string): string =>
	line.replaceAll(signsWithSubstitute, sign => asciiSigns[sign]!);
