/** Parses CSV (RFC 4180) with line feeds into cells, as a spreadsheet does. Independent of the code that writes it. */
export function readCsv(text: string): readonly (readonly string[])[] {
	const rows: string[][] = [[]];
	let at = 0;
	while (at < text.length) {
		let cell = '';
		if (text[at] === '"') {
			for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
				if (text[at] === '"') at++;
				cell += text[at] ?? '';
				if (at >= text.length) throw new Error('A quoted cell has no end.');
			}

			at++;
		} else {
			for (; at < text.length && text[at] !== ',' && text[at] !== '\n'; at++) cell += text[at]!;
		}

		rows.at(-1)!.push(cell);
		if (text[at] === '\n' && at + 1 < text.length) rows.push([]);
		at++;
	}

	return rows;
}
