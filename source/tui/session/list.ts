import type {FilterError} from '../../sync/filter-term.ts';
import type {AnyResource} from '../../sync/resource.ts';
import type {PortalList, Row, Comparison} from '../../sync/row.ts';
import type {CountPoint} from '../../storage/count-history.ts';
import type {SortSetting, View} from '../../storage/screen-settings.ts';
import type {StoredSummary} from '../../storage/menu-summaries.ts';

/** The two systems that a list is read from. */
export type Side = 'stalker' | 'billing';

/** What one system holds of a list. `value` is the last complete response; a later failure does not clear it. */
export type SideState<Value = unknown> = {
	readonly value: Value | null;
	/** Time of that response. */
	readonly loadedAt: Date | null;
	readonly state: 'waiting' | 'loading' | 'fresh' | 'unreachable';
	/** Records received so far, where the list is read in parts. */
	readonly progress: {readonly done: number; readonly total: number} | null;
};

/** The list of one resource: what was read, the visible rows, cursor and selection. */
export type List = {
	readonly resource: AnyResource;
	readonly stalker: SideState<PortalList<unknown>>;
	readonly billing: SideState;
	/** Both systems' records compared, as far as they have been read; `null` until one of them has responded. */
	readonly comparison: Comparison | null;
	/** Row counts saved by the previous session; used until both systems have been read. */
	readonly lastSummary: StoredSummary | null;
	/** How many rows were out of sync over time, oldest first. */
	readonly countHistory: readonly CountPoint[];
	/** Time of the first rows, if they arrived while the list was visible: a key pressed in that moment was not meant for them. */
	readonly firstRowsAt: Date | null;
	/** Time at which data that arrived last put other rows on the screen: a click in that moment was not meant for them. */
	readonly rowsMovedAt: Date | null;
	/** The rows that match the filter, sorted. */
	readonly rows: readonly Row[];
	/** Index of the cursor in `rows`. */
	readonly cursor: number;
	/**
	Key of the row that the operator moved the cursor to. When that row has disappeared, it differs from the row at `cursor`, and no row is
	highlighted until the next move.
	*/
	readonly cursorKey: string | null;
	/** Index in `rows` of the first row on the screen. */
	readonly top: number;
	readonly filter: string;
	/** Filters that were kept before, newest first. */
	readonly filterHistory: readonly string[];
	/** Saved under names, in the order of the keys alt-1 to alt-9. */
	readonly views: readonly View[];
	/** Id of the column that `F` counts and the pickers begin with; `null` until one is chosen. */
	readonly columnCursor: string | null;
	/** A term of the filter that has no meaning; `rows` are then those of the last valid filter. */
	readonly filterError: FilterError | null;
	readonly sort: SortSetting | null;
	/** Ids of the visible columns in the operator's order. The first two are not scrolled. */
	readonly columns: readonly string[];
	/** Number of scrollable columns that are scrolled out to the left. */
	readonly columnOffset: number;
	/** Keys of the selected rows. */
	readonly selected: ReadonlySet<string>;
	/** Only selected rows are shown. */
	readonly onlySelected: boolean;
	/** Key of the row at which a range selection was started with `v`. */
	readonly rangeAnchor: string | null;
	/** Widths that the operator has fitted, in cells, by the column's id. */
	readonly columnWidths: Readonly<Record<string, number>>;
	/** Columns are drawn at full width. */
	readonly isWide: boolean;
	/** Key of the row whose record is shown beside the table; it follows the cursor after a pause. `null`: not shown. */
	readonly detailKey: string | null;
	/** Lines of that record that are scrolled out at the top. */
	readonly detailTop: number;
};

/** The row at the cursor; `null` when the row that the operator moved to has disappeared. */
export function cursorRowOf({rows, cursor, cursorKey}: List): Row | null {
	const row = rows[cursor];
	return row && row.key === cursorKey ? row : null;
}
