import type {Size} from './state.ts';

/** Where things stand on a screen of this size, in lines. What is drawn and what the keys do both count with it. */
export type Room = {
	/** Header, screens, counts and filter, with the rule below them. */
	readonly head: number;
	/** Between the head and the foot. */
	readonly body: number;
	/** Message and keys, with the rule above them. */
	readonly foot: number;
};

/** Lines from which on rules set the head and the foot apart. */
const roomy = 30;

/** The smallest screen that can be drawn. */
export const least: Size = {columns: 60, rows: 15};

export const isTooSmall = ({columns, rows}: Size): boolean => columns < least.columns || rows < least.rows;

export const hasRules = ({rows}: Size): boolean => rows >= roomy;

export function roomOf(size: Size): Room {
	const rule = hasRules(size) ? 1 : 0;
	const [head, foot] = [4 + rule, 2 + rule];
	return {head, foot, body: Math.max(2, size.rows - head - foot)};
}

/** Rows of the table that are on the screen at once: the body without the column heads. */
export const tableHeight = (size: Size): number => roomOf(size).body - 1;

/** Lines that a question or a choice takes at most, with title and answer: the row that the cursor is on stays in sight. */
export const panelHeight = (size: Size): number => roomOf(size).body - 3;

/** Whether there is room for the record beside the table, and for the dashboard beside the menu. */
export const recordBeside = ({columns}: Size): boolean => columns >= 110;

/** Terminal cells of what stands beside, without the line between. */
export const besideWidth = ({columns}: Size): number => Math.max(40, Math.floor(columns / 3));

/** Lines that a page scrolls by at once: what it shows below its title and heading. */
export const pageHeight = (size: Size): number => Math.max(1, roomOf(size).body - 2);
