import {countedStatuses} from '../../sync/statuses.ts';
import {sidesOf} from '../session/list-state.ts';
import type {SideState, List} from '../session/list.ts';
import type {ConnectionState, State} from '../session/state.ts';
import {signs} from './style.ts';
import {justify, firstFitting, spansWidth, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';
import {isToday, formatTime} from '../../terminal/format-time.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Row} from '../../sync/row.ts';

/**
Renders the third line of the screen: the number of rows by sync status, and when each system's records were read. It takes the longest form
that fits.
*/
export function renderCounts(
	list: List,
	{size: {columns}, stalker, billing, waitsForPortal}: State,
	context: RenderContext,
): string {
	const {translator, style} = context;
	const {texts} = translator.tui;
	const {comparison, selected} = list;
	const rows = comparison?.rows ?? [];
	const selectionSpans: readonly Span[] =
		selected.size === 0
			? []
			: [' ', ['selected', `${texts.selectedCount(selected.size, countHiddenSelected(list))} `]];
	const sidesRead = sidesOf(list);
	const isPart = comparison !== null && list.resource.isPart?.(comparison.billing) === true;
	const counted = sidesRead.length > 1 ? countedStatuses(rows, translator) : [];
	const sides = (detail: SideDetail): readonly Span[] => [
		...(sidesRead.includes('stalker')
			? [
					...sideSpans(texts.stalker, list.stalker, {...stalker, waitsForPortal}, detail, context),
					` ${signs.dot} `,
				]
			: []),
		...sideSpans(texts.billing, list.billing, {...billing, waitsForPortal: null}, detail, context),
	];
	const short: readonly Span[] = comparison?.short
		? [
				' ',
				[
					'bad',
					columns < 110
						? texts.shortNarrow(comparison.short.got, comparison.short.baseline)
						: texts.short(comparison.short.got, comparison.short.baseline),
				],
			]
		: [];
	const numbers = (size: 'words' | 'spaced' | 'tight'): readonly Span[] => [
		` ${size === 'tight' ? rows.length : texts.rows(rows.length)}${isPart ? texts.andOlder : ''}`,
		...counted.flatMap(({mark, sign, count, name}): readonly Span[] => [
			size === 'tight' ? ' ' : ` ${signs.dot} `,
			[
				mark,
				(size === 'tight'
					? `${sign}${count}`
					: `${sign} ${count}${size === 'words' ? ` ${name}` : ''}`
				).trimStart(),
			],
		]),
		...short,
	];
	const variants = [
		[...numbers('words'), '   ', ...sides('long')],
		[...numbers('spaced'), '   ', ...sides('long')],
		[...numbers('tight'), '   ', ...sides('long')],
		[...numbers('tight'), '  ', ...sides('short')],
		[...numbers('tight'), '  ', ...sides('tight')],
	];
	const left = firstFitting(variants, columns - spansWidth(selectionSpans) - 1);
	return justify(comparison ? left : [' ', ...sides('long')], selectionSpans, columns, style);
}

/** How much is shown of when a system was read. `tight`: the time without seconds, or month and day. */
type SideDetail = 'long' | 'short' | 'tight';

/** The name of a system, and when its records were read, how far reading is, or since when it is unreachable. */
function sideSpans(
	name: string,
	side: SideState,
	{
		state,
		unreachableSince,
		waitsForPortal,
	}: Pick<ConnectionState, 'state' | 'unreachableSince'> & Pick<State, 'waitsForPortal'>,
	detail: SideDetail,
	{translator, now}: RenderContext,
): readonly Span[] {
	const {texts} = translator.tui;
	const timed = (at: Date) =>
		detail === 'tight'
			? formatTime(at, now).slice(...(isToday(at, now) ? [0, 5] : [5, 10]))
			: formatTime(at, now);
	if (side.state === 'unreachable' || state === 'unreachable') {
		if (detail === 'tight')
			return [
				['bad', `${name} ${signs.unreachable}${unreachableSince ? ` ${timed(unreachableSince)}` : ''}`],
			];
		const outageText = unreachableSince
			? texts.unreachableSince(formatTime(unreachableSince, now))
			: texts.unreachable;
		const loadedText = side.loadedAt ? `, ${texts.asOf(formatTime(side.loadedAt, now))}` : '';
		return [['bad', `${name} ${outageText}${detail === 'long' ? loadedText : ''}`]];
	}

	const {loadedAt, progress} = side;
	if (waitsForPortal !== null && side.state === 'loading' && detail !== 'tight') {
		const loadedText = loadedAt && detail === 'long' ? `${texts.asOf(timed(loadedAt))}, ` : '';
		return [`${name} ${loadedText}${texts.afterPortal(waitsForPortal)}`];
	}

	if (progress && detail !== 'tight') {
		const loadedText = loadedAt ? `${texts.asOf(timed(loadedAt))}, ` : '';
		return [
			`${name} ${detail === 'long' ? loadedText : ''}${texts.loadingProgress(progress.done, progress.total)}`,
		];
	}

	if (loadedAt && side.state === 'loading' && detail !== 'tight')
		return [`${name} ${detail === 'long' ? `${timed(loadedAt)}, ` : ''}${texts.loading}`];
	if (loadedAt) return [`${name} ${timed(loadedAt)}`];
	if (state === 'connecting') return [`${name} ${texts.connecting}`];
	return [`${name} ${side.state === 'loading' ? texts.loading : texts.noResponse}`];
}

const rowKeys = memoizeWeak((rows: readonly Row[]): ReadonlySet<string> => new Set(rows.map(({key}) => key)));

const hiddenCountCache = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((selected: ReadonlySet<string>) => {
		const keys = rowKeys(rows);
		let hidden = 0;
		for (const key of selected) if (!keys.has(key)) hidden += 1;
		return hidden;
	}),
);

/** Number of selected rows that the filter hides. */
const countHiddenSelected = ({rows, selected, comparison}: List): number =>
	selected.size === 0 || rows === comparison?.rows ? 0 : hiddenCountCache(rows)(selected);
