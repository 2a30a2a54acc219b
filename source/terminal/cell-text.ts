import {textOf} from '../sync/filter.ts';
import type {Cell, Column} from '../sync/row.ts';
import type {Words} from '../words/words.ts';

/** A cell as a person reads it: flags as words, lists with commas, blank where there is nothing. Not harmless yet. */
export function cellText(
	cell: Cell,
	{flag}: Pick<Column, 'flag'>,
	{on, off, yes, no}: Pick<Words, 'on' | 'off' | 'yes' | 'no'>,
): string {
	if (cell === null) return '';
	if (flag !== undefined)
		return cell === '' ? '' : {'on-off': [off, on], 'yes-no': [no, yes]}[flag][Number(cell) === 1 ? 1 : 0]!;
	return textOf(cell);
}
