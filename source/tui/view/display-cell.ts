import {markOfDifference, type Difference} from '../../sync/difference.ts';
import type {Column, Row} from '../../sync/row.ts';
import {formatCell} from '../../output/format-cell.ts';
import type {Translator} from '../../i18n/translator.ts';
import {toPrintable} from './printable.ts';
import {signs} from './style.ts';
import type {Tone} from './palettes.ts';

/**
A cell of the table: its text, not yet cut or padded, and the tone that its value has. `short`: what to show where the text does not fit.
*/
export type DisplayCell = {readonly text: string; readonly tone: Tone | null; readonly short?: string};

/** The cell of a row. Where the systems disagree about it, both values: `on≠off`, Stalker's first. */
export function displayCell(row: Row, column: Column, translator: Translator): DisplayCell {
	const difference = cellDifference(row, column);
	if (difference) {
		const values = bothValues(difference, column, translator);
		const [text, short] = [values, column.mac === true ? shortenMacs(values) : values].map(pair =>
			toPrintable(pair.join(signs.differs)),
		) as [string, string];
		return {text, tone: markOfDifference(difference), ...(short !== text && {short})};
	}

	const cell = column.value(row);
	return {text: toPrintable(formatCell(cell, column, translator)), tone: valueTone(cell, column)};
}

/** The difference between the two values of this cell; notes, conflicts and differences of a whole row have none. */
function cellDifference({differences, stalker, billing}: Row, {id}: Column): Difference | undefined {
	if (differences.length === 0 || stalker === null || billing === null) return undefined;
	return differences.find(
		one => one.field === id && markOfDifference(one) === '~' && (one.theirs || null) !== (one.ours || null),
	);
}

function bothValues(
	{theirs, ours}: Difference,
	column: Column,
	translator: Translator,
): readonly [stalker: string, billing: string] {
	const states: Readonly<Record<string, string>> = translator.differenceStates;
	const [one, other] = [theirs, ours].map(value => {
		if (!value) return signs.empty;
		if (column.flag === undefined) return value.replace(/ 00:00:00$/, '');
		return {on: translator.on, off: translator.off}[value] ?? states[value] ?? value;
	}) as [string, string];
	// Two MACs of one manufacturer have the same first three bytes, which are left out.
	const [maker] = macMaker.exec(one) ?? [];
	return column.mac === true && maker !== undefined && other.startsWith(maker) && other.length === one.length
		? [one.slice(maker.length), other.slice(maker.length)]
		: [one, other];
}

/** The end of a MAC beside nothing, and of two MACs of different manufacturers, if these differ there. */
function shortenMacs(values: readonly [string, string]): readonly [string, string] {
	const [stalker, billing] = values.map(value =>
		value.length === macCells
			? value.replace(macMaker, values.includes(signs.empty) ? signs.more : '')
			: value,
	) as [string, string];
	return stalker === billing ? values : [stalker, billing];
}

/** Characters of one MAC with colons. */
const macCells = 17;

const macMaker = /^[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{2}:/i;

function valueTone(cell: unknown, {id, flag, money}: Column): Tone | null {
	if (cell === null || cell === '') return null;
	if (flag === 'on-off') return Number(cell) === 1 ? null : 'off';
	if (id === 'online') return Number(cell) === 1 ? 'online' : null;
	return money === true && Number(cell) < 0 ? 'negative' : null;
}
