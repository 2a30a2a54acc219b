import {differenceKinds, syncStatuses, syncStatusNames} from '../../sync/difference.ts';
import {filterForms} from '../../sync/filter.ts';
import {activeListOf, type State} from '../session/state.ts';
import {fitText, wrapText} from './line.ts';
import {wrapGroups, type Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';

/** Lines of the page about the filter: the ways to write a term, the columns, the sync statuses and the kinds of differences. */
export function filterHelpLines(state: State, width: number, {translator}: RenderContext): readonly Line[] {
	const {texts} = translator.tui;
	const resource = activeListOf(state)?.resource;
	const cells = Math.max(...filterForms.map(({examples}) => examples.join('  ').length));
	const isWide = width >= cells + 40;
	const termLines = filterForms.flatMap(({name, examples}): readonly Line[] => {
		const left = isWide ? fitText(examples.join('  '), cells) : examples.join('  ');
		const right = wrapText(translator.filterForms[name], width - 4 - (isWide ? cells + 2 : 3));
		if (!isWide) return [[' ', ['title', left]], ...right.map((text): Line => ['    ', text])];
		return right.map((text, index): Line => [
			' ',
			index === 0 ? ['title', left] : ' '.repeat(cells),
			'  ',
			text,
		]);
	});
	const section = (title: string, groups: readonly Line[]): readonly Line[] => [
		[''],
		...wrapGroups([[' ', ['title', title]], ...groups], width - 1),
	];
	return [
		...termLines,
		...section(
			texts.columnsTitle,
			(resource?.columns ?? []).map(({id}): Line => [
				'   ',
				id,
				' ',
				['quiet', translator.columnLabel(resource!.name, id)],
			]),
		),
		...section(
			texts.syncStatusTitle,
			syncStatuses.map((mark): Line => ['   ', [mark, mark], ` ${syncStatusNames[mark]}`]),
		),
		...section(
			texts.kindsTitle,
			Object.keys(differenceKinds).map((code): Line => [
				'   ',
				code,
				' ',
				['quiet', translator.differences[code as keyof typeof differenceKinds]],
			]),
		),
	];
}
