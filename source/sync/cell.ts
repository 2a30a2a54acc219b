import type {Cell} from './row.ts';

/** A cell as text for searching and sorting. */
export const cellToText = (cell: Cell): string =>
	cell === null ? '' : Array.isArray(cell) ? cell.join(', ') : String(cell);

/** A cell as a number for comparing, `NaN` when it is none. */
export function cellToNumber(cell: Cell): number {
	if (typeof cell === 'number') return cell;
	const text = cellToText(cell).trim();
	return text === '' ? Number.NaN : Number(text);
}
