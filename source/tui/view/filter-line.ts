import type {SortSetting} from '../../storage/screen-settings.ts';
import {filterCompletions, type Completion} from '../session/filter-completion.ts';
import type {FilterField, Mode} from '../session/mode.ts';
import type {List} from '../session/list.ts';
import type {State} from '../session/state.ts';
import {signs} from './style.ts';
import {breadcrumbs} from './breadcrumbs.ts';
import {justify, renderLine, spansWidth, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';

/** The text of the filter; a term without meaning is marked. Old text that typing replaces is shown as selected. */
function filterSpans({filter, filterError}: List, mode: Mode): readonly Span[] {
	if (mode.is === 'filter' && mode.isSelected) return [['here', filter]];
	const {start, end} = filterError?.span ?? {start: filter.length, end: filter.length};
	const tone = (text: string): Span => (mode.is === 'filter' ? text : ['title', text]);
	return [tone(filter.slice(0, start)), ['wrong', filter.slice(start, end)], tone(filter.slice(end))];
}

/** `sort Tariff plan ↑, Balance ↓ ` */
function sortText(
	sort: SortSetting,
	resource: string,
	{tui, columnLabel}: RenderContext['translator'],
): string {
	const texts = [sort, ...(sort.second ? [sort.second] : [])].map(
		({column, descending}) =>
			`${columnLabel(resource, column)} ${descending ? signs.descending : signs.ascending}`,
	);
	return `${tui.texts.sortedBy(texts.join(', '))} `;
}

/** Line with the filter, or else the way to this screen and the saved views, and the sort order. */
export function renderFilter(list: List, state: State, {translator, style}: RenderContext): string {
	const {texts, commands} = translator.tui;
	const {mode, size} = state;
	const {columns} = size;
	const {filter, filterError, sort, rows, comparison, onlySelected, rangeAnchor} = list;
	const isTyping = mode.is === 'filter';
	const isPlain = filter === '' && !isTyping;
	const way = isPlain ? breadcrumbs(state, translator) : null;
	const left: readonly Span[] = [
		...(way === null ? [' / '] : [' ', ['title', way] as const]),
		...(way === null && isPlain ? [['quiet', commands.filter] as const] : []),
		...(isPlain ? [] : filterSpans(list, mode)),
		...(isTyping ? [['here', ' '] as const] : []),
		...(filterError === null
			? []
			: ['  ', ['bad', `${signs.warn} ${translator.t(filterError.reason)}`] as const]),
		...(rows.length === (comparison?.rows.length ?? 0)
			? []
			: [`  ${signs.arrow} ${texts.shown(rows.length, comparison?.rows.length ?? 0)}`]),
	];
	const chips = isPlain
		? list.views
				.slice(0, 9)
				.flatMap(({name}, index): readonly Span[] => [
					['quiet', `  ${translator.tui.keys['alt']}${index + 1} `],
					texts.viewNames[name] ?? name,
				])
		: [];
	const notes: readonly Span[] = [
		...(onlySelected ? [['alert', ` ${texts.onlySelected} `] as const, '  '] : []),
		...(rangeAnchor === null ? [] : [['alert', ` ${texts.range} `] as const, '  ']),
		...(sort ? [sortText(sort, list.resource.name, translator)] : []),
	];
	// The space parts them from a filter that is cut.
	const right: readonly Span[] = notes.length === 0 ? [] : [' ', ...notes];
	const withChips = [...left, ...chips];
	const fits = spansWidth(withChips) + spansWidth(right) < columns;
	return justify(fits ? withChips : left, right, columns, style);
}

/** Line with the completions of the filter, as many as fit around the highlighted one; or that they are still being counted. */
export function renderCompletions(
	list: List,
	{completionIndex}: FilterField,
	columns: number,
	{style, translator}: RenderContext,
): string {
	const completions = filterCompletions(list);
	if (!completions) return renderLine(['  ', ['quiet', translator.tui.texts.counting]], columns, style);
	const spansOf = ({text, count}: Completion, index: number): readonly Span[] => [
		' ',
		index === completionIndex ? ['here', ` ${text} `] : ` ${text} `,
		...(count === null ? [] : [['quiet', String(count)] as const]),
	];
	const all = completions.map(spansOf);
	let first = 0;
	while (first < completionIndex && spansWidth(all.slice(first, completionIndex + 1).flat()) > columns - 4)
		first += 1;
	const more = first > 0 ? signs.moreLeft : ' ';
	return renderLine([more, ...all.slice(first).flat()], columns, style);
}
