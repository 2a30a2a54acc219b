import {textOf} from '../sync/filter.ts';
import type {Cell, Column} from '../sync/row.ts';
import type {Translator} from '../i18n/translator.ts';

/** A cell as a person reads it: flags as words, lists with commas, blank where there is nothing. Not harmless yet. */
export function formatCell(
	cell: Cell,
	{flag}: Pick<Column, 'flag'>,
	{on, off, yes, no}: Pick<Translator, 'on' | 'off' | 'yes' | 'no'>,
): string {
	if (cell === null) return '';
	if (flag !== undefined)
		return cell === '' ? '' : {'on-off': [off, on], 'yes-no': [no, yes]}[flag][Number(cell) === 1 ? 1 : 0]!;
	return textOf(cell);
}
