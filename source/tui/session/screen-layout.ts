import type {Size} from './state.ts';

/** Heights of the areas of the screen in lines. The view draws by it, and the keys scroll by it. */
type ScreenLayout = {
	/** Connections, tab bar, counts and filter, with the rule below them. */
	readonly header: number;
	/** The lines between header and footer. */
	readonly body: number;
	/** Notification and keys, with the rule above them. */
	readonly footer: number;
};

/** Screens of at least this many lines have rules below the header and above the footer. */
const minRowsForRules = 30;

/** The smallest supported screen. */
export const minSize: Size = {columns: 60, rows: 15};

export const isTooSmall = ({columns, rows}: Size): boolean =>
	columns < minSize.columns || rows < minSize.rows;

export const hasRules = ({rows}: Size): boolean => rows >= minRowsForRules;

export function computeLayout(size: Size): ScreenLayout {
	const rule = hasRules(size) ? 1 : 0;
	const [header, footer] = [4 + rule, 2 + rule];
	return {header, footer, body: Math.max(2, size.rows - header - footer)};
}

/** Rows of the table that fit on the screen: the body without the column headings. */
export const tableHeight = (size: Size): number => computeLayout(size).body - 1;

/** Largest height of a confirmation or picker in lines, with title and input: the row at the cursor stays visible. */
export const panelHeight = (size: Size): number => computeLayout(size).body - 3;

/** Whether the screen is wide enough for the record beside the table, and for the charts beside the menu. */
export const hasSidePanel = ({columns}: Size): boolean => columns >= 110;

/** Width of the side panel in cells, without the divider. */
export const sidePanelWidth = ({columns}: Size): number => Math.max(40, Math.floor(columns / 3));

/** Lines that a page shows below its title and heading, which page up and page down scroll by. */
export const pageHeight = (size: Size): number => Math.max(1, computeLayout(size).body - 2);
