/**
A whole screen, ready to be drawn: parts from top to bottom, as high together as the terminal. Lines are finished text with SGR inside,
each exactly as wide as the part.
*/
export type Frame = {readonly blocks: readonly Block[]};

export type Block =
	| {readonly is: 'lines'; readonly lines: readonly string[]}
	/** The screens to choose from; `cursor` is the place of the highlighted one. Blank below the last. */
	| {
			readonly is: 'menu';
			readonly items: readonly MenuItem[];
			readonly cursor: number;
			/** What stands before the highlighted one; before the others, as many blanks. */
			readonly cursorSign: string;
			readonly width: number;
			readonly height: number;
	  }
	/** A record under its heading; `lines` are as many as there is room for, blank ones included. */
	| {readonly is: 'record'; readonly heading: string; readonly lines: readonly string[]}
	/** Two parts side by side, of the same height; `width` is the left one's. */
	| {readonly is: 'split'; readonly left: Block; readonly right: Block; readonly width: number};

export type MenuItem = {
	readonly value: string;
	/** As wide as the part without the sign. */
	readonly label: string;
	/** The same while the cursor is on it. */
	readonly highlighted: string;
};

/** A frame as plain lines, for who writes the screen to a file or looks at it without a terminal. */
export const frameLines = ({blocks}: Frame): readonly string[] => blocks.flatMap(blockLines);

function blockLines(part: Block): readonly string[] {
	switch (part.is) {
		case 'lines':
			return part.lines;
		case 'menu':
			return Array.from({length: part.height}, (_, place) => {
				const item = part.items[place];
				if (!item) return ' '.repeat(part.width);
				return place === part.cursor
					? part.cursorSign + item.highlighted
					: ' '.repeat(part.cursorSign.length) + item.label;
			});
		case 'record':
			return [part.heading, ...part.lines];
		case 'split': {
			const right = blockLines(part.right);
			return blockLines(part.left).map((line, place) => line + right[place]!);
		}
	}
}

/** How many lines a part takes. */
export function blockHeight(part: Block): number {
	switch (part.is) {
		case 'lines':
			return part.lines.length;
		case 'menu':
			return part.height;
		case 'record':
			return part.lines.length + 1;
		case 'split':
			return blockHeight(part.left);
	}
}
