/** Rows that are printed at a time: about as much text as a pipe holds. */
const rowsOfChunk = 100;

/** The rows in chunks, each taken when it is needed. */
export function* chunksOf<Item>(rows: Iterable<Item>): Generator<readonly Item[]> {
	let chunk: Item[] = [];
	for (const row of rows) {
		chunk.push(row);
		if (chunk.length < rowsOfChunk) continue;
		yield chunk;
		chunk = [];
	}

	if (chunk.length > 0) yield chunk;
}
