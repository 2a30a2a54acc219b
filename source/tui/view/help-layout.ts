import {textWidth} from '../../terminal/fit-width.ts';
import {fitText, wrapText} from './line.ts';
import type {Line} from './panel.ts';

/** A command of the help; `name` identifies it. */
export type HelpEntry = {readonly name: string; readonly keys: string; readonly text: string};

type HelpGroup = {readonly title: string; readonly entries: readonly HelpEntry[]};

/** Lines that stay together; after a title another part follows in the same column. */
type Part = {readonly lines: readonly Line[]; readonly isTitle: boolean};

/** Narrowest column in which most descriptions fit on one line, in cells. */
const minColumnCells = 39;

/** Widest column of keys, in cells. */
const maxKeysCells = 12;

/** Lays out the groups in as many columns as fit, each about as high as the others. The commands named by `disabled` are dim. */
export function layoutHelp(
	groups: readonly HelpGroup[],
	disabled: ReadonlySet<string>,
	width: number,
): readonly Line[] {
	const count = Math.max(2, Math.floor((width - 1) / minColumnCells));
	const columnWidth = Math.floor((width - 1) / count) - 2;
	const parts = groups.flatMap(group => groupParts(group, disabled, columnWidth));
	const columns = distribute(parts, count);
	const blank: Line = [' '.repeat(columnWidth)];
	return Array.from({length: Math.max(...columns.map(({length}) => length))}, (_, index) => [
		' ',
		...columns.flatMap(column => [...(column[index] ?? blank), '  ']),
	]);
}

function groupParts(
	{title, entries}: HelpGroup,
	disabled: ReadonlySet<string>,
	width: number,
): readonly Part[] {
	const keysWidth = Math.min(maxKeysCells, Math.max(...entries.map(({keys}) => textWidth(keys))));
	const textCells = width - keysWidth - 1;
	return [
		{lines: [[['title', fitText(title, width)]]], isTitle: true},
		...entries.map(({name, keys, text}): Part => ({
			lines: wrapText(text, textCells).map((line, index): Line => {
				const cells = `${fitText(index === 0 ? keys : '', keysWidth)} ${fitText(line, textCells)}`;
				return [disabled.has(name) ? ['quiet', cells] : cells];
			}),
			isTitle: false,
		})),
	];
}

/** Fills the columns from left to right, with the smallest height at which all parts fit. */
function distribute(parts: readonly Part[], count: number): ReadonlyArray<readonly Line[]> {
	const total = parts.reduce((sum, {lines}) => sum + lines.length, 0);
	for (let height = Math.ceil(total / count); ; height++) {
		const columns = fill(parts, height);
		if (columns.length <= count)
			return [...columns, ...Array.from({length: count - columns.length}, () => [])];
	}
}

function fill(parts: readonly Part[], height: number): ReadonlyArray<readonly Line[]> {
	const columns: Line[][] = [[]];
	for (const [index, {lines, isTitle}] of parts.entries()) {
		const needed = lines.length + (isTitle ? (parts[index + 1]?.lines.length ?? 0) : 0);
		const last = columns.at(-1)!;
		if (last.length > 0 && last.length + needed > height) columns.push([...lines]);
		else last.push(...lines);
	}

	return columns;
}
