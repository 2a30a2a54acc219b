/** The appearance of one run of text. */
type Look = {
	readonly bold: boolean;
	readonly dim: boolean;
	readonly inverse: boolean;
	/** `null` is the default colour. */
	readonly colour: string | null;
	readonly background: string | null;
};

const plain: Look = {bold: false, dim: false, inverse: false, colour: null, background: null};

type Run = {readonly text: string; readonly column: number; readonly look: Look};

/** Pixels. The grid is exact whatever font the reader has: each run of text is stretched to its cells. */
const cell = {width: 8, height: 18};
const margin = 14;
const fontSize = 13.3;
const baseline = 13;

/** A dark window with a border, so that the picture is legible on a light and on a dark page. */
const colours = {background: '#161b22', border: '#6e7681', text: '#e6edf3', dim: '#9198a1'};
const palette: Readonly<Record<number, string>> = {
	31: '#ff7b72',
	32: '#56d364',
	33: '#e3b341',
	34: '#79c0ff',
	35: '#d2a8ff',
	36: '#56d4dd',
	37: '#ffffff',
};

/**
A terminal screen as an SVG document. `lines` are finished lines with SGR, all `columns` cells wide; each character takes one cell. `title`
is read to those who cannot see the picture.
*/
export function screenToSvg(
	lines: readonly string[],
	{columns, title}: {readonly columns: number; readonly title: string},
): string {
	const width = columns * cell.width + 2 * margin;
	const height = lines.length * cell.height + 2 * margin;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
		`<title>${escapeXml(title)}</title>`,
		`<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${colours.background}" stroke="${colours.border}"/>`,
		`<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${fontSize}" xml:space="preserve">`,
		...lines.flatMap((line, place) => parseRuns(line).flatMap(run => drawRun(run, place))),
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

function drawRun({text, column, look}: Run, line: number): readonly string[] {
	const top = margin + line * cell.height;
	const foreground = look.colour === null ? (look.dim ? colours.dim : colours.text) : look.colour;
	const fill = look.inverse ? colours.background : foreground;
	const weight = look.bold ? ' font-weight="bold"' : '';
	const box = `<rect x="${xOf(column)}" y="${top}" width="${text.length * cell.width}" height="${cell.height}" fill="${foreground}"/>`;
	return [
		...(look.inverse
			? [box]
			: look.background === null
				? []
				: [box.replace(/fill="[^"]*"/, `fill="${look.background}"`)]),
		// Words with more than one space between them are drawn separately: spaces have no glyphs that could be stretched.
		...[...text.matchAll(/\S+(?: \S+)*/g)].map(
			({0: words, index}) =>
				`<text x="${xOf(column + index)}" y="${top + baseline}" fill="${fill}"${weight} textLength="${words.length * cell.width}" lengthAdjust="spacingAndGlyphs">${escapeXml(words)}</text>`,
		),
	];
}

const xOf = (column: number): number => margin + column * cell.width;

/** The runs of a line, each with one appearance. */
function parseRuns(line: string): readonly Run[] {
	const runs: Run[] = [];
	let look = plain;
	let column = 0;
	const [first, ...others] = line.split('\u001B[');
	for (const part of [`m${first}`, ...others]) {
		const at = part.indexOf('m');
		look = withSequence(look, part.slice(0, at));
		const text = part.slice(at + 1);
		if (text !== '') runs.push({text, column, look});
		column += text.length;
	}

	return runs;
}

/** One sequence: codes of attributes, or one colour of 256. */
function withSequence(look: Look, sequence: string): Look {
	const [, layer, index] = /^([34])8;5;(\d+)$/.exec(sequence) ?? [];
	if (layer !== undefined)
		return {...look, [layer === '3' ? 'colour' : 'background']: colour256(Number(index))};
	return sequence.split(';').reduce((now, code) => (code === '' ? now : withSgr(now, Number(code))), look);
}

/** Colours 16 to 255 of xterm: a cube of 6×6×6, then shades of grey. */
function colour256(index: number): string {
	const levels = [0, 95, 135, 175, 215, 255];
	const at = index - 16;
	const parts =
		index >= 232
			? Array.from({length: 3}, () => 8 + 10 * (index - 232))
			: [Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map(level => levels[level]!);
	return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

function withSgr(look: Look, code: number): Look {
	if (code === 0) return plain;
	if (code === 1) return {...look, bold: true};
	if (code === 2) return {...look, dim: true};
	if (code === 22) return {...look, bold: false, dim: false};
	if (code === 7 || code === 27) return {...look, inverse: code === 7};
	if (code === 39) return {...look, colour: null};
	if (code === 49) return {...look, background: null};
	if (code === 4 || code === 24) return look;
	if (code in palette) return {...look, colour: palette[code]!};
	throw new Error(`The picture cannot show SGR ${code}.`);
}

const escapeXml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
