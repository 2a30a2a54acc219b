import {besideWidth, recordBeside} from '../room.ts';
import type {Screen, State} from '../state.ts';
import {signs} from '../style.ts';
import {countsOf} from './counts.ts';
import {cut, lineOf, widthOfAll, type Piece} from './line.ts';
import type {Content} from './panel.ts';
import type {Item, Part} from './part.ts';
import type {Pen} from './pen.ts';
import {blocksOf} from './tally.ts';
import {timeOf} from './time.ts';

/** The screens, and what is to be known of them before one goes there. */
export function menuParts(state: State, height: number, pen: Pen): readonly Part[] {
	const {size, screens, menu} = state;
	const isWide = recordBeside(size);
	const right = besideWidth(size);
	const width = isWide ? size.columns - right : size.columns;
	const shown = isWide ? height : Math.min(height, screens.length);
	const first = Math.max(0, Math.min(menu - shown + 1, screens.length - shown));
	const part: Part = {
		is: 'menu',
		items: screens.slice(first, first + shown).map(screen => itemOf(screen, state, width, pen)),
		cursor: menu - first,
		sign: `${signs.cursor} `,
		width,
		height: shown,
	};
	return isWide
		? [{is: 'split', left: part, right: {is: 'lines', lines: dashboard(state, right, height, pen)}, width}]
		: [
				part,
				{
					is: 'lines',
					lines: ['', ...dashboard(state, width, height - shown, pen)]
						.slice(0, height - shown)
						.map(line => line || ' '.repeat(width)),
				},
			];
}

/** Without the two cells where the cursor stands. */
function itemOf({key, name, tab}: Screen, {lists}: State, full: number, {style, words, now}: Pen): Item {
	const {frame, screens} = words.console;
	const width = full - 2;
	const list = lists[name];
	const rows = list?.sheet?.rows;
	const unsynced = rows ? rows.length - countsOf(rows)['='] : 0;
	const at = [list?.theirs.at, list?.ours.at]
		.filter(at => at != null)
		.toSorted((a, b) => a.getTime() - b.getTime())[0];
	const isReading = list && [list.theirs, list.ours].some(({state}) => state === 'reading');
	const about: readonly Piece[] =
		tab === null
			? [['quiet', frame.notBuilt]]
			: !rows
				? [['quiet', isReading ? frame.reading : frame.unanswered]]
				: [
						frame.rows(rows.length).padStart(12),
						cut(frame.unsynced(unsynced), 22, 'right'),
						'   ',
						['quiet', at ? frame.asOf(timeOf(at, now)) : frame.unanswered],
					];
	const line = (pieces: readonly Piece[]) => lineOf(pieces, width, style);
	const head = `${key}  ${cut(screens[name] ?? name, 14)}`;
	return {
		value: name,
		label: line([head, ...about]),
		highlighted: style.paint('cursor', line([['title', head], ...about])),
	};
}

/** The narrowest block that still says something. */
const leastBlock = 26;

/** Blocks beside one another as far as there is room, then below; what has no room is left out. */
function dashboard(state: State, width: number, height: number, pen: Pen): readonly string[] {
	const {screens, lists} = state;
	const columns = Math.max(1, Math.floor(width / leastBlock));
	const own = Math.floor((width - 1) / columns) - 2;
	const blocks = screens.flatMap(({name}) => {
		const list = lists[name];
		return list ? blocksOf(list, pen.words.console.screens[name] ?? name, own, pen) : [];
	});
	const content: Content[] = [];
	for (let from = 0; from < blocks.length; from += columns) {
		const row = blocks.slice(from, from + columns);
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
