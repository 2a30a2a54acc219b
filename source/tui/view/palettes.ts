import type {SyncStatus} from '../../sync/difference.ts';
import {
	background256,
	bold,
	dim,
	foreground256,
	green,
	inverse,
	red,
	statusAttributes,
	underline,
	type SgrPair,
} from '../../terminal/sgr.ts';

/** Semantic colour role of a text. Colour never carries information alone: there is always also a sign, a position or a word. */
export type Tone =
	| SyncStatus
	| 'title'
	/** The highlighted row. */
	| 'cursor'
	/** The place of the next typed character, or the chosen option of a panel. */
	| 'here'
	/** Must not be overlooked: read-only, dry run, the demo, a row that the filter hides. */
	| 'alert'
	/** Of little importance. */
	| 'quiet'
	| 'good'
	| 'bad'
	/** The number of selected rows. */
	| 'selected'
	/** The part of a typed text that is not understood. */
	| 'wrong'
	/** The part of a cell that the filter matches. */
	| 'match'
	/** A row that is selected. */
	| 'selected-row'
	/** A flag that is off. */
	| 'off'
	/** Somebody is watching. */
	| 'online'
	/** A balance below zero. */
	| 'negative';

/** The text attributes of each tone. */
type Palette = Readonly<Record<Tone, readonly SgrPair[]>>;

/** For terminals with 16 colours: those that are legible on dark and light backgrounds. */
const basicPalette: Palette = {
	...statusAttributes,
	title: [bold],
	cursor: [inverse],
	here: [inverse],
	alert: [bold, inverse],
	quiet: [dim],
	good: [green],
	bad: [bold, red],
	selected: [bold],
	'selected-row': [bold],
	wrong: [underline, red],
	match: [underline],
	off: [dim],
	online: [green],
	negative: [red],
};

/** Bold, underline and inverse only, no colours. */
const monochromePalette: Palette = {
	...basicPalette,
	'~': [],
	'+': [],
	'-': [],
	'!': [bold],
	'?': [],
	quiet: [],
	good: [],
	bad: [bold],
	wrong: [underline],
	off: [],
	online: [],
	negative: [],
};

/** The main colours of a theme as indexes of the 256-colour palette. */
type Colours = Readonly<
	Record<'differs' | 'onlyStalker' | 'onlyBilling' | 'bad' | 'good' | 'selection', number>
>;

const createPalette = ({differs, onlyStalker, onlyBilling, bad, good, selection}: Colours): Palette => ({
	...basicPalette,
	'~': [foreground256(differs)],
	'+': [foreground256(onlyStalker)],
	'-': [foreground256(onlyBilling)],
	'!': [bold, foreground256(bad)],
	good: [foreground256(good)],
	bad: [bold, foreground256(bad)],
	wrong: [underline, foreground256(bad)],
	'selected-row': [background256(selection)],
	online: [foreground256(good)],
	negative: [foreground256(bad)],
});

const darkColours: Colours = {
	differs: 80,
	onlyStalker: 221,
	onlyBilling: 176,
	bad: 203,
	good: 114,
	selection: 237,
};

const themes = {
	dark: createPalette(darkColours),
	light: createPalette({
		differs: 24,
		onlyStalker: 130,
		onlyBilling: 90,
		bad: 124,
		good: 22,
		selection: 254,
	}),
	// The palette of Okabe and Ito: colour-blind people can tell these colours apart.
	safe: createPalette({
		...darkColours,
		differs: 74,
		onlyStalker: 214,
		onlyBilling: 175,
		bad: 202,
		good: 36,
	}),
	mono: monochromePalette,
} as const satisfies Readonly<Record<string, Palette>>;

/** The name of a theme, as in the setting `ui.theme`. */
export type Theme = keyof typeof themes;

/** No attributes at all, for `TERM=dumb`. */
const plainTextPalette = Object.fromEntries(
	Object.keys(basicPalette).map(tone => [tone, []]),
) as unknown as Palette;

/** The Linux console shows dim text in a blue or grey that cannot be read. */
const linuxConsolePalette: Palette = {...basicPalette, '?': [], quiet: [], off: []};

/** The palette for this terminal. `NO_COLOR` takes the colours out of every theme. */
export function paletteOf(environment: Environment, theme: Theme | null): Palette {
	const {NO_COLOR, TERM, COLORFGBG} = environment;
	if (TERM === 'dumb') return plainTextPalette;
	if (NO_COLOR || theme === 'mono') return monochromePalette;
	if (TERM === 'linux') return linuxConsolePalette;
	return has256Colours(environment) ? themes[theme ?? (isLight(COLORFGBG) ? 'light' : 'dark')] : basicPalette;
}

type Environment = Readonly<Record<string, string | undefined>>;

const has256Colours = ({TERM, COLORTERM}: Environment): boolean =>
	/256|kitty|ghostty|alacritty|foot/.test(TERM ?? '') || Boolean(COLORTERM);

/** Whether the colours depend on the terminal's background when no theme is set. */
export const dependsOnBackground = (environment: Environment): boolean =>
	!environment['NO_COLOR'] && environment['TERM'] !== 'linux' && has256Colours(environment);

/** Whether `COLORFGBG` (`0;15` is the colour of the text and of the background; some terminals set it) names a light background. */
const isLight = (colours: string | undefined): boolean => /;(?:7|9|1[0-5])$/.test(colours ?? '');
