import {errorMessage, type Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {AnyResource} from '../sync/resource.ts';
import type {Column, Row} from '../sync/row.ts';
import {UsageError, type Invocation} from './command.ts';
import {readComparison} from './read-comparison.ts';

/** A row of one of several portals. */
type PortalRow = Row & {readonly portal?: string};

/** The portal of a row, in lists of all portals. */
const portalColumn: Column = {id: 'portal', isDefault: true, value: ({portal}: PortalRow) => portal ?? null};

/** The resource of a list: with all portals, it begins with the portal of each row. */
export const listedResource = (resource: AnyResource, isOfAll: boolean): AnyResource =>
	isOfAll ? {...resource, columns: [portalColumn, ...resource.columns]} : resource;

/** Rows, and why those of some portals are missing. */
type ReadRows = {readonly rows: readonly PortalRow[]; readonly unread: readonly Message[]};

/**
The rows of the chosen portal; with `isOfAll` those of every portal, read one portal after the other. One that fails does not stop the
others: why it failed is reported, and is in `unread`.
*/
export async function readRows(
	resource: AnyResource,
	invocation: Invocation,
	isOfAll: boolean,
): Promise<ReadRows> {
	if (!isOfAll) return {rows: (await readComparison(resource, invocation)).rows, unread: []};
	const rows: PortalRow[] = [];
	const unread: Message[] = [];
	for (const {name, context} of invocation.portals()) {
		const report = (text: string) => invocation.report(`${name}: ${text}`);
		try {
			const comparison = await readComparison(resource, {...invocation, context, report});
			for (const row of comparison.rows) rows.push({...row, portal: name});
		} catch (error) {
			invocation.signal.throwIfAborted();
			const reason = message('portal-unread', {portal: name, reason: errorMessage(error)});
			invocation.report(invocation.translator.t(reason));
			unread.push(reason);
		}
	}

	return {rows, unread};
}

/** Rows for which a list loads lazy columns, with one request each. */
const maxLazyRows = 200;

/** Loads the lazy columns of the rows. Throws `UsageError` for more than `maxLazyRows`. */
export async function completeRows(
	rows: readonly PortalRow[],
	{lazyColumns, columns}: AnyResource,
	{context, portals, signal}: Invocation,
): Promise<readonly Row[]> {
	if (!lazyColumns) return rows;
	if (rows.length > maxLazyRows) {
		const lazyColumnIds = columns.filter(({lazy: isLazy}) => isLazy).map(({id}) => id);
		throw new UsageError(message('usage-lazy-columns', {columns: lazyColumnIds, most: maxLazyRows}));
	}

	const completed = new Map<Row, Row>();
	for (const [portal, own] of Map.groupBy(rows, row => row.portal)) {
		const open = portal === undefined ? context : portals().find(({name}) => name === portal)!.context;
		const found = await lazyColumns.load(own, await open(), signal);
		for (const row of own)
			completed.set(row, found.has(row.key) ? {...row, stalker: found.get(row.key)} : row);
	}

	return rows.map(row => completed.get(row)!);
}
