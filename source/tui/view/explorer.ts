import {matchingResources} from '../api-explorer/path-input.ts';
import type {State} from '../session/state.ts';
import {signs} from './style.ts';
import {formatResponse, type ResponseText} from './response-text.ts';
import {fitText, renderLine, wrapText, type Span} from './line.ts';
import type {Block} from './block.ts';
import type {RenderContext} from './render-context.ts';
import {errorMessage} from '../../i18n/message.ts';

/** Lines above the response: path, response status, and a blank line. */
const inputLineCount = 3;

/** Blocks of the API explorer: request path, response status, and the response in the chosen view. */
export function explorerBlocks(state: State, height: number, context: RenderContext): readonly Block[] {
	const {columns} = state.size;
	const {style} = context;
	const text = responseText(state, context);
	const {top} = state.explorer;
	const inputLines = [
		renderPathInput(state, context),
		renderResponseStatus(state, context),
		' '.repeat(columns),
	];
	const contentHeight = height - inputLineCount - (text.heading === null ? 0 : 1);
	// A panel may leave no lines for the response.
	if (contentHeight < 0) return [{is: 'lines', lines: inputLines.slice(0, height)}];
	const lines = text.lines
		.slice(top, top + contentHeight)
		.map(line => renderLine([' ', line], columns, style));
	const blank = Array.from({length: Math.max(0, contentHeight - lines.length)}, () => ' '.repeat(columns));
	const first: Block = {is: 'lines', lines: inputLines};
	return text.heading === null
		? [{is: 'lines', lines: [...inputLines, ...lines, ...blank]}]
		: [
				first,
				{
					is: 'table',
					heading: style.paint('title', renderLine([' ', text.heading], columns, style)),
					lines: [...lines, ...blank],
				},
			];
}

/** Maximum scroll offset of the response, if the screen body has `height` lines. */
export function explorerMaxTop(state: State, height: number, context: RenderContext): number {
	const {heading, lines} = responseText(state, context);
	return Math.max(0, lines.length - (height - inputLineCount - (heading === null ? 0 : 1)));
}

function responseText({explorer, size}: State, context: RenderContext): ResponseText {
	const {response, error, view, columnOffset, path} = explorer;
	if (response) return formatResponse(response, view, columnOffset, size.columns - 2);
	const {texts} = context.translator.tui;
	const text = error ? context.translator.t(error) : path === '' ? texts.explorer.introduction : '';
	return {heading: null, lines: wrapText(text, size.columns - 4)};
}

function renderPathInput(
	{mode, explorer, size: {columns}}: State,
	{style, translator}: RenderContext,
): string {
	if (mode.is !== 'path')
		return renderLine([' GET ', ['title', explorer.path || signs.empty]], columns, style);
	const found = matchingResources(mode.typed);
	const hint = found.length > 0 ? found.join(' ') : translator.tui.texts.explorer.pathHint;
	return renderLine([' GET ', mode.typed, ['here', ' '], '  ', ['quiet', hint]], columns, style);
}

/** Line with HTTP status, duration, size and view; or a notice while the request is running. */
function renderResponseStatus(
	{explorer, size: {columns}}: State,
	{style, translator}: RenderContext,
): string {
	const {
		t,
		tui: {
			texts: {explorer: texts},
		},
	} = translator;
	const {response, isLoading, view} = explorer;
	if (isLoading) return renderLine([` ${texts.requesting} ${signs.more}`], columns, style);
	if (!response) return ' '.repeat(columns);
	const {status, milliseconds, bytes, failure} = response;
	const pieces: readonly Span[] = [
		' ',
		[failure ? 'bad' : 'good', `HTTP ${status}`],
		` ${signs.dot} ${Math.round(milliseconds)} ms ${signs.dot} ${texts.size(bytes)} ${signs.dot} `,
		['title', texts.views[view]],
		failure ? ` ${signs.dot} ` : '',
		['bad', failure ? fitText(t(errorMessage(failure)), Math.max(20, columns - 40)) : ''],
	];
	return renderLine(pieces, columns, style);
}
