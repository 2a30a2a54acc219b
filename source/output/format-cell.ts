import {cellToText, type Cell, type Column} from '../sync/row.ts';
import type {Translator} from '../i18n/translator.ts';

/**
Formats a cell for people: flags as words, amounts with two decimals, a date of zeros as “never”, lists with commas, an empty string if
there is no value. Not sanitized.
*/
export function formatCell(
	cell: Cell,
	{flag, money}: Pick<Column, 'flag' | 'money'>,
	{on, off, yes, no, never}: Pick<Translator, 'on' | 'off' | 'yes' | 'no' | 'never'>,
): string {
	if (cell === null) return '';
	if (flag !== undefined)
		return cell === '' ? '' : {'on-off': [off, on], 'yes-no': [no, yes]}[flag][Number(cell) === 1 ? 1 : 0]!;
	if (cell === zeroDate) return never;
	if (money && cell !== '' && Number.isFinite(Number(cell))) return Number(cell).toFixed(2);
	return cellToText(cell);
}

/** MySQL's value for “no date”, which the portal sends unchanged. */
const zeroDate = '0000-00-00 00:00:00';
