import {type SyncStatus, syncStatuses} from '../../sync/difference.ts';
import type {StoredSummary} from '../../storage/menu-summaries.ts';
import {summarizeList} from './list-summary.ts';
import type {PortalLine, State} from '../session/state.ts';
import {fitWidth, textWidth} from '../../terminal/fit-width.ts';
import {formatTime} from '../../terminal/format-time.ts';
import {renderLine, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';
import {signs} from './style.ts';

/** The menu line of the portal that this state belongs to. */
export function portalLineOf(name: string, {screens, lists, stalker}: State, isShown: boolean): PortalLine {
	// Not all lists: the journal has no rows of the portal.
	const own = screens.flatMap(screen => lists[screen.name] ?? []);
	const summaries = own.flatMap(list => summarizeList(list) ?? []);
	return {
		...sumUp(summaries.map(({summary, at}) => ({marks: summary.marks, readAt: at}))),
		...{name, isShown, connection: stalker.state},
	};
}

/** The menu line of a portal that this session has not shown yet. */
export const storedPortalLine = (name: string, stored: readonly StoredSummary[]): PortalLine => ({
	...sumUp(stored),
	...{name, isShown: false, connection: null},
});

function sumUp(
	parts: ReadonlyArray<Pick<StoredSummary, 'marks'> & {readonly readAt: Date | null}>,
): Pick<PortalLine, 'marks' | 'at'> {
	if (parts.length === 0) return {marks: null, at: null};
	const marks = Object.fromEntries(
		syncStatuses.map(mark => [mark, parts.reduce((sum, part) => sum + part.marks[mark], 0)]),
	) as Record<SyncStatus, number>;
	const [at = null] = parts
		.flatMap(({readAt}) => readAt ?? [])
		.toSorted((one, other) => one.getTime() - other.getTime());
	return {marks, at};
}

/**
Lines of the menu, where there are several portals: of each its state, its rows by sync status, and when they were read. At most `maxLines`.
*/
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
