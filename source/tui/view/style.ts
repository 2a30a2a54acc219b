import {toAsciiSigns, showsUtf8} from '../../terminal/charset.ts';
import {sgrSequences} from '../../terminal/sgr.ts';
import {paletteOf, type Theme, type Tone} from './palettes.ts';

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
	/** A connected system. */
	up: '●',
	/** A system that is being connected. */
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
	differs: '≠',
} as const;

/** The last cell of a bar, by the number of eighths that are filled. */
export const eighthBlocks = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** Tone of each kind of message: success, information, error. */
export const messageTones = {good: 'good', plain: 'title', bad: 'bad'} as const satisfies Record<
	string,
	Tone
>;

/** Sign before each kind of message. */
export const messageSigns = {good: signs.done, plain: signs.dot, bad: signs.warn} as const;

/**
Creates the style from the environment variables `NO_COLOR`, `TERM`, `COLORTERM` and `COLORFGBG`, the locale, and the theme. Without a theme
(`null`), `COLORFGBG` decides between light and dark.
*/
export function createStyle(
	environment: Readonly<Record<string, string | undefined>>,
	theme: Theme | null = null,
): Style {
	const sequences = Object.fromEntries(
		Object.entries(paletteOf(environment, theme)).map(([tone, attributes]) => [
			tone,
			sgrSequences(attributes),
		]),
	) as Readonly<Record<Tone, {readonly open: string; readonly close: string}>>;
	return {
		paint(tone, text) {
			const {open, close} = sequences[tone];
			return text === '' ? '' : open + text + close;
		},
		transliterate: showsUtf8(environment) ? line => line : toAsciiSigns,
	};
}
