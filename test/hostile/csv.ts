/** CSV as RFC 4180 has it, with line feeds: what a spreadsheet makes of it, cell by cell. Written apart from what writes it. */
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
