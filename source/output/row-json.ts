import {cellToNumber, type Cell, type Column, type Row} from '../sync/row.ts';
import {sanitizeJson} from '../terminal/sanitize.ts';

/** Makes the JSON of one row, safe for a terminal. */
type RowWriter = (row: Row) => string;

/**
Creates the function that makes the JSON of rows with these columns, in the shape of `--json` and `--ndjson`: key, mark, drifts,
`compared: false` where a row is compared with nothing, and every column under the API's field name. A field has one type on every screen:
numbers and on/off are numbers, amounts and the API's other flags are texts, as the API sends them.

An object for each row and its `JSON.stringify` take twice the time.
*/
export function createRowWriter(columns: readonly Column[]): RowWriter {
	const cells = columns.map(column => ({column, name: `,${sanitizeJson(column.id)}:`}));
	// A value is often that of the row before.
	const lastCells = columns.map((): Cell | undefined => undefined);
	const lastTexts = columns.map(() => '');
	return row => {
		const {key, mark, differences, isCompared} = row;
		const drifts = differences.length === 0 ? '[]' : sanitizeJson(differences);
		let text = `{"key":${toJson(key)},"mark":"${mark}","drifts":${drifts}`;
		if (isCompared === false) text += ',"compared":false';
		for (let index = 0; index < cells.length; index++) {
			const {column, name} = cells[index]!;
			const cell = cellToJson(row, column);
			if (cell !== lastCells[index] && !(isEmptyList(cell) && isEmptyList(lastCells[index]))) {
				lastCells[index] = cell;
				lastTexts[index] = name + toJson(cell);
			}

			text += lastTexts[index]!;
		}

		return `${text}}`;
	};
}

/** Each record has an empty list of its own. */
const isEmptyList = (cell: Cell | undefined): boolean => Array.isArray(cell) && cell.length === 0;

/** The same as an object. */
export const rowToObject = (row: Row, columns: readonly Column[]): Readonly<Record<string, unknown>> =>
	JSON.parse(createRowWriter(columns)(row)) as Readonly<Record<string, unknown>>;

/** Text without a character that JSON escapes, or that is not safe for a terminal: nearly all text. */
const plainText = /^[\u0020\u0021\u0023-\u005B\u005D-\u007E\u00A0-\u00AC\u00AE-\u061B\u2010-\u2027]*$/;

const toJson = (cell: Cell): string =>
	typeof cell === 'string' && plainText.test(cell) ? `"${cell}"` : sanitizeJson(cell);

function cellToJson(row: Row, column: Column): Cell {
	if (column.json) return column.json(row);
	const cell = column.value(row);
	const isNumber = (column.numeric && !column.money) || column.flag === 'on-off';
	if (!isNumber || cell === null || typeof cell === 'number') return cell;
	const number = cellToNumber(cell);
	return Number.isNaN(number) ? null : number;
}
