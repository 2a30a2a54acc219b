import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {PendingAction} from '../session/mode.ts';
import type {State} from '../session/state.ts';
import {signs} from './style.ts';
import {formatArguments} from '../custom-commands/custom-command.ts';
import {actionSections} from './confirm-action.ts';
import {joinSections, warningSections, wrapParagraph, type Section, type ScrollText} from './panel.ts';
import type {RenderContext} from './render-context.ts';

/** The content of a confirmation, cached per pending action and terminal width. */
export function confirmContent(
	pendingAction: PendingAction,
	state: State,
	context: RenderContext,
): ScrollText {
	const {columns} = state.size;
	const cached = contentCache(pendingAction);
	const known =
		cached.get(columns) ?? joinSections(confirmSections(pendingAction, state, columns - 4, context));
	cached.set(columns, known);
	return known;
}

const contentCache = memoizeWeak((_task: PendingAction) => new Map<number, ScrollText>());

function confirmSections(
	pendingAction: PendingAction,
	state: State,
	width: number,
	context: RenderContext,
): readonly Section[] {
	const {translator} = context;
	switch (pendingAction.is) {
		case 'apply':
			return actionSections(pendingAction, state, width, context);
		case 'undo':
			return [
				...pendingAction.steps.map(({summary, questions}) => ({
					lines: [
						...wrapParagraph([` ${signs.dot} `], translator.t(summary), width),
						...questions.flatMap(question =>
							wrapParagraph(['   ', ['bad', `${signs.warn} `]], translator.t(question), width - 2),
						),
					],
				})),
				...pendingAction.refused.map(({message: reason}) => ({
					lines: wrapParagraph([' ', ['bad', `${signs.refused} `]], translator.t(reason), width),
					rowCount: 0,
				})),
			];
		case 'accept-short-list':
			return warningSections([translator.t({code: 'accept-short-list', values: pendingAction})], width);
		case 'run-command':
			return [
				{
					lines: wrapParagraph([' ', ['title', '$ ']], formatArguments(pendingAction.args), width),
					rowCount: 0,
				},
			];
		case 'quit':
			return warningSections(
				[translator.t({code: 'quit-working', values: {subject: state.running?.subject ?? ''}})],
				width,
			);
	}
}
