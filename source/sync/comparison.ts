import {allOrThrow} from './all-or-throw.ts';
import type {AnyResource} from './resource.ts';
import type {PortalList, Row, Comparison} from './row.ts';
import type {SyncContext} from './context.ts';
import {createSlicedWork, finishWork, stepsOfLoop, type SlicedWork} from './sliced-work.ts';

/** A list with less than this share of the expected rows counts as short. */
const minShare = 0.7;

/** The data read of each side; `null` while it has not been read. */
type LoadedSides = {readonly stalker: PortalList<unknown> | null; readonly billing: unknown};

/** Reads both systems and compares them. Throws the error of the side that fails first. */
export async function readAndCompare(
	resource: AnyResource,
	context: SyncContext,
	{
		acceptedCount = null,
		signal,
		onProgress,
	}: {
		readonly acceptedCount?: number | null;
		readonly signal?: AbortSignal;
		/** Called with the number of records read and the total, where the portal's list is read in batches. */
		readonly onProgress?: (done: number, of: number) => void;
	} = {},
): Promise<Comparison> {
	// When billing fails, reading the portal is aborted with billing's error instead of running on for minutes.
	const portalAbort = new AbortController();
	const portalSignal = signal ? AbortSignal.any([signal, portalAbort.signal]) : portalAbort.signal;
	const [stalker, billing] = await allOrThrow([
		resource.readStalker(context, portalSignal, onProgress),
		resource.readBilling(context).catch((error: unknown) => {
			portalAbort.abort(error);
			throw error;
		}),
	]);
	return createComparison(resource, {
		stalker,
		billing,
		short: checkShortList(resource, {stalker, billing}, context.expectedRows, {acceptedCount}),
	});
}

/**
Reads the row with this ID, and of the other records of the portal only the identifiers: the other rows of the result are matched with the
right services, but their differences are wrong. `null` where the resource has no such list, or the ID does not lead to exactly one row.
Nothing is stored as expected.
*/
export async function readRowAmongAll(
	id: string,
	resource: AnyResource,
	context: SyncContext,
	signal?: AbortSignal,
): Promise<Comparison | null> {
	const {amongAll} = resource;
	if (!amongAll) return null;
	const [stalker, billing] = await allOrThrow([
		amongAll.list(context, signal),
		resource.readBilling(context),
	]);
	if (!stalker) return null;
	const short = checkShortList(resource, {stalker, billing}, context.expectedRows, {isStale: true});
	const comparison = createComparison(resource, {stalker, billing, short});
	const [row, ...more] = resource.find(id, comparison.rows);
	if (!row || more.length > 0) return null;
	return row.stalker ? amongAll.complete(row, comparison, context, signal) : comparison;
}

/** Compares what was read so far. While one side is missing, every row has the status `?`. */
export const createComparison = (
	resource: AnyResource,
	sides: LoadedSides & Pick<Comparison, 'short'>,
): Comparison => finishWork(comparisonWork(resource, sides));

/** The work of {@link createComparison}. */
export const comparisonWork = (
	resource: AnyResource,
	{stalker, billing, short}: LoadedSides & Pick<Comparison, 'short'>,
): SlicedWork<Comparison> =>
	createSlicedWork(function* () {
		const sides = {stalker: stalker ?? resource.empty.stalker, billing: billing ?? resource.empty.billing};
		if (stalker === null && billing === null) return {...sides, short, rows: []};
		const parts = [sides.stalker, sides.billing, short !== null] as const;
		const rows = resource.compareInSteps
			? yield* resource.compareInSteps(...parts)
			: resource.compare(...parts);
		if (stalker !== null && billing !== null) return {...sides, short, rows};
		const unknown: Row[] = [];
		yield* stepsOfLoop(rows.length, index => void unknown.push(withUnknownStatus(rows[index]!)));
		return {...sides, short, rows: unknown};
	});

const withUnknownStatus = (row: Row): Row => ({...row, mark: '?', differences: noDifferences});

const noDifferences: Row['differences'] = [];

/**
Checks whether the portal's list is suspiciously short; if not, stores the number of rows to expect next time.

Expected is the larger of the last complete list and what billing has here. `acceptedCount` is a number of rows that an
operator has confirmed to be right: it becomes the expected one. With `isStale`, a list kept after its system became
unreachable is checked and nothing is stored; nor is anything stored while billing has not been read: check again when
it has.
*/
export function checkShortList(
	resource: AnyResource,
	{stalker, billing}: LoadedSides,
	expectedRows: SyncContext['expectedRows'],
	{
		acceptedCount = null,
		isStale = false,
	}: {readonly acceptedCount?: number | null; readonly isStale?: boolean} = {},
): Comparison['short'] {
	if (stalker === null) return null;
	const got = stalker.items.length;
	const {acceptedGap = 0} = expectedRows.get(resource.name) ?? {};
	const billingCount = billing === null ? 0 : resource.expectedCount(billing);
	const baseline = expectedRowCount(resource.name, billingCount, expectedRows);
	const isAccepted = acceptedCount === got;
	if (!isAccepted && isShort(got, baseline)) return {got, baseline};
	if (billing !== null && !isStale) {
		const gap = Math.max(0, billingCount - got);
		expectedRows.set(resource.name, {rows: got, acceptedGap: isAccepted ? gap : Math.min(acceptedGap, gap)});
	}

	return null;
}

/**
Number of rows that a list should have: the larger of its last complete list, and of what billing has apart from the
gap that an operator has accepted.
*/
export function expectedRowCount(
	resource: string,
	billingCount: number,
	expectedRows: SyncContext['expectedRows'],
): number {
	const {rows = 0, acceptedGap = 0} = expectedRows.get(resource) ?? {};
	return Math.max(rows, billingCount - acceptedGap);
}

/** Whether there are less than 70 % of the expected rows. */
export const isShort = (got: number, baseline: number): boolean => got < baseline * minShare;

/**
The comparison with these records, by the keys of their rows, in place of the list's own. Sync statuses stay: lazy
columns are not compared with billing.
*/
export function withLazyColumns(comparison: Comparison, records: ReadonlyMap<string, unknown>): Comparison {
	if (records.size === 0) return comparison;
	const replaced = new Map<unknown, unknown>();
	const rows = comparison.rows.map(row => {
		const record = records.get(row.key);
		if (record === undefined || row.stalker === null) return row;
		replaced.set(row.stalker, record);
		return {...row, stalker: record};
	});
	const items = comparison.stalker.items.map(item => replaced.get(item) ?? item);
	return {...comparison, rows, stalker: {...comparison.stalker, items}};
}
