import {widthOf} from '../../terminal/fit.ts';
import type {Words} from '../../words/words.ts';
import {besideWidth, recordBeside} from '../room.ts';
import type {List, Screen, State} from '../state.ts';
import {signs} from '../style.ts';
import {glanceOf, type Glance} from './glance.ts';
import {cut, firstFitting, lineOf, widthOfAll, type Piece} from './line.ts';
import {told, windowOf, type Content} from './panel.ts';
import type {Item, Part} from './part.ts';
import type {Pen} from './pen.ts';
import {drawBlocks, marksOf, talliesOf} from './tally.ts';
import {timeOf} from '../../terminal/time.ts';

/** The screens, and what is to be known of them before one goes there. */
export function menuParts(state: State, height: number, pen: Pen): readonly Part[] {
	const {size, screens, menu} = state;
	const troubles = troubleLines(state, height - screens.length, pen);
	const rest = height - troubles.length;
	const isWide = recordBeside(size);
	const right = besideWidth(size);
	const width = isWide ? size.columns - right : size.columns;
	const shown = isWide ? rest : Math.min(rest, screens.length);
	const first = Math.max(0, Math.min(menu - shown + 1, screens.length - shown));
	const part: Part = {
		is: 'menu',
		items: screens.slice(first, first + shown).map(screen => itemOf(screen, state, width, pen)),
		cursor: menu - first,
		sign: `${signs.cursor} `,
		width,
		height: shown,
	};
	const above: Part = {is: 'lines', lines: troubles};
	return isWide
		? [
				above,
				{is: 'split', left: part, right: {is: 'lines', lines: dashboard(state, right, rest, pen)}, width},
			]
		: [
				above,
				part,
				{
					is: 'lines',
					lines: ['', ...dashboard(state, width, rest - shown, pen)]
						.slice(0, rest - shown)
						.map(line => line || ' '.repeat(width)),
				},
			];
}

/** Why a system is lost, in full: the way out stands at the end. */
function troubleLines({stalker, billing, size: {columns}}: State, most: number, pen: Pen): readonly string[] {
	const {frame} = pen.words.console;
	const lines = [[frame.stalker, stalker] as const, [frame.billing, billing] as const].flatMap(
		([name, {state, why}]) =>
			state === 'lost' && why ? told([' ', ['bad', `${signs.warn} `]], `${name}: ${why}`, columns - 5) : [],
	);
	if (lines.length === 0 || most <= 0) return [];
	const height = Math.min(lines.length, most);
	const blank = height < most ? [' '.repeat(columns)] : [];
	return [...windowOf(lines, {top: 0, height, width: columns}, pen), ...blank];
}

/** Without the two cells where the cursor stands. */
function itemOf(
	{key, name, tab}: Screen,
	{lists, screens}: State,
	full: number,
	{style, words, now}: Pen,
): Item {
	const {frame} = words.console;
	const width = full - 2;
	const list = lists[name];
	const glance = list ? glanceOf(list) : null;
	const isReading = list && [list.theirs, list.ours].some(({state}) => state === 'reading');
	const head = `${key}  ${cut(words.screen(name).title, titleWidth(screens, words))}`;
	const stand = list && glance ? standOf(list, glance, words) : [];
	const standing: readonly Piece[] = [
		frame.rows(glance?.summary.rows ?? 0).padStart(12),
		' '.repeat(Math.max(2, 22 - widthOfAll(stand))),
		...stand,
	];
	const about: readonly Piece[] =
		tab === null
			? [['quiet', frame.anyResource]]
			: !glance
				? [['quiet', isReading ? frame.reading : frame.unanswered]]
				: firstFitting(
						[
							[
								...standing,
								'   ',
								['quiet', glance.at ? frame.asOf(timeOf(glance.at, now)) : frame.unanswered],
							],
							standing,
							stand,
						],
						width - widthOf(head),
					);
	const line = (pieces: readonly Piece[]) => lineOf(pieces, width, style);
	return {
		value: name,
		label: line([head, ...about]),
		highlighted: style.paint('cursor', line([['title', head], ...about])),
	};
}

/** Cells of the longest title: in every language another. */
const titleWidth = (screens: readonly Screen[], words: Words): number =>
	Math.max(...screens.map(({name}) => widthOf(words.screen(name).title))) + 1;

/** How the two systems stand on a list: what differs, and what is not known while one of them has not answered, or not all. */
function standOf(
	{sheet}: List,
	{summary: {rows, marks}, isWhole}: Glance,
	{console: {frame}}: Words,
): readonly Piece[] {
	const [unknown, unsynced] = [marks['?'], rows - marks['='] - marks['?']];
	const texts = isWhole
		? [
				...(unsynced > 0 || unknown === 0 ? [frame.unsynced(unsynced)] : []),
				...(unknown > 0 ? [frame.notKnown(unknown)] : []),
			]
		: [frame.notKnownYet];
	const short: readonly Piece[] = sheet?.short
		? [['bad', frame.shortTight(sheet.short.got, sheet.short.baseline)], ` ${signs.dot} `]
		: [];
	return [...short, texts.join(` ${signs.dot} `)];
}

/** The narrowest block that still says something. */
const leastBlock = 32;

/** Blocks beside one another as far as there is room, then below; what has no room is left out. */
function dashboard(state: State, width: number, height: number, pen: Pen): readonly string[] {
	const {screens, lists} = state;
	const columns = Math.max(1, Math.floor(width / leastBlock));
	const own = Math.floor((width - 1) / columns) - 2;
	const known = screens.flatMap(({name}) => lists[name] ?? []);
	const [first = [], ...others] = known.map(list => marksOf(list, pen));
	const blocks = [...first, ...known.flatMap(list => talliesOf(list, pen)), ...others.flat()];
	const drawn = drawBlocks(blocks, own);
	const content: Content[] = [];
	for (let from = 0; from < drawn.length; from += columns) {
		const row = drawn.slice(from, from + columns);
		const tall = Math.max(...row.map(block => block.length));
		if (content.length + tall > height) continue;
		for (let place = 0; place < tall; place++)
			content.push([' ', ...row.flatMap(block => [...padded(block[place] ?? [], own), '  '])]);
		content.push([]);
	}

	return Array.from({length: height}, (_, place) => lineOf(content[place] ?? [], width, pen.style));
}

const padded = (pieces: readonly Piece[], width: number): readonly Piece[] => [
	...pieces,
	' '.repeat(Math.max(0, width - widthOfAll(pieces))),
];
