import type {Translator} from '../../i18n/translator.ts';
import type {MouseTarget} from '../session/terminal-host.ts';
import {isTooSmall, panelHeight} from '../session/screen-layout.ts';
import {activeListOf, type State} from '../session/state.ts';
import {blockHeight, type Block} from './block.ts';
import {isFullPage} from './footer.ts';
import {optionAt} from './picker-panel.ts';
import type {RenderContext} from './render-context.ts';
import {bodyBlocks, renderEdges, tableWidth} from './render-frame.ts';
import {tabAt, tabLine} from './screen-tabs.ts';
import type {Style} from './style.ts';
import {tableTargetAt} from './table.ts';

/** What is drawn at this cell of the screen; `null`: nothing that a click does something with. */
export function targetAt(
	column: number,
	row: number,
	state: State,
	translator: Translator,
	style: Style,
): MouseTarget | null {
	const context: RenderContext = {style, translator, now: new Date()};
	const {size, mode} = state;
	if (isTooSmall(size)) return null;
	if (row === tabLine) {
		const tab = tabAt(column, state, translator);
		return tab ? {is: 'screen', name: tab.name} : null;
	}

	const {header, bodyHeight} = renderEdges(state, context);
	const line = row - header.length;
	if (mode.is === 'picker' && line >= bodyHeight) {
		const index = optionAt(line - bodyHeight, mode, size, panelHeight(size), context);
		return index === null ? null : {is: 'option', index};
	}

	if (line < 0 || line >= bodyHeight || isFullPage(state)) return null;
	const list = activeListOf(state);
	if (!list) return blockTargetAt(line, bodyBlocks(state, bodyHeight, context));
	const width = tableWidth(list, state, context);
	return column < width
		? tableTargetAt(column, line, list, {width, height: bodyHeight}, context)
		: {is: 'record'};
}

/** The line of the menu. */
function blockTargetAt(line: number, blocks: readonly Block[]): MouseTarget | null {
	let top = 0;
	for (const block of blocks) {
		const item = block.is === 'menu' ? block.items[line - top] : undefined;
		if (item) return {is: 'screen', name: item.value};
		top += blockHeight(block);
	}

	return null;
}
