import {countMarks} from '../../sync/count-marks.ts';
import {marks} from '../../sync/drift.ts';
import {hasRules} from '../room.ts';
import {listAt, type Half, type Link, type List, type State} from '../state.ts';
import {signs, type Tone} from '../style.ts';
import {hiddenCount} from './counts.ts';
import {apart, firstFitting, lineOf, widthOfAll, type Piece} from './line.ts';
import type {Pen} from './pen.ts';
import {isToday, timeOf} from '../../terminal/time.ts';

/** Systems, screens, counts, filter: where the operator is, and of when it is. */
export function headLines(state: State, pen: Pen): readonly string[] {
	const {columns} = state.size;
	const list = listAt(state);
	return [
		systemsLine(state, pen),
		screensLine(state, pen),
		list ? countsLine(list, state, pen) : linksLine(state, pen),
		list ? filterLine(list, state, pen) : ' '.repeat(columns),
		...(hasRules(state.size) ? [pen.style.paint('quiet', signs.rule.repeat(columns))] : []),
	];
}

/** Which installation this is, how both systems are reached, and what must not be forgotten. */
function systemsLine({size: {columns}, stalker, billing, isDemo, readOnly, paused}: State, pen: Pen): string {
	const {frame} = pen.words.console;
	const flag = (tone: Tone, text: string): Piece => [tone, ` ${text} `];
	const warnings = [
		...(isDemo ? [flag('alert', frame.demo)] : []),
		...[stalker, billing].flatMap(({warning}) => (warning ? [flag('bad', frame[warning])] : [])),
		...(readOnly ? [flag('alert', frame.readOnly)] : []),
		...(paused ? [` ${frame.paused}`] : []),
	];
	const long: readonly Piece[] = [
		['title', ` ${frame.program}`],
		` ${signs.wall} ${frame.stalker} `,
		...linkPieces(stalker, ' ms', pen),
		` ${signs.wall} ${frame.billing} `,
		...linkPieces(billing, ' ms', pen),
	];
	const short: readonly Piece[] = [
		' ',
		...linkPieces(stalker, 'ms', pen),
		` ${signs.wall} `,
		...linkPieces(billing, 'ms', pen),
	];
	return apart(
		firstFitting([long, short], columns - widthOfAll(warnings) - 1),
		[...warnings, ' '],
		columns,
		pen.style,
	);
}

function linkPieces({name, state, latency}: Link, unit: string, {words}: Pen): readonly Piece[] {
	const {frame} = words.console;
	if (state === 'lost') return [`${name} `, ['bad', `${signs.lost} ${frame.lost}`]];
	if (state === 'opening') return [`${name} ${signs.opening} ${frame.opening}`];
	return [`${name} `, ['good', signs.up], latency === null ? '' : ` ${Math.round(latency)}${unit}`];
}

function screensLine({size: {columns}, screens, at}: State, {words, style}: Pen): string {
	const {frame} = words.console;
	const line = (length: 'title' | 'short'): readonly Piece[] =>
		[{key: '0', name: null}, ...screens].map(({key, name}) => {
			const label = `${key} ${name === null ? frame.menu : words.screen(name)[length]}`;
			return name === at ? (['here', `[${label}]`] as const) : ` ${label} `;
		});
	return lineOf(firstFitting([line('title'), line('short')], columns), columns, style);
}

/** On the menu: which system is lost. Why stands below, where there is room for it. */
function linksLine({size: {columns}, stalker, billing}: State, {words, style, now}: Pen): string {
	const {frame} = words.console;
	const pieces = [[frame.stalker, stalker] as const, [frame.billing, billing] as const].flatMap(
		([name, {state, since}]): readonly Piece[] =>
			state === 'lost'
				? [['bad', ` ${name} ${since ? frame.lostSince(timeOf(since, now)) : frame.lost} `]]
				: [],
	);
	return lineOf(pieces, columns, style);
}

