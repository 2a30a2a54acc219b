import {syncStatuses} from '../../sync/difference.ts';
import {fitWidth, textWidth} from '../../terminal/fit-width.ts';
import {formatTime} from '../../terminal/format-time.ts';
import {portalLineOf} from '../session/portal-line.ts';
import type {PortalLine, State} from '../session/state.ts';
import {renderLine, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';
import {signs} from './style.ts';

/** Lines of the menu, where there are several portals: of each its state, its rows by sync status, and when they were read. At most `maxLines`. */
export function renderPortals(state: State, maxLines: number, context: RenderContext): readonly string[] {
	const {portals, size} = state;
	if (portals.length < 2 || maxLines < portals.length + 1) return [];
	const width = Math.max(...portals.map(({name}) => textWidth(name)));
	const lines = portals.map(line =>
		renderLine(
			portalSpans(line.isShown ? portalLineOf(line.name, state, true) : line, width, context),
			size.columns,
			context.style,
		),
	);
	return [...lines, ' '.repeat(size.columns)];
}

function portalSpans(
	{name, isShown, connection, marks, at}: PortalLine,
	width: number,
	{translator, now}: RenderContext,
): readonly Span[] {
	const {texts} = translator.tui;
	const label = fitWidth(name, width);
	return [
		isShown ? ['here', `[${label}]`] : ` ${label} `,
		' ',
		connection === 'unreachable'
			? ['bad', signs.unreachable]
			: connection === 'connected'
				? ['good', signs.up]
				: ' ',
		...syncStatuses.flatMap((mark): readonly Span[] =>
			marks && marks[mark] > 0 ? ['  ', [mark, `${mark} ${marks[mark]}`]] : [],
		),
		'   ',
		[
			'quiet',
			at ? texts.asOf(formatTime(at, now)) : connection === null ? texts.notOpened : texts.noResponse,
		],
	];
}
