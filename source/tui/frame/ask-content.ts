import {oncePer} from '../../sync/once.ts';
import type {Task} from '../mode.ts';
import type {State} from '../state.ts';
import {signs} from '../style.ts';
import {cut, widthOfAll, type Piece} from './line.ts';
import {nameOf, naming} from './naming.ts';
import {previewBlocks} from './preview.ts';
import {listingOf, told, type Block, type Content, type Listing} from './panel.ts';
import type {Pen} from './pen.ts';
import {shown} from './shown.ts';

/** Rows that are told one by one; more than anybody reads are only counted. */
const mostRows = 500;

/** All that a question tells before it asks, made once per width. */
export function askContent(task: Task, state: State, pen: Pen): Listing {
	const {columns} = state.size;
	const made = contentPer(task);
	const known = made.get(columns) ?? listingOf(blocksOf(task, state, columns - 4, pen));
	made.set(columns, known);
	return known;
}

const contentPer = oncePer((_task: Task) => new Map<number, Listing>());

function blocksOf(task: Task, state: State, room: number, pen: Pen): readonly Block[] {
	const {words} = pen;
	switch (task.is) {
		case 'act':
			return actBlocks(task, state, room, pen);
		case 'undo':
			return [
				...task.parts.map(({says, asks}) => ({
					lines: [
						...told([` ${signs.dot} `], words.tell(says), room),
						...asks.flatMap(ask => told(['   ', ['bad', `${signs.warn} `]], words.tell(ask), room - 2)),
					],
				})),
				...task.refused.map(({said}) => ({
					lines: told([' ', ['bad', `${signs.refused} `]], words.tell(said), room),
				})),
			];
		case 'short':
			return warning([words.tell({code: 'believe-short', values: task})], room);
		case 'quit':
			return warning(
				[words.tell({code: 'quit-working', values: {subject: state.deed?.subject ?? ''}})],
				room,
			);
	}
}

/** Sentences that are of no row in particular; nothing where there are none. */
function warning(texts: readonly string[], room: number): readonly Block[] {
	const text = texts.join(' ');
	return text === '' ? [] : [{lines: told([' ', ['bad', `${signs.warn} `]], text, room), rows: 0}];
}

type Acting = Extract<Task, {is: 'act'}>;

/** What must not be overlooked stands first: totals, then rows that the filter hides or whose boxes are on. */
function actBlocks(task: Acting, {lists}: State, room: number, pen: Pen): readonly Block[] {
	const {words} = pen;
	const {frame} = words.console;
	const {action, planned, refused} = task.plan;
	const list = lists[task.tab];
	const isPictureTaken = action.on === 'rows' && action.guard === 'count';
	const byKey = new Map(task.rows.map(row => [row.key, row]));
	const entries = planned.map(({key, intent}): Told => {
		const row = byKey.get(key);
		return {
			intent,
			name: (row && list?.tab.describe(row)) ?? key,
			isHidden: task.hidden.has(key),
			isOnline: isPictureTaken && row !== undefined && list?.tab.isOnline?.(row) === true,
		};
	});
	const special = entries.filter(({isHidden, isOnline}) => isHidden || isOnline);
	const rest = entries.filter(({isHidden, isOnline}) => !isHidden && !isOnline);
	const hiddenOnes = special.filter(({isHidden}) => isHidden).length;
	const onlineOnes = special.filter(({isOnline}) => isOnline).length;
	// What is the same for all is said once, so that many rows are seen at a glance.
	const isList = isPictureTaken && entries.length > 1;
	const warns = action.warns ? [words.tell(action.warns)] : [];
	const bad = (text: string): Block => ({lines: [[' ', ['bad', text]]], rows: 0});
	return [
		...(refused.length > 0 && entries.length > 0
			? [bad(`${signs.refused} ${frame.refusedBelow(refused.length)}`)]
			: []),
		...(isList ? warning([sentence(words.action(task.tab, action.name).about), ...warns], room) : []),
		...warning(
			[
				[
					...(hiddenOnes > 0 ? [frame.hiddenRows(hiddenOnes, entries.length)] : []),
					...(onlineOnes > 0 && entries.length > 1 ? [frame.onlineRows(onlineOnes)] : []),
				].join(` ${signs.dot} `),
			],
			room,
		),
		...[...special, ...rest].slice(0, mostRows).map(entry => ({
			lines: [
				...(isList
					? [listLine(entry, room, pen)]
					: told(
							[` ${signs.dot} `, ...tagsOf(entry, pen)],
							words.tell(action.says(entry.intent)),
							room - widthOfAll(tagsOf(entry, pen)),
						)),
				...action
					.asks(entry.intent)
					.flatMap(ask => told(['   ', ['title', '? ']], words.tell(ask), room - 2)),
			],
		})),
		...planned.flatMap(({intent}) =>
			action.on === 'list' ? previewBlocks(action.preview(intent), task.before, pen) : [],
		),
		...beyond(entries.length, pen),
		...(isList ? [] : warning(warns, room)),
		...(refused.length > 0 && entries.length > 0 ? [bad(frame.refusedRows(refused.length))] : []),
		...refused.slice(0, mostRows).map(({key, said}) => ({
			lines: told([' ', ['bad', `${signs.refused} `]], naming(nameOf(key, list), words.tell(said)), room),
		})),
		...beyond(refused.length, pen),
	];
}

type Told = {
	readonly intent: unknown;
	readonly name: string;
	readonly isHidden: boolean;
	readonly isOnline: boolean;
};

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const tagsOf = ({isHidden, isOnline}: Told, {words}: Pen): readonly Piece[] => {
	const {frame} = words.console;
	return [
		...(isHidden ? [['alert', ` ${frame.hiddenRow} `] as const, ' '] : []),
		...(isOnline ? [['alert', ` ${frame.online} `] as const, ' '] : []),
	];
};

/** Who it is, and what is to be known of him: the name gives way, the rest does not. */
function listLine(entry: Told, room: number, pen: Pen): Content {
	const tags = tagsOf(entry, pen);
	const name = shown(entry.name);
	const left = room - widthOfAll(tags) - 2;
	return [` ${signs.dot} `, widthOfAll([name]) > left ? cut(name, left) : name, '  ', ...tags];
}

/** Rows that are too many to be told. */
const beyond = (count: number, {words}: Pen): readonly Block[] =>
	count > mostRows
		? [{lines: [[' ', words.console.frame.moreRows(count - mostRows)]], rows: count - mostRows}]
		: [];
