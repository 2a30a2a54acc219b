import type {Style} from './style.ts';
import type {Frame, Block} from './block.ts';

/** The frame as this terminal can show it. */
export const transliterateFrame = ({blocks}: Frame, style: Style): Frame => ({
	blocks: blocks.map(part => transliterateBlock(part, style)),
});

function transliterateBlock(part: Block, style: Style): Block {
	const {transliterate} = style;
	switch (part.is) {
		case 'lines':
			return {...part, lines: part.lines.map(transliterate)};
		case 'menu':
			return {
				...part,
				cursorSign: transliterate(part.cursorSign),
				items: part.items.map(({value, label, highlighted}) => ({
					value,
					label: transliterate(label),
					highlighted: transliterate(highlighted),
				})),
			};
		case 'record':
			return {...part, heading: transliterate(part.heading), lines: part.lines.map(transliterate)};
		case 'split':
			return {
				...part,
				left: transliterateBlock(part.left, style),
				right: transliterateBlock(part.right, style),
			};
	}
}
