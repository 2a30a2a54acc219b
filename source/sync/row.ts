import type {Difference, SyncStatus} from './difference.ts';
import {finishSteps, stepsOfLoop} from './sliced-work.ts';

/** Value of a cell. An array is a list of names; `null` is blank. */
export type Cell = string | number | boolean | null | readonly string[];

/**
The two records that belong together, with their sync status: `stalker` as the portal sent it, `billing` as billing
has it. At least one is there.
*/
export type Row<StalkerItem = unknown, BillingItem = unknown> = {
	/** Identity of the row, the same when the list is read again; accepted wherever a command takes an ID. */
	readonly key: string;
	readonly mark: SyncStatus;
	readonly differences: readonly Difference[];
	readonly stalker: StalkerItem | null;
	readonly billing: BillingItem | null;
	/** The matching rule that paired the records, e.g. `mac`; `null` where they were not paired. */
	readonly matchedBy: string | null;
	/**
	`false`: Stalker's record is compared with nothing, because billing's channels are another portal's. Its sync status is `=`, as nothing
	differs.
	*/
	readonly isCompared?: false;
};

/** Declared once; used by the table, `--json`, `--csv`, the filter, the help and the docs. */
export type Column<AnyRow extends Row = Row> = {
	/** Field name of the API. */
	readonly id: string;
	/** Shown unless the operator chooses other columns. */
	readonly isDefault?: boolean;
	/** Sent as 1 and 0, shown as these words. */
	readonly flag?: 'on-off' | 'yes-no';
	/** Too expensive to request for all rows: blank until `lazyColumns.load` has run for the row. */
	readonly lazy?: boolean;
	/** Holds MACs: a search matches any notation. */
	readonly mac?: boolean;
	/** A date, with or without time, as `YYYY-MM-DD HH:MM:SS`: the filter compares it as a time. */
	readonly date?: boolean;
	/** An amount: shown with two decimals. */
	readonly money?: boolean;
	/** Aligned to the right, sorted as a number. */
	readonly numeric?: boolean;
	/** Maximum width in terminal cells. */
	readonly maxWidth?: number;
	value(row: AnyRow): Cell;
	/** The value in JSON and CSV, where the cell only counts what it has. */
	json?(row: AnyRow): Cell;
	/** The whole cell on the record page, a line for each part. Absent where the cell shows everything. */
	detail?(row: AnyRow): readonly string[];
};

/** One complete list of the portal: its records, and the warnings that came with it. */
export type PortalList<StalkerItem> = {
	readonly items: readonly StalkerItem[];
	/** Records that do not have the promised shape: shown as `!` rows; they never hide others. */
	readonly invalid: readonly {readonly key: string; readonly reason: string; readonly raw: unknown}[];
	/** PHP warnings around the response, without markup. */
	readonly warnings: readonly string[];
};

/** Both sides as they were read, and the rows built from them. */
export type Comparison<
	StalkerItem = unknown,
	BillingItem = unknown,
	StalkerList extends PortalList<StalkerItem> = PortalList<StalkerItem>,
	BillingData = unknown,
> = {
	readonly stalker: StalkerList;
	readonly billing: BillingData;
	readonly rows: ReadonlyArray<Row<StalkerItem, BillingItem>>;
	/** Set when the portal returned suspiciously few rows: their number, and the expected one. */
	readonly short: {readonly got: number; readonly baseline: number} | null;
};

/** The type of the rows of a comparison. */
export type RowOf<List extends Comparison> = List['rows'][number];

/** Declares that most of these rows are at the same index in an earlier list: what was made of them there is used again. */
export const reuseFrom = (rows: readonly Row[], before: readonly Row[]): void =>
	void previousRows.set(rows, new WeakRef(before));

/** That earlier list, while something else uses it. */
export const previousRowsOf = (rows: readonly Row[]): readonly Row[] | undefined =>
	previousRows.get(rows)?.deref();

const previousRows = new WeakMap<readonly Row[], WeakRef<readonly Row[]>>();

/** A cell as text for searching and sorting. */
export const cellToText = (cell: Cell): string =>
	cell === null ? '' : Array.isArray(cell) ? cell.join(', ') : String(cell);

/** A cell as a number for comparing, `NaN` when it is none. */
export function cellToNumber(cell: Cell): number {
	if (typeof cell === 'number') return cell;
	const text = cellToText(cell).trim();
	return text === '' ? Number.NaN : Number(text);
}

/** Parses records into items and invalid records; `parse` returns the item, or why there is none. */
export const parseRecords = <Item>(records: readonly unknown[], parse: RecordParser<Item>) =>
	finishSteps(parseRecordsInSteps(records, parse));

type RecordParser<Item> = (record: unknown) => {readonly item: Item} | {readonly reason: string};

/** The steps of {@link parseRecords}. */
export function* parseRecordsInSteps<Item>(
	records: readonly unknown[],
	parse: RecordParser<Item>,
): Generator<void, Pick<PortalList<Item>, 'items' | 'invalid'>> {
	const items: Item[] = [];
	const invalid: PortalList<Item>['invalid'][number][] = [];
	yield* stepsOfLoop(records.length, index => {
		const raw = records[index];
		const parsed = parse(raw);
		if ('item' in parsed) items.push(parsed.item);
		else invalid.push({key: `record:${index + 1}`, reason: parsed.reason, raw});
	});
	return {items, invalid};
}

/** A row that only billing has. `isUnsure`: the portal's list was short or has invalid records, so that its record may exist. */
export const billingOnlyRow = <Billing>(
	key: string,
	billing: Billing,
	difference: Pick<Difference, 'code' | 'field' | 'ours'>,
	isUnsure: boolean,
): Row<never, Billing> => ({
	key,
	mark: isUnsure ? '?' : '-',
	differences: isUnsure ? [] : [{...difference, theirs: null}],
	stalker: null,
	billing,
	matchedBy: null,
});

/** Rows for invalid records, with the reason and the names that the record seems to have. */
export const invalidRows = (invalid: PortalList<unknown>['invalid']): ReadonlyArray<Row<never, never>> =>
	invalid.map(({key, reason, raw}) => ({
		key,
		mark: '!',
		differences: [{code: 'V1', field: 'record', theirs: reason, ours: null, ...recordNames(raw)}],
		stalker: null,
		billing: null,
		matchedBy: null,
	}));

function recordNames(raw: unknown): {readonly with?: readonly string[]} {
	const {login, external_id, name} = (raw ?? {}) as Readonly<Record<string, unknown>>;
	const names = [login, external_id, name].filter(
		text => typeof text === 'string' && text !== '',
	) as readonly string[];
	return names.length === 0 ? {} : {with: names};
}
