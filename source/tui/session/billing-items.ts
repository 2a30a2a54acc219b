import type {SyncStatus} from '../../sync/difference.ts';
import type {Column, PortalList, Row} from '../../sync/row.ts';

/** The portal's side of a list of which the portal has nothing: the journal, the results. */
export const emptyStalker: PortalList<never> = {items: [], invalid: [], warnings: []};

/** A row of such a list. `mark`: what it counts as where only sync statuses are known, so that `n` goes to rows that need a person. */
export const itemRow = <Item>(key: string, mark: SyncStatus, item: Item): Row<never, Item> => ({
	...{key, mark, differences: [], stalker: null, billing: item, matchedBy: null},
});

/** A column of such a list, by the item of the row. */
export const itemColumn = <Item>(
	id: string,
	value: (item: Item) => string | number | null,
	more: Partial<Column<Row<never, Item>>> = {},
): Column<Row<never, Item>> => ({id, value: ({billing}) => value(billing!), ...more});
