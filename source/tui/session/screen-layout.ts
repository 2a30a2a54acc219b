import type {Size} from './state.ts';

/** Where things stand on a screen of this size, in lines. What is drawn and what the keys do both count with it. */
export type ScreenLayout = {
	/** Header, screens, counts and filter, with the rule below them. */
	readonly header: number;
	/** Between the head and the foot. */
	readonly body: number;
	/** Message and keys, with the rule above them. */
	readonly footer: number;
};

/** Lines from which on rules set the head and the foot apart. */
const minRowsForRules = 30;

/** The smallest screen that can be drawn. */
export const minSize: Size = {columns: 60, rows: 15};

export const isTooSmall = ({columns, rows}: Size): boolean =>
	columns < minSize.columns || rows < minSize.rows;

export const hasRules = ({rows}: Size): boolean => rows >= minRowsForRules;

export function computeLayout(size: Size): ScreenLayout {
	const rule = hasRules(size) ? 1 : 0;
	const [head, foot] = [4 + rule, 2 + rule];
	return {header: head, footer: foot, body: Math.max(2, size.rows - head - foot)};
}

/** Rows of the table that are on the screen at once: the body without the column heads. */
export const tableHeight = (size: Size): number => computeLayout(size).body - 1;

/** Lines that a question or a choice takes at most, with title and answer: the row that the cursor is on stays in sight. */
export const panelHeight = (size: Size): number => computeLayout(size).body - 3;

/** Whether there is room for the record beside the table, and for the dashboard beside the menu. */
export const hasSidePanel = ({columns}: Size): boolean => columns >= 110;

/** Terminal cells of what stands beside, without the line between. */
export const sidePanelWidth = ({columns}: Size): number => Math.max(40, Math.floor(columns / 3));

/** Lines that a page scrolls by at once: what it shows below its title and heading. */
export const pageHeight = (size: Size): number => Math.max(1, computeLayout(size).body - 2);
