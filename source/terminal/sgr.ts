/** The codes of one text attribute (SGR): what opens it, and what closes it alone. */
export type SgrPair = readonly [open: number | string, close: number];

const foreground = (code: number): SgrPair => [30 + code, 39];

/** A foreground colour of the 256-colour palette. */
export const foreground256 = (code: number): SgrPair => [`38;5;${code}`, 39];

/** A background colour of the 256-colour palette. */
export const background256 = (code: number): SgrPair => [`48;5;${code}`, 49];

export const bold: SgrPair = [1, 22];
export const dim: SgrPair = [2, 22];
export const underline: SgrPair = [4, 24];
export const inverse: SgrPair = [7, 27];
export const red: SgrPair = foreground(1);
export const green: SgrPair = foreground(2);
const yellow: SgrPair = foreground(3);
const magenta: SgrPair = foreground(5);
const cyan: SgrPair = foreground(6);

/** Attributes of each sync status. Only colours of the 16-colour palette that are legible on dark and light themes. */
export const statusAttributes = {
	'=': [],
	'~': [cyan],
	'+': [yellow],
	'-': [magenta],
	'!': [bold, red],
	'?': [dim],
} as const satisfies Readonly<Record<string, readonly SgrPair[]>>;

/** The sequences that open and close these attributes; nothing else is closed, so that they can be nested. */
export const sgrSequences = (
	attributes: readonly SgrPair[],
): {readonly open: string; readonly close: string} => ({
	open: attributes.map(([open]) => `\u001B[${open}m`).join(''),
	close: attributes
		.toReversed()
		.map(([, close]) => `\u001B[${close}m`)
		.join(''),
});
