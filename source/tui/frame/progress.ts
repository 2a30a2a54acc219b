import type {Deed, State} from '../state.ts';
import {signs} from '../style.ts';
import {lineOf} from './line.ts';
import {workOf} from './naming.ts';
import {titleLine} from './panel.ts';
import type {Pen} from './pen.ts';

/** How far the work on several rows is. */
export function progressLines(deed: Deed, {size: {columns}, waiting}: State, pen: Pen): readonly string[] {
	const {style, words} = pen;
	const {frame} = words.console;
	const count = ` ${deed.done}/${deed.of} `;
	const share = deed.of === 0 ? 0 : Math.min(1, deed.done / deed.of);
	const length = Math.max(10, Math.min(60, columns - count.length - 44));
	const full = Math.floor(share * length);
	const more = [
		...(deed.stage === 'looking' ? [frame.looking] : []),
		...(deed.stopping ? [frame.stopping] : []),
		...(waiting.length > 0 ? [frame.waitingRows(waiting.length)] : []),
	];
	return [
		titleLine(workOf(deed, pen), columns, pen),
		lineOf(
			[
				' ',
				['good', signs.bar.repeat(full)],
				['quiet', signs.noBar.repeat(length - full)],
				count,
				`${Math.floor(share * 100)} %  `,
				more.join(` ${signs.dot} `),
			],
			columns,
			style,
		),
	];
}
