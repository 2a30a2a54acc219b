/**
A whole screen: blocks from top to bottom, together as high as the terminal. Lines are finished text with SGR sequences,
each exactly as wide as the block.
*/
export type Frame = {readonly blocks: readonly Block[]};

export type Block =
	| {readonly is: 'lines'; readonly lines: readonly string[]}
	/** The list of screens; `cursor` is the index of the highlighted one. Lines below the last item are blank. */
	| {
			readonly is: 'menu';
			readonly items: readonly MenuItem[];
			readonly cursor: number;
			/** Text before the highlighted item; the other items have as many spaces. */
			readonly cursorSign: string;
			readonly width: number;
			readonly height: number;
	  }
	/** One heading and the lines below it, blank lines included. */
	| {readonly is: 'table'; readonly heading: string; readonly lines: readonly string[]}
	/** Two blocks of the same height side by side; `width` is the left one's, in cells. */
	| {readonly is: 'split'; readonly left: Block; readonly right: Block; readonly width: number};

export type MenuItem = {
	readonly value: string;
	/** As wide as the block without the cursor sign. */
	readonly label: string;
	/** The label while the cursor is on the item. */
	readonly highlighted: string;
};

/** All lines of a frame, for saving the screen to a file and for tests. */
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

/** Height of a block in lines. */
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
