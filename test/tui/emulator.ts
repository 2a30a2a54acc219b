import headless from '@xterm/headless';
import type {IBufferCell} from '@xterm/headless';

/** A terminal without a window: bytes in, what a person would see out. */
export type Emulator = {
	/** Bytes or text, as a program writes them. Settles when they are on the screen. */
	write(data: string | Uint8Array): Promise<void>;
	resize(columns: number, rows: number): void;
	/** One line per row of the terminal; blanks at a line's end are left out, empty rows are there. */
	screen(): readonly string[];
	/** Beside each line its styled cells, as `from-to style`, columns counted from 0; empty for a plain line. */
	styles(): readonly string[];
	/** The style of one cell, such as `bold inverse yellow on blue`; empty for plain text. */
	styleAt(row: number, column: number): string;
	/** Rows that are the rest of the row above them: something was wider than the terminal. */
	wrapped(): readonly number[];
	/** Where the cursor is, and what the program has switched on. */
	state(): EmulatorState;
	close(): void;
};

type EmulatorState = {
	readonly row: number;
	readonly column: number;
	readonly cursor: 'shown' | 'hidden';
	readonly screen: 'normal' | 'alternate';
	readonly paste: boolean;
	readonly mouse: boolean;
	readonly title: string;
};

/** `reply` gets what a terminal answers when it is asked for its kind or its cursor. */
export function openEmulator({
	columns,
	rows,
	reply = () => undefined,
	raw = true,
}: {
	readonly columns: number;
	readonly rows: number;
	readonly reply?: (data: string) => void;
	/** False when no tty is between, which makes each line feed begin a line. */
	readonly raw?: boolean;
}): Emulator {
	const terminal = new headless.Terminal({
		cols: columns,
		rows,
		scrollback: 0,
		convertEol: !raw,
		allowProposedApi: true,
	});
	let [title, cursor]: [string, EmulatorState['cursor']] = ['', 'shown'];
	terminal.onData(reply);
	terminal.onTitleChange(changed => void (title = changed));
	for (const [final, state] of [
		['h', 'shown'],
		['l', 'hidden'],
	] as const) {
		terminal.parser.registerCsiHandler({prefix: '?', final}, modes => {
			if (modes.includes(25)) cursor = state;
			// Only seen in passing: the terminal itself acts on it.
			return false;
		});
	}

	const lines = <Line>(read: (row: number) => Line): readonly Line[] =>
		Array.from({length: terminal.rows}, (_, row) => read(row));
	const styleAt = (row: number, column: number): string =>
		styleOf(terminal.buffer.active.getLine(row)!.getCell(column)!);
	return {
		write: async data => new Promise(resolve => terminal.write(data, resolve)),
		resize: (columns, rows) => terminal.resize(columns, rows),
		screen: () => lines(row => terminal.buffer.active.getLine(row)!.translateToString().trimEnd()),
		styles: () => lines(row => runsOf(terminal.cols, column => styleAt(row, column))),
		styleAt,
		wrapped: () => lines(row => row).filter(row => terminal.buffer.active.getLine(row)!.isWrapped),
		state: () => ({
			row: terminal.buffer.active.cursorY,
			column: terminal.buffer.active.cursorX,
			cursor,
			screen: terminal.buffer.active.type,
			paste: terminal.modes.bracketedPasteMode,
			mouse: terminal.modes.mouseTrackingMode !== 'none',
			title,
		}),
		close: () => terminal.dispose(),
	};
}

function runsOf(columns: number, styleAt: (column: number) => string): string {
	const runs: string[] = [];
	for (let column = 0; column < columns;) {
		const style = styleAt(column);
		const from = column;
		while (column < columns && styleAt(column) === style) column++;
		if (style !== '') runs.push(`${from}-${column - 1} ${style}`);
	}

	return runs.join(', ');
}

/** What can be seen: of a blank cell, neither its letter's colour nor its weight. */
function styleOf(cell: IBufferCell): string {
	const isBlank = cell.getChars().trim() === '';
	return [
		!isBlank && cell.isBold() ? 'bold' : '',
		!isBlank && cell.isDim() ? 'dim' : '',
		!isBlank && cell.isItalic() ? 'italic' : '',
		cell.isUnderline() ? 'underline' : '',
		cell.isStrikethrough() ? 'strike' : '',
		cell.isInverse() ? 'inverse' : '',
		isBlank || cell.isFgDefault() ? '' : colourOf(cell.getFgColor(), cell.isFgRGB()),
		cell.isBgDefault() ? '' : `on ${colourOf(cell.getBgColor(), cell.isBgRGB())}`,
	]
		.filter(Boolean)
		.join(' ');
}

const palette = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

function colourOf(colour: number, isRgb: boolean): string {
	if (isRgb) return `#${colour.toString(16).padStart(6, '0')}`;
	if (colour < 8) return palette[colour]!;
	return colour < 16 ? `bright-${palette[colour - 8]}` : `colour-${colour}`;
}
