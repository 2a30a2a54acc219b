import {oncePer} from '../../sync/once.ts';
import {panelHeight} from '../room.ts';
import type {Ask, Task} from '../mode.ts';
import type {Size, State} from '../state.ts';
import {signs, type Tone} from '../style.ts';
import {askContent} from './ask-content.ts';
import {lineOf, type Piece} from './line.ts';
import {titleLine, windowOf} from './panel.ts';
import type {Pen} from './pen.ts';

/** What a yes would do, and where it is answered: as high as it needs, but no higher than that. */
export function askLines(mode: Ask, state: State, pen: Pen): readonly string[] {
	const {columns} = state.size;
	const {lines, rowsFrom} = askContent(mode.task, state, pen);
	const height = heightOf(lines.length, state.size);
	return [
		titleLine(titleOf(mode.task, state, pen), columns, pen),
		...windowOf(lines, {top: mode.top, height, width: columns, rowsFrom}, pen),
		answerLine(mode, columns, pen),
	];
}

/** How far what a question tells can be scrolled. */
export function askMostTop({task}: Ask, state: State, pen: Pen): number {
	const {lines} = askContent(task, state, pen);
	return Math.max(0, lines.length - heightOf(lines.length, state.size));
}

/** Lines between title and answer. */
const heightOf = (needed: number, size: Size): number => Math.max(1, Math.min(needed, panelHeight(size) - 2));

function titleOf(task: Task, {lists}: State, {words}: Pen): string {
	const {frame} = words.console;
	switch (task.is) {
		case 'act': {
			const {action, planned} = task.plan;
			const list = lists[task.tab];
			const isElsewhere = list && list.marked.size > 0 && list.key !== null && !keysOf(task).has(list.key);
			return [
				frame.ask({
					action: words.action(task.tab, action.name).label,
					rows: action.on === 'list' ? null : planned.length,
					tab: words.screen(task.tab).title,
				}),
				...(isElsewhere ? [frame.askMarked(planned.length)] : []),
			].join(` ${signs.dot} `);
		}

		case 'undo':
			return frame.askUndo(task.parts.length);
		case 'short':
			return frame.askShort;
		case 'quit':
			return frame.askQuit;
	}
}

const keysOf = oncePer(
	({rows, plan}: Extract<Task, {is: 'act'}>): ReadonlySet<string> =>
		new Set([...rows, ...plan.refused].map(({key}) => key)),
);

/** The answer as it stands; dim, and saying so, while no key is heard yet. */
function answerLine(
	{count, typed, choice, armed, task, wrong}: Ask,
	width: number,
	{style, words}: Pen,
): string {
	const {frame} = words.console;
	const quiet: Tone = 'quiet';
	if (count !== null) {
		const question =
			task.is === 'act'
				? frame.type({count, action: words.action(task.tab, task.plan.action.name).label})
				: task.is === 'undo'
					? frame.typeToUndo(count)
					: frame.typeToBelieve(count);
		const field: readonly Piece[] = [
			` ${signs.caret}${typed.padEnd(String(count).length)}${signs.fieldEnd} `,
		];
		return armed
			? lineOf(
					[
						' ',
						['title', question],
						...field,
						...(wrong ? [' ', ['bad', frame.wrongCount({typed: wrong, count})] as const] : []),
					],
					width,
					style,
				)
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
			armed && wrong ? ['bad', frame.onlyLatin] : [quiet, armed ? frame.answerKeys : frame.wait],
		],
		width,
		style,
	);
}
