/**
A whole screen, ready to be drawn: parts from top to bottom, as high together as the terminal. Lines are finished text with SGR inside,
each exactly as wide as the block.
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
	| {readonly is: 'table'; readonly heading: string; readonly lines: readonly string[]}
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

function blockLines(block: Block): readonly string[] {
	switch (block.is) {
		case 'lines':
			return block.lines;
		case 'menu':
			return Array.from({length: block.height}, (_, index) => {
				const item = block.items[index];
				if (!item) return ' '.repeat(block.width);
				return index === block.cursor
					? block.cursorSign + item.highlighted
					: ' '.repeat(block.cursorSign.length) + item.label;
			});
		case 'table':
			return [block.heading, ...block.lines];
		case 'split': {
			const right = blockLines(block.right);
			return blockLines(block.left).map((line, index) => line + right[index]!);
		}
	}
}

/** How many lines a part takes. */
export function blockHeight(block: Block): number {
	switch (block.is) {
		case 'lines':
			return block.lines.length;
		case 'menu':
			return block.height;
		case 'table':
			return block.lines.length + 1;
		case 'split':
			return blockHeight(block.left);
	}
}
