import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {plannedChanges} from '../../sync/plan-runner.ts';
import {panelHeight} from '../session/screen-layout.ts';
import type {Confirm, PendingAction} from '../session/mode.ts';
import type {Size, State} from '../session/state.ts';
import {signs} from './style.ts';
import type {Tone} from './palettes.ts';
import {confirmContent} from './confirm-content.ts';
import {renderLine, type Span} from './line.ts';
import {renderTitle, renderViewport} from './panel.ts';
import type {RenderContext} from './render-context.ts';

/** Lines of a confirmation: title, content and answer line. As high as the content needs, at most `panelHeight`. */
export function renderConfirm(mode: Confirm, state: State, context: RenderContext): readonly string[] {
	const {columns} = state.size;
	const {lines, rowsBelow} = confirmContent(mode.pendingAction, state, context);
	const height = contentHeight(lines.length, state.size);
	return [
		renderTitle(confirmTitle(mode.pendingAction, state, context), columns, context),
		...renderViewport(lines, {top: mode.top, height, width: columns, rowsBelow}, context),
		renderAnswer(mode, columns, context),
	];
}

/** Maximum scroll offset of the content, in lines. */
export function confirmMaxTop({pendingAction}: Confirm, state: State, context: RenderContext): number {
	const {lines} = confirmContent(pendingAction, state, context);
	return Math.max(0, lines.length - contentHeight(lines.length, state.size));
}

/** Number of lines between title and answer. */
const contentHeight = (needed: number, size: Size): number =>
	Math.max(1, Math.min(needed, panelHeight(size) - 2));

function confirmTitle(pendingAction: PendingAction, {lists}: State, {translator}: RenderContext): string {
	const {texts} = translator.tui;
	switch (pendingAction.is) {
		case 'apply': {
			const {action} = pendingAction.plan;
			const changing = plannedChanges(pendingAction.plan).length;
			const list = lists[pendingAction.listName];
			const isElsewhere =
				list &&
				list.selected.size > 0 &&
				list.cursorKey !== null &&
				!rowKeys(pendingAction).has(list.cursorKey);
			return [
				texts.confirmTitle({
					action: translator.actionTexts(pendingAction.listName, action.name).label,
					rows: action.scope === 'list' ? null : changing,
					screen: translator.screenTexts(pendingAction.listName).title,
				}),
				...(isElsewhere ? [texts.selectedNotHighlighted(changing)] : []),
			].join(` ${signs.dot} `);
		}

		case 'undo':
			return texts.undoTitle(pendingAction.steps.length);
		case 'accept-short-list':
			return texts.shortListTitle;
		case 'run-command':
			return pendingAction.command.name;
		case 'quit':
			return texts.quitTitle;
	}
}

const rowKeys = memoizeWeak(
	({rows, plan}: Extract<PendingAction, {is: 'apply'}>): ReadonlySet<string> =>
		new Set([...rows, ...plan.refused].map(({key}) => key)),
);

/** The answer line: a number field, or no and yes. Dim with a notice while the input guard ignores keys. */
function renderAnswer(
	{requiredCount, typed, choice, acceptsInput, isTooEarly, pendingAction, wrongInput}: Confirm,
	width: number,
	{style, translator}: RenderContext,
): string {
	const {texts} = translator.tui;
	const quiet: Tone = 'quiet';
	const waiting: Span = isTooEarly ? ['bad', texts.tooEarlyWait] : texts.pleaseRead;
	if (requiredCount !== null) {
		const question =
			pendingAction.is === 'apply'
				? texts.typeToApply({
						count: requiredCount,
						action: translator.actionTexts(pendingAction.listName, pendingAction.plan.action.name).label,
					})
				: pendingAction.is === 'undo'
					? texts.typeToUndo(requiredCount)
					: texts.typeToAccept(requiredCount);
		const field: readonly Span[] = [
			` ${signs.fieldStart}${typed.padEnd(String(requiredCount).length)}${signs.fieldEnd} `,
		];
		return acceptsInput
			? renderLine(
					[
						' ',
						['title', question],
						...field,
						...(isTooEarly
							? [' ', ['bad', texts.tooEarly] as const]
							: wrongInput
								? [' ', ['bad', texts.wrongCount({typed: wrongInput, count: requiredCount})] as const]
								: []),
					],
					width,
					style,
				)
			: renderLine([' ', [quiet, `${question}${field[0] as string}`], ' ', waiting], width, style);
	}

	const {no, yes} = texts.answer;
	const chosen = (text: string, isChosen: boolean): Span =>
		isChosen
			? [acceptsInput ? 'here' : quiet, `[${text}]`]
			: acceptsInput
				? ` ${text} `
				: [quiet, ` ${text} `];
	return renderLine(
		[
			'  ',
			chosen(no, choice === 'no'),
			'  ',
			chosen(yes, choice === 'yes'),
			'   ',
			isTooEarly
				? ['bad', acceptsInput ? texts.tooEarly : texts.tooEarlyWait]
				: acceptsInput && wrongInput
					? ['bad', texts.onlyLatin]
					: [quiet, acceptsInput ? texts.answerKeys : texts.pleaseRead],
		],
		width,
		style,
	);
}
