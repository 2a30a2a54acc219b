import type {Difference, SyncStatus} from './difference.ts';

/** What a column shows. An array is a list of names; `null` is blank. */
export type Cell = string | number | boolean | null | readonly string[];

/** One item and how it stands: `theirs` as the portal sent it, `ours` as billing has it. At least one is there. */
export type Row<Theirs = unknown, Ours = unknown> = {
	/** The row's identity, stable while the list is re-read; accepted wherever a command takes an ID. */
	readonly key: string;
	readonly mark: SyncStatus;
	readonly differences: readonly Difference[];
	readonly stalker: Theirs | null;
	readonly billing: Ours | null;
	/** Which rule of the ladder brought the two together, e.g. `mac`. */
	readonly matchedBy: string | null;
};

/** Declared once; read by the table, `--json`, `--csv`, the filter, the help and the README. */
export type Column<Theirs = unknown, Ours = unknown> = {
	/** The API's own field name. */
	readonly id: string;
	/** Shown unless the operator chooses otherwise. */
	readonly isDefault?: boolean;
	/** Sent as 1 and 0, and told as these words. */
	readonly flag?: 'on-off' | 'yes-no';
	/** Too dear to be asked of all rows: blank until the tab's `complete` has asked of some. */
	readonly lazy?: boolean;
	/** Holds MACs: found in any notation. */
	readonly mac?: boolean;
	/** An amount: shown with two decimals. */
	readonly money?: boolean;
	/** Aligned to the right, sorted as a number. */
	readonly numeric?: boolean;
	/** Widest the column may grow, in terminal cells. */
	readonly maxWidth?: number;
	value(row: Row<Theirs, Ours>): Cell;
	/** The cell in full, for the page of one record: a line for each part. Absent where the cell says all. */
	detail?(row: Row<Theirs, Ours>): readonly string[];
};

/** One complete answer of the portal: its records, and what it said beside them. */
export type PortalList<Theirs> = {
	readonly items: readonly Theirs[];
	/** Records that do not have the promised shape: shown as `!` rows, never hidden, never hiding the others. */
	readonly invalid: readonly {readonly key: string; readonly why: string; readonly raw: unknown}[];
	/** PHP warnings around the answer, stripped. */
	readonly warnings: readonly string[];
};

/** Both sides as they were read, and the rows they make. */
export type Comparison<
	Theirs = unknown,
	Ours = unknown,
	Portal extends PortalList<Theirs> = PortalList<Theirs>,
	Known = unknown,
> = {
	readonly stalker: Portal;
	readonly billing: Known;
	readonly rows: ReadonlyArray<Row<Theirs, Ours>>;
	/** Set when the portal answered suspiciously few rows: how many, where at least `baseline` were expected. */
	readonly short: {readonly got: number; readonly baseline: number} | null;
};
