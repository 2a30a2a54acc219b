import type {Entry} from '../../sync/action.ts';
import {kinds} from '../../sync/drift.ts';
import type {Cell, Column, Row} from '../../sync/row.ts';
import {cellText} from '../../terminal/cell-text.ts';
import {harmlessJson} from '../../terminal/harmless.ts';
import type {List} from '../state.ts';
import {signs} from '../style.ts';
import {entryLine} from './log.ts';
import {cut, wrapped, type Piece} from './line.ts';
import {told, type Content} from './panel.ts';
import type {Pen} from './pen.ts';

/** Cells from which on both sides stand beside one another. */
const roomy = 70;

export type RecordText = {
	/** What is to be seen first: how the two sides were matched, and what differs. */
	readonly intro: readonly Content[];
	readonly heading: Content;
	readonly content: readonly Content[];
};

/** One row in full: every field as both sides have it, how it was matched, what differs, what was done to it. */
export function recordText(
	row: Row,
	list: List,
	journal: readonly Entry[] | null | undefined,
	width: number,
	pen: Pen,
): RecordText {
	const {words} = pen;
	const {frame} = words.console;
	// A record that could not be read has no fields yet; it is shown as it was sent.
	const isRead = row.theirs !== null || row.ours !== null;
	const fields = isRead ? list.tab.columns.map(column => fieldOf(column, row, pen)) : [];
	const label = Math.max(...fields.map(({id}) => id.length), frame.field.length);
	const isRoomy = width >= roomy;
	const drifts = row.drifts.flatMap(drift =>
		told([' ', [kinds[drift.code].mark, kinds[drift.code].mark], ' '], words.tellDrift(drift), width - 4),
	);
	return {
		intro: [...told([' '], matching(row, pen), width - 4).filter(([, text]) => text !== ''), ...drifts],
		heading: isRoomy
			? ['   ', frame.field.padEnd(label), '  ', cut(frame.stalker, half(width, label)), '  ', frame.billing]
			: [' ', [row.mark, row.mark], ' ', list.tab.describe(row)],
		content: [
			...fields
				.filter(({theirs, ours}) => isRoomy || theirs.length + ours.length > 0)
				.flatMap(field => (isRoomy ? wideField(field, label, width) : narrowField(field, label, width, pen))),
			...rawLines(row, list, width, pen),
			...(journal === undefined
				? []
				: [[''], [' ', ['title', frame.journal] as const], ...history(journal, width, pen)]),
		],
	};
}

function history(journal: readonly Entry[] | null, width: number, {words}: Pen): readonly Content[] {
	const {frame} = words.console;
	if (journal === null) return [[` ${frame.reading}`]];
	if (journal.length === 0) return [[` ${frame.journalEmpty}`]];
	return journal.flatMap(entry => entryLine(entry, width, words));
}

function matching({rule, theirs, ours, drifts}: Row, {words}: Pen): string {
	const {frame} = words.console;
	const matched =
		rule === null ? (theirs === null || ours === null ? frame.unmatched : '') : frame.matchedBy(rule);
	return drifts.length === 0 && rule !== null ? `${matched} ${frame.inSync}` : matched;
}

type Field = {
	readonly id: string;
	readonly sign: Piece;
	/** In lines; none where the side has nothing. */
	readonly theirs: readonly string[];
	readonly ours: readonly string[];
};

/** What each side alone would show in the column; where a drift names the other side's value, that. */
function fieldOf(column: Column, row: Row, {words}: Pen): Field {
	const drift = row.drifts.find(({field}) => field === column.id);
	const text = (cell: Cell) => cellText(cell, column, words);
	const lines = (side: Row): readonly string[] => {
		const detail = column.detail?.(side) ?? [];
		return detail.length > 0 ? detail : [text(column.value(side))].filter(Boolean);
	};
	const theirs = row.theirs === null ? [] : lines({...row, ours: null});
	const own = row.ours === null ? [] : lines({...row, theirs: null});
	const ours = own.length === 0 && drift?.ours ? [drift.ours] : own;
	const mark = drift && kinds[drift.code].mark;
	const isSame = theirs.length > 0 && theirs.join('\n') === ours.join('\n');
	return {
		id: column.id,
		sign: mark && mark !== '=' ? [mark, mark] : isSame ? '=' : ' ',
		theirs,
		ours,
	};
}

/** Cells of one side's values. */
const half = (width: number, label: number): number => Math.floor((width - label - 8) / 2);

function wideField({id, sign, theirs, ours}: Field, label: number, width: number): readonly Content[] {
	const room = half(width, label);
	const full = (lines: readonly string[]) =>
		(lines.length === 0 ? [signs.none] : lines).flatMap(line => wrapped(line, room));
	const [left, right] = [full(theirs), full(ours)];
	return Array.from({length: Math.max(left.length, right.length)}, (_, place) => [
		' ',
		place === 0 ? sign : ' ',
		' ',
		(place === 0 ? id : '').padEnd(label),
		'  ',
		cut(left[place] ?? '', room),
		'  ',
		right[place] ?? '',
	]);
}

/** Theirs; and below it ours, where it is not the same. */
function narrowField(
	{id, sign, theirs, ours}: Field,
	label: number,
	width: number,
	{words}: Pen,
): readonly Content[] {
	const room = width - label - 5;
	const name: readonly Piece[] = [' ', sign, ' ', id.padEnd(label), '  '];
	const other: readonly Piece[] = ['   ', ['quiet', cut(words.console.frame.billing, label, 'right')], '  '];
	const side = (lead: readonly Piece[], lines: readonly string[]): readonly Content[] =>
		lines
			.flatMap(line => wrapped(line, room))
			.map((line, place) => [...(place === 0 ? lead : [' '.repeat(label + 5)]), line]);
	if (theirs.join('\n') === ours.join('\n')) return side(name, theirs);
	return [...side(name, theirs), ...side(theirs.length === 0 ? name : other, ours)];
}

/** A record that could not be read, as it was sent. */
function rawLines(
	{key, theirs, ours}: Row,
	{theirs: half}: List,
	width: number,
	{words}: Pen,
): readonly Content[] {
	const bad = theirs === null && ours === null ? half.value?.bad.find(one => one.key === key) : undefined;
	return bad ? [[''], [` ${words.console.frame.raw}`], ...told([' '], harmlessJson(bad.raw), width - 2)] : [];
}
