import type {Choose} from '../mode.ts';
import type {Size} from '../state.ts';
import {signs} from '../style.ts';
import {lineOf} from './line.ts';
import {titleLine} from './panel.ts';
import type {Pen} from './pen.ts';

/** Choices that one sees at once, where there is room. */
const usual = 10;

/** A list to choose from, with the words typed to find one. */
export function chooseLines(mode: Choose, {columns}: Size, most: number, pen: Pen): readonly string[] {
	const {style, words} = pen;
	const height = Math.max(1, Math.min(usual, mode.options.length, most - 2));
	const top = Math.max(0, Math.min(mode.cursor - Math.floor(height / 2), mode.shown.length - height));
	const options = mode.shown.slice(top, top + height).map((option, place) => {
		const isHere = top + place === mode.cursor;
		const tick = option.on === undefined ? '' : option.on ? '[x] ' : '[ ] ';
		const says = option.says ? ['  ', ['quiet', words.tell(option.says)] as const] : [];
		const line = lineOf([`${isHere ? signs.cursor : ' '} ${tick}`, option.text, ...says], columns, style);
		return isHere ? style.paint('cursor', line) : line;
	});
	return [
		titleLine(`${titleOf(mode, pen)}  ${mode.shown.length}`, columns, pen),
		lineOf([' > ', mode.typed, ['here', ' '], '  ', ['quiet', hintOf(mode, pen)]], columns, style),
		...options,
		...Array.from({length: height - options.length}, () => ' '.repeat(columns)),
	];
}

function hintOf({armed, typed, shown}: Choose, {words}: Pen): string {
	const {frame} = words.console;
	if (!armed) return frame.wait;
	if (typed === '') return frame.find;
	return shown.length === 0 ? frame.noneFits : '';
}

const titleOf = ({what}: Choose, {words}: Pen): string => {
	if (typeof what === 'string') return words.console.frame.choose[what];
	const {choose, label} = words.action(what.tab, what.action);
	return choose ?? label;
};
