import type {Style} from './style.ts';
import type {Frame, Block} from './block.ts';

/** Replaces characters of the frame that this terminal cannot show. */
export const transliterateFrame = ({blocks}: Frame, style: Style): Frame => ({
	blocks: blocks.map(block => transliterateBlock(block, style)),
});

function transliterateBlock(block: Block, style: Style): Block {
	const {transliterate} = style;
	switch (block.is) {
		case 'lines':
			return {...block, lines: block.lines.map(transliterate)};
		case 'menu':
			return {
				...block,
				cursorSign: transliterate(block.cursorSign),
				items: block.items.map(({value, label, highlighted}) => ({
					value,
					label: transliterate(label),
					highlighted: transliterate(highlighted),
				})),
			};
		case 'table':
			return {...block, heading: transliterate(block.heading), lines: block.lines.map(transliterate)};
		case 'split':
			return {
				...block,
				left: transliterateBlock(block.left, style),
				right: transliterateBlock(block.right, style),
			};
	}
}
