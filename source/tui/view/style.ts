import type {SyncStatus} from '../../sync/difference.ts';
import {
	bold,
	dim,
	green,
	inverse,
	red,
	sgrSequences,
	statusAttributes,
	underline,
	type SgrPair,
} from '../../terminal/sgr.ts';

/** Semantic colour role of a text. Colour never carries information alone: there is always also a sign, a position or a word. */
export type Tone =
	| SyncStatus
	| 'title'
	| 'cursor'
	| 'here'
	| 'alert'
	| 'quiet'
	| 'good'
	| 'bad'
	| 'selected'
	| 'wrong'
	| 'match';

/** Text attributes and characters of this terminal. */
export type Style = {
	/** The text with the SGR sequences of the tone. Only the attributes it opens are closed, so tones can be nested. */
	paint(tone: Tone, text: string): string;
	/** A finished line for this terminal: without UTF-8, signs are replaced with ASCII characters. */
	transliterate(line: string): string;
};

/** Signs of the console, one cell each. */
export const signs = {
	cursor: '▶',
	selected: '●',
	up: '●',
	opening: '○',
	unreachable: '✗',
	done: '✓',
	same: '=',
	refused: '✗',
	failed: '✗',
	planned: '·',
	warn: '!',
	bar: '█',
	barRest: '░',
	rule: '─',
	divider: '│',
	moreLeft: '‹',
	moreRight: '›',
	ascending: '↑',
	descending: '↓',
	fieldStart: '▏',
	fieldEnd: '▕',
	empty: '—',
	more: '…',
	arrow: '→',
	dot: '·',
} as const;

/** Tone of each kind of message: success, information, error. */
export const messageTones = {good: 'good', plain: 'title', bad: 'bad'} as const satisfies Record<
	string,
	Tone
>;

/** Sign before each kind of message. */
export const messageSigns = {good: signs.done, plain: signs.dot, bad: signs.warn} as const;

type Palette = Readonly<Record<Tone, readonly SgrPair[]>>;

const colourPalette: Palette = {
	...statusAttributes,
	title: [bold],
	cursor: [inverse],
	here: [inverse],
	alert: [bold, inverse],
	quiet: [dim],
	good: [green],
	bad: [bold, red],
	selected: [bold],
	wrong: [underline, red],
	match: [underline],
};

/** Bold and inverse only, no colours. */
const monochromePalette: Palette = {
	...colourPalette,
	'~': [],
	'+': [],
	'-': [],
	'!': [bold],
	'?': [],
	quiet: [],
	good: [],
	bad: [bold],
	wrong: [underline],
	match: [underline],
};

const plainTextPalette = Object.fromEntries(
	Object.keys(colourPalette).map(tone => [tone, []]),
) as unknown as Palette;

/** The Linux console shows dim text in a blue or grey that cannot be read. */
const linuxConsolePalette: Palette = {...colourPalette, '?': [], quiet: []};

/** Creates the style from the environment variables `NO_COLOR`, `TERM`, and the locale. */
export function createStyle(environment: Readonly<Record<string, string | undefined>>): Style {
	const {NO_COLOR, TERM, LC_ALL, LC_CTYPE, LANG} = environment;
	const palette =
		TERM === 'dumb'
			? plainTextPalette
			: NO_COLOR
				? monochromePalette
				: TERM === 'linux'
					? linuxConsolePalette
					: colourPalette;
	const sequences = Object.fromEntries(
		Object.entries(palette).map(([tone, attributes]) => [tone, sgrSequences(attributes)]),
	) as Readonly<Record<Tone, {readonly open: string; readonly close: string}>>;
	return {
		paint(tone, text) {
			const {open, close} = sequences[tone];
			return text === '' ? '' : open + text + close;
		},
		transliterate: /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '') ? line => line : toAsciiSigns,
	};
}

/** ASCII substitute of each sign and of punctuation in messages; one cell is replaced with one cell. */
const asciiSubstitutes: Readonly<Record<string, string>> = {
	[signs.cursor]: '>',
	[signs.selected]: '*',
	[signs.opening]: 'o',
	[signs.unreachable]: 'x',
	[signs.done]: 'v',
	[signs.bar]: '#',
	[signs.barRest]: '.',
	[signs.rule]: '-',
	[signs.divider]: '|',
	[signs.moreLeft]: '<',
	[signs.moreRight]: '>',
	[signs.ascending]: '^',
	[signs.descending]: 'v',
	'←': '<',
	[signs.fieldStart]: '|',
	[signs.fieldEnd]: '|',
	[signs.empty]: '-',
	[signs.more]: '~',
	[signs.arrow]: '>',
	[signs.dot]: '.',
	'–': '-',
	'“': '"',
	'”': '"',
	'„': '"',
	'’': "'",
	'�': '?',
};

const replacedCharacters = new RegExp(`[${Object.keys(asciiSubstitutes).join('')}]`, 'gu');

const toAsciiSigns = (line: string): string =>
	line.replaceAll(replacedCharacters, sign => asciiSubstitutes[sign]!);
