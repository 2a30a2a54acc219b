import type {Style} from '../style.ts';
import type {Frame, Part} from './part.ts';

/** The frame as this terminal can show it. */
export const spelt = ({parts}: Frame, style: Style): Frame => ({
	parts: parts.map(part => speltPart(part, style)),
});

function speltPart(part: Part, style: Style): Part {
	const {spell} = style;
	switch (part.is) {
		case 'lines':
			return {...part, lines: part.lines.map(spell)};
		case 'menu':
			return {
				...part,
				sign: spell(part.sign),
				items: part.items.map(({value, label, highlighted}) => ({
					value,
					label: spell(label),
					highlighted: spell(highlighted),
				})),
			};
		case 'record':
			return {...part, heading: spell(part.heading), lines: part.lines.map(spell)};
		case 'split':
			return {...part, left: speltPart(part.left, style), right: speltPart(part.right, style)};
	}
}
