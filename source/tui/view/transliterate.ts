import type {Translator} from '../../i18n/translator.ts';
import type {Style} from './style.ts';
import type {Frame, Block} from './block.ts';

/** What stands for characters that a terminal without UTF-8 cannot show and that need more than one cell. */
const substitutes: Readonly<Record<string, string>> = {
	'↑': 'Up',
	'↓': 'Dn',
	'←': 'Left',
	'→': 'Right',
	'…': '...',
};

const replaced = new RegExp(`[${Object.keys(substitutes).join('')}]`, 'g');

/**
The translator with these characters replaced in all its texts: before a line is laid out, so that it has the right width. Other signs are
replaced afterwards, one cell by one (`Style.transliterate`). In a message, an arrow stands between the old and the new value, as in
`Status on → off`; in other texts it is a key.
*/
export const withAsciiTexts = (translator: Translator): Translator => ({
	...replaceInTexts(translator),
	t: message => replaceInTexts(translator.t(message).replaceAll('→', '->')),
});

function replaceInTexts<Part>(part: Part): Part {
	if (typeof part === 'string') return part.replaceAll(replaced, sign => substitutes[sign]!) as Part;
	if (typeof part === 'function')
		return ((...values: readonly unknown[]) =>
			replaceInTexts((part as (...all: typeof values) => unknown)(...values))) as Part;
	if (typeof part !== 'object' || part === null || part instanceof Date) return part;
	if (Array.isArray(part)) return part.map(replaceInTexts) as Part;
	return Object.fromEntries(
		Object.entries(part).map(([name, inner]) => [name, replaceInTexts(inner)]),
	) as Part;
}

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
