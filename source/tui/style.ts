import type {Mark} from '../sync/drift.ts';

/** What a piece of text is to the eye. Each is also a sign, a place or a word: nothing is told by colour alone. */
export type Tone = Mark | 'title' | 'cursor' | 'here' | 'alert' | 'quiet' | 'good' | 'bad' | 'marked';

/** How this terminal shows things. */
export type Style = {
	/** The text with the tone around it. What it opens it closes by itself, so that tones stand within tones. */
	paint(tone: Tone, text: string): string;
	/** A finished line as the terminal can show it: without UTF-8, our own signs give way to such as every terminal has. */
	spell(line: string): string;
};

/** Signs of ours, one terminal cell each. */
export const signs = {
	cursor: '▶',
	marked: '●',
	up: '●',
	opening: '○',
	lost: '✗',
	done: '✓',
	same: '=',
	refused: '✗',
	failed: '✗',
	left: '·',
	warn: '!',
	bar: '█',
	noBar: '░',
	rule: '─',
	wall: '│',
	before: '‹',
	after: '›',
	ascending: '↑',
	descending: '↓',
	caret: '▏',
	fieldEnd: '▕',
	none: '—',
	more: '…',
	to: '→',
	dot: '·',
} as const;

type Look = readonly [open: number, close: number];
type Looks = Readonly<Record<Tone, readonly Look[]>>;

const bold: Look = [1, 22];
const dim: Look = [2, 22];
const inverse: Look = [7, 27];
const colour = (code: number): Look => [30 + code, 39];
const [red, green, yellow, magenta, cyan] = [1, 2, 3, 5, 6].map(colour) as [Look, Look, Look, Look, Look];

/** Of the sixteen colours that every theme, dark or light, has made legible. */
const coloured: Looks = {
	'=': [],
	'~': [cyan],
	'+': [yellow],
	'-': [magenta],
	'!': [bold, red],
	'?': [dim],
	title: [bold],
	cursor: [inverse],
	here: [inverse],
	alert: [bold, inverse],
	quiet: [dim],
	good: [green],
	bad: [bold, red],
	marked: [bold],
};

/** Without colour: what a printer could do. */
const plain: Looks = {
	...coloured,
	'~': [],
	'+': [],
	'-': [],
	'!': [bold],
	'?': [],
	quiet: [],
	good: [],
	bad: [bold],
};

const dumb = Object.fromEntries(Object.keys(coloured).map(tone => [tone, []])) as unknown as Looks;

/** The Linux console shows dim text in a blue or grey that cannot be read. */
const linux: Looks = {...coloured, '?': [], quiet: []};

/** The style that the environment asks for: `NO_COLOR`, `TERM`, and the locale. */
export function styleOf(environment: Readonly<Record<string, string | undefined>>): Style {
	const {NO_COLOR, TERM, LC_ALL, LC_CTYPE, LANG} = environment;
	const looks = TERM === 'dumb' ? dumb : NO_COLOR ? plain : TERM === 'linux' ? linux : coloured;
	const sequences = Object.fromEntries(
		Object.entries(looks).map(([tone, list]) => [
			tone,
			{
				open: list.map(([open]) => `\u001B[${open}m`).join(''),
				close: list
					.toReversed()
					.map(([, close]) => `\u001B[${close}m`)
					.join(''),
			},
		]),
	) as Readonly<Record<Tone, {readonly open: string; readonly close: string}>>;
	return {
		paint(tone, text) {
			const {open, close} = sequences[tone];
			return text === '' ? '' : open + text + close;
		},
		spell: /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '') ? line => line : withoutUnicode,
	};
}

/** Each of our signs, and of the marks that sentences have, by the nearest that is ASCII. One cell becomes one cell. */
const nearest: Readonly<Record<string, string>> = {
	[signs.cursor]: '>',
	[signs.marked]: '*',
	[signs.opening]: 'o',
	[signs.lost]: 'x',
	[signs.done]: 'v',
	[signs.bar]: '#',
	[signs.noBar]: '.',
	[signs.rule]: '-',
	[signs.wall]: '|',
	[signs.before]: '<',
	[signs.after]: '>',
	[signs.ascending]: '^',
	[signs.descending]: 'v',
	'←': '<',
	[signs.caret]: '|',
	[signs.fieldEnd]: '|',
	[signs.none]: '-',
	[signs.more]: '~',
	[signs.to]: '>',
	[signs.dot]: '.',
	'–': '-',
	'“': '"',
	'”': '"',
	'„': '"',
	'’': "'",
	'�': '?',
};

const unspeakable = new RegExp(`[${Object.keys(nearest).join('')}]`, 'gu');

const withoutUnicode = (line: string): string => line.replaceAll(unspeakable, sign => nearest[sign]!);