/** How many rows have each mark, and of when each half is. */
function countsLine(list: List, {size: {columns}, stalker, billing}: State, pen: Pen): string {
	const {words, style} = pen;
	const {frame} = words.console;
	const {sheet, marked} = list;
	const rows = sheet?.rows ?? [];
	const counts = countMarks(rows);
	const marking: readonly Piece[] =
		marked.size === 0 ? [] : [' ', ['marked', `${frame.marked(marked.size, hiddenCount(list))} `]];
	const sides = (size: SideSize): readonly Piece[] => [
		...sidePieces(frame.stalker, list.theirs, stalker, size, pen),
		` ${signs.dot} `,
		...sidePieces(frame.billing, list.ours, billing, size, pen),
	];
	const short: readonly Piece[] = sheet?.short
		? [
				' ',
				[
					'bad',
					columns < 110
						? frame.shortTight(sheet.short.got, sheet.short.baseline)
						: frame.short(sheet.short.got, sheet.short.baseline),
				],
			]
		: [];
	const numbers = (size: 'words' | 'spaced' | 'tight'): readonly Piece[] => [
		` ${size === 'tight' ? rows.length : frame.rows(rows.length)}`,
		...marks
			.filter(mark => counts[mark] > 0)
			.flatMap((mark): readonly Piece[] => [
				size === 'tight' ? ' ' : ` ${signs.dot} `,
				[
					mark,
					size === 'tight'
						? `${mark}${counts[mark]}`
						: `${mark} ${counts[mark]}${size === 'words' ? ` ${words.marks[mark]}` : ''}`,
				],
			]),
		...short,
	];
	const ways = [
		[...numbers('words'), '   ', ...sides('long')],
		[...numbers('spaced'), '   ', ...sides('long')],
		[...numbers('tight'), '   ', ...sides('long')],
		[...numbers('tight'), '  ', ...sides('short')],
		[...numbers('tight'), '  ', ...sides('tight')],
	];
	const left = firstFitting(ways, columns - widthOfAll(marking) - 1);
	return apart(sheet ? left : [' ', ...sides('long')], marking, columns, style);
}

type SideSize = 'long' | 'short' | 'tight';

function sidePieces(
	name: string,
	half: Half,
	{state, since}: Link,
	size: SideSize,
	{words, now}: Pen,
): readonly Piece[] {
	const {frame} = words.console;
	// Without the seconds, or without the time of another day.
	const timed = (at: Date) =>
		size === 'tight' ? timeOf(at, now).slice(...(isToday(at, now) ? [0, 5] : [5, 10])) : timeOf(at, now);
	if (half.state === 'lost' || state === 'lost') {
		if (size === 'tight') return [['bad', `${name} ${signs.lost}${since ? ` ${timed(since)}` : ''}`]];
		const lost = since ? frame.lostSince(timeOf(since, now)) : frame.lost;
		const kept = half.at ? `, ${frame.asOf(timeOf(half.at, now))}` : '';
		return [['bad', `${name} ${lost}${size === 'long' ? kept : ''}`]];
	}

	const {at, progress} = half;
	if (progress && size !== 'tight') {
		const kept = at ? `${frame.asOf(timed(at))}, ` : '';
		return [`${name} ${size === 'long' ? kept : ''}${frame.readingOf(progress.done, progress.of)}`];
	}

	if (at) return [`${name} ${timed(at)}`];
	return [`${name} ${half.state === 'reading' ? frame.reading : frame.unanswered}`];
}

/** What the rows are narrowed to, and how they are ordered. */
function filterLine(list: List, {size: {columns}, mode}: State, {words, style}: Pen): string {
	const {frame, commands} = words.console;
	const {filter, filterFault, sort, rows, sheet, onlyMarked, anchor} = list;
	const isTyping = mode.is === 'filter';
	const left: readonly Piece[] = [
		' / ',
		...(isTyping
			? [filter, ['here', ' '] as const]
			: filter === ''
				? [['quiet', commands.filter] as const]
				: [['title', filter] as const]),
		...(filterFault === null
			? []
			: ['  ', ['bad', `${signs.warn} ${frame.meansNothing(filterFault)}`] as const]),
		...(rows.length === (sheet?.rows.length ?? 0)
			? []
			: [`  ${signs.to} ${frame.shown(rows.length, sheet?.rows.length ?? 0)}`]),
	];
	const right: readonly Piece[] = [
		...(onlyMarked ? [['alert', ` ${frame.onlyMarked} `] as const, '  '] : []),
		...(anchor === null ? [] : [['alert', ` ${frame.range} `] as const, '  ']),
		...(sort
			? [`${frame.sortedBy(sort.column)} ${sort.descending ? signs.descending : signs.ascending} `]
			: []),
	];
	return apart(left, right, columns, style);
}
