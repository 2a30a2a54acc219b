/** Columns and rows of a terminal. One that does not know them, such as a serial line, is taken for one of 80×24, as Ink does. */
export const terminalSize = ({
	columns,
	rows,
}: Pick<NodeJS.WriteStream, 'columns' | 'rows'>): {readonly columns: number; readonly rows: number} => ({
	columns: columns || 80,
	rows: rows || 24,
});
