import type {RunningAction, State} from '../session/state.ts';
import {signs} from './style.ts';
import {renderLine} from './line.ts';
import {runningLabel} from './row-label.ts';
import {renderTitle} from './panel.ts';
import type {RenderContext} from './render-context.ts';

/** Progress panel of an action on several rows: title, bar, count and percentage. */
export function renderProgress(
	action: RunningAction,
	{size: {columns}, queue}: State,
	context: RenderContext,
): readonly string[] {
	const {style, translator} = context;
	const {texts} = translator.tui;
	const count = ` ${action.done}/${action.total} `;
	const share = action.total === 0 ? 0 : Math.min(1, action.done / action.total);
	const length = Math.max(10, Math.min(60, columns - count.length - 44));
	const full = Math.floor(share * length);
	const more = [
		...(action.phase === 'checking' ? [texts.checking] : []),
		...(action.isStopping ? [texts.stopping] : []),
		...(queue.length > 0 ? [texts.queuedRows(queue.length)] : []),
	];
	return [
		renderTitle(runningLabel(action, context), columns, context),
		renderLine(
			[
				' ',
				['good', signs.bar.repeat(full)],
				['quiet', signs.barRest.repeat(length - full)],
				count,
				`${Math.floor(share * 100)} %  `,
				more.join(` ${signs.dot} `),
			],
			columns,
			style,
		),
	];
}
