type Row = Readonly<Record<string, unknown>>;

/** Characters of values in one statement: at four bytes each, and with every one escaped, less than the megabyte that ABillS' sample of `my.cnf` lets through (`max_allowed_packet`). */
const maxCharacters = 120_000;

/** The same rows, in parts of which each fits into one statement; a row that is larger by itself is a part of its own. */
export function splitRows<Item extends Row>(rows: readonly Item[]): ReadonlyArray<readonly Item[]> {
	const parts: Item[][] = [];
	let size = Infinity;
	for (const row of rows) {
		const length = lengthOf(row);
		if (size + length > maxCharacters) {
			parts.push([]);
			size = 0;
		}

		parts.at(-1)!.push(row);
		size += length;
	}

	return parts;
}

/** A number or a date is at most so long. */
const lengthOf = (row: Row): number =>
	Object.values(row).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 20), 0);
