import {oncePer} from '../../sync/once.ts';
import type {Row} from '../../sync/row.ts';
import type {Ask, State, Task} from '../state.ts';
import {signs, type Tone} from '../style.ts';
import {lineOf, type Piece} from './line.ts';
import {titleLine, told, windowOf, type Content} from './panel.ts';
import type {Pen} from './pen.ts';

/** What a yes would do, and where it is answered: as high as it needs, but no higher than that. */
export function askLines(mode: Ask, state: State, most: number, pen: Pen): readonly string[] {
	const {columns} = state.size;
	const content = contentOf(mode.task, state, columns, pen);
	const height = Math.max(1, Math.min(content.length, most - 2));
	return [
		titleLine(titleOf(mode.task, pen), columns, pen),
		...windowOf(content, {top: mode.top, height, width: columns}, pen),
		answerLine(mode, columns, pen),
	];
}

function titleOf(task: Task, {words}: Pen): string {
	const {frame, screens} = words.console;
	switch (task.is) {
		case 'act':
			return frame.ask({
				action: task.plan.action.name,
				rows: task.plan.planned.length,
				tab: screens[task.tab] ?? task.tab,
			});
		case 'undo':
			return frame.askUndo;
		case 'short':
			return frame.askShort;
		case 'quit':
			return frame.askQuit;
	}
}

/** Lines that are made of a task; more rows than anybody reads stay uncounted here, and are counted in the title. */
const mostRows = 500;

function contentOf(task: Task, state: State, width: number, pen: Pen): readonly Content[] {
	const known = contentPer(task).get(width);
	if (known) return known;
	const content = makeContent(task, state, width, pen);
	contentPer(task).set(width, content);
	return content;
}

const contentPer = oncePer((_task: Task) => new Map<number, readonly Content[]>());

function makeContent(task: Task, state: State, width: number, pen: Pen): readonly Content[] {
	const {words} = pen;
	const room = width - 4;
	switch (task.is) {
		case 'act':
			return actContent(task, state, room, pen);
		case 'undo':
			return [
				...task.parts.flatMap(({says, asks}) => [
					...told([` ${signs.dot} `], words.tell(says), room),
					...asks.flatMap(ask => told(['   ', ['bad', `${signs.warn} `]], words.tell(ask), room - 2)),
				]),
				...task.refused.flatMap(({said}) =>
					told([' ', ['bad', `${signs.refused} `]], words.tell(said), room),
				),
			];
		case 'short':
			return told([' ', ['bad', `${signs.warn} `]], words.tell({code: 'believe-short', values: task}), room);
		case 'quit':
			return told(
				[' ', ['bad', `${signs.warn} `]],
				words.tell({code: 'quit-working', values: {subject: state.deed?.subject ?? ''}}),
				room,
			);
	}
}

type Acting = Extract<Task, {is: 'act'}>;

/** What must not be overlooked stands first: totals, then rows that the filter hides or whose boxes are on. */
function actContent(
	{plan, rows, hidden, tab}: Acting,
	{lists}: State,
	room: number,
	pen: Pen,
): readonly Content[] {
	const {words} = pen;
	const {frame} = words.console;
	const {action, planned, refused} = plan;
	const isOnline = (row: Row | undefined) =>
		action.guard === 'count' && row !== undefined && lists[tab]?.tab.isOnline?.(row) === true;
	const byKey = new Map(rows.map(row => [row.key, row]));
	const entries = planned.map(({key, intent}) => ({
		intent,
		isHidden: hidden.has(key),
		isOnline: isOnline(byKey.get(key)),
	}));
	const special = entries.filter(entry => entry.isHidden || entry.isOnline);
	const rest = entries.filter(entry => !entry.isHidden && !entry.isOnline);
	const [hiddenOnes, onlineOnes] = [
		entries.filter(entry => entry.isHidden).length,
		entries.filter(entry => entry.isOnline).length,
	];
	const warn = (text: string): readonly Content[] => told([' ', ['bad', `${signs.warn} `]], text, room);
	const ordered = [...special, ...rest];
	return [
		...(hiddenOnes > 0 ? warn(frame.hiddenRows(hiddenOnes, entries.length)) : []),
		...(onlineOnes > 0 && entries.length > 1 ? warn(frame.onlineRows(onlineOnes)) : []),
		...ordered.slice(0, mostRows).flatMap(({intent, isHidden, isOnline}) => {
			const tags: readonly Piece[] = [
				...(isHidden ? [['alert', ` ${frame.hiddenByFilter} `] as const, ' '] : []),
				...(isOnline ? [['alert', ` ${frame.online} `] as const, ' '] : []),
			];
			return [
				...(tags.length > 0 ? [[` ${signs.dot} `, ...tags]] : []),
				...told([tags.length > 0 ? '   ' : ` ${signs.dot} `], words.tell(action.says(intent)), room),
				...action.asks(intent).flatMap(ask => told(['   ', ['title', '? ']], words.tell(ask), room - 2)),
			];
		}),
		...(ordered.length > mostRows ? [[' ', frame.more(ordered.length - mostRows)]] : []),
		...(refused.length > 0 && planned.length > 0
			? [[' ', ['bad', frame.refusedRows(refused.length)] as const]]
			: []),
		...refused
			.slice(0, mostRows)
			.flatMap(({key, said}) =>
				told([' ', ['bad', `${signs.refused} `]], `${key}: ${words.tell(said)}`, room),
			),
	];
}

/** The answer as it stands; dim, and saying so, while no key is heard yet. */
function answerLine({count, typed, choice, armed, task}: Ask, width: number, {style, words}: Pen): string {
	const {frame} = words.console;
	const quiet: Tone = 'quiet';
	if (count !== null) {
		const question =
			task.is === 'act'
				? frame.type({count, action: task.plan.action.name})
				: task.is === 'undo'
					? frame.typeToUndo(count)
					: frame.typeToBelieve(count);
		const field: readonly Piece[] = [
			` ${signs.caret}${typed.padEnd(String(count).length)}${signs.fieldEnd} `,
		];
		return armed
			? lineOf([' ', ['title', question], ...field], width, style)
			: lineOf([' ', [quiet, `${question}${field[0] as string}`], ' ', frame.wait], width, style);
	}

	const {no, yes} = frame.answer;
	const chosen = (text: string, isChosen: boolean): Piece =>
		isChosen ? [armed ? 'here' : quiet, `[${text}]`] : armed ? ` ${text} ` : [quiet, ` ${text} `];
	return lineOf(
		[
			'  ',
			chosen(no, choice === 'no'),
			'  ',
			chosen(yes, choice === 'yes'),
			'   ',
			[quiet, armed ? frame.answerKeys : frame.wait],
		],
		width,
		style,
	);
}
