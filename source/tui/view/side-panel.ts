import {hasSidePanel, sidePanelWidth} from '../session/screen-layout.ts';
import type {List} from '../session/list.ts';
import type {State} from '../session/state.ts';
import type {Block} from './block.ts';
import {renderLine} from './line.ts';
import {renderViewport, type Line} from './panel.ts';
import {buildRecordPage, rowHistory} from './record-page.ts';
import type {RenderContext} from './render-context.ts';
import {rowByKey} from './row-label.ts';
import {signs} from './style.ts';

/** The record beside the table. */
type SidePanel = {readonly heading: Line; readonly content: readonly Line[]; readonly width: number};

/** The opened record; empty if the filter leaves no row. `null`: none is opened, or the screen is too narrow. */
export function buildSidePanel(list: List, state: State, context: RenderContext): SidePanel | null {
	if (list.detailKey === null || !hasSidePanel(state.size)) return null;
	const width = sidePanelWidth(state.size) - 2;
	if (list.rows.length === 0) return {heading: [''], content: [], width};
	const row = rowByKey(list, list.detailKey);
	if (!row) return null;
	const {intro, heading, content} = buildRecordPage(row, list, rowHistory(row, state), width, context);
	return {heading, content: [...intro, [], ...content], width};
}

/** Lines of the content in a panel of this height: without heading and keys. */
const contentHeight = (height: number): number => height - 2;

/** Largest number of lines that can be scrolled out at the top. */
export const sidePanelMaxTop = ({content}: SidePanel, height: number): number =>
	Math.max(0, content.length - contentHeight(height));

/** The panel with the divider at its left, in exactly `height` lines; the last one shows its keys. */
export function renderSidePanel(
	{heading, content, width}: SidePanel,
	{detailTop: top}: List,
	height: number,
	context: RenderContext,
): Block {
	const {style, translator} = context;
	const divider = `${style.paint('quiet', signs.divider)} `;
	const lines = renderViewport(content, {top, height: contentHeight(height), width}, context);
	const {enter, escape} = translator.tui.keys;
	const {modeCommands, commands} = translator.tui;
	const keys: Line = [
		['title', '[ ]'],
		` ${modeCommands.scroll}  `,
		['title', enter!],
		` ${commands.open}  `,
		['title', escape!],
		` ${modeCommands.leave}`,
	];
	return {
		is: 'table',
		heading: divider + style.paint('title', renderLine(heading, width, style)),
		lines: [...lines, renderLine(keys, width, style)].map(line => divider + line),
	};
}
