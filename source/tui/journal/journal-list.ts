import type {Translator} from '../../i18n/translator.ts';
import type {SyncStatus} from '../../sync/difference.ts';
import type {JournalEntry} from '../../sync/journal.ts';
import type {Resource} from '../../sync/resource.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Column, Comparison, PortalList, Row} from '../../sync/row.ts';
import {formatDateTime} from '../../terminal/format-time.ts';
import {emptyStalker, itemColumn, itemRow} from '../session/billing-items.ts';
import {createEmptyList} from '../session/list-state.ts';
import type {List} from '../session/list.ts';
import {signs} from '../view/style.ts';
import type {SyncContext} from '../../sync/context.ts';
import {createComparison} from '../../sync/comparison.ts';
import type {ReadOnDemand, ReadOnDemandOptions} from '../refresh/visible-rows.ts';
import {tableHeight} from '../session/screen-layout.ts';

/** Name of the list of journal entries. It has no digit as the screens have: `H` opens it from any of them. */
export const journalName = 'journal';

/** The empty list of journal entries. Only billing has them, so nothing is read from the portal. */
export function createJournalList(translator: Translator): List {
	const list = createEmptyList(createJournalResource(translator));
	return {...list, stalker: {value: emptyStalker, loadedAt: null, state: 'fresh', progress: null}};
}

/**
The journal as a resource, newest entry first, so that its table is filtered, sorted and counted as any other. Its texts are in the
translator's language.
*/
const createJournalResource = (
	translator: Translator,
): Resource<Comparison<never, JournalEntry, PortalList<never>, JournalPages>> => ({
	name: journalName,
	docs: '',
	lists: [journalName],
	readFrom: ['billing'],
	columns: createColumns(translator),
	readStalker: async () => emptyStalker,
	readBilling: readNewest,
	isPart: ({isComplete}) => !isComplete,
	empty: {stalker: emptyStalker, billing: {entries: [], isComplete: false}},
	expectedCount: () => 0,
	compare: (_, {entries}) => entries.map(toRow),
	find: (id, rows) => rows.filter(({key}) => key === id),
	describe: ({billing}) => (billing ? entryTitle(billing, translator) : ''),
	sentenceOf: ({billing}) => billing!.error ?? '',
	signOf: ({billing}) => stateSigns[billing!.state] ?? signs.warn,
	related: ({billing}) =>
		billing && billing.subject !== '' ? {resource: billing.resource, id: billing.subject} : null,
	actions: [],
});

/** `#12 add user00012`; a bulk has the number of its rows instead of a name. */
export const entryTitle = (
	{id, resource, action, subject, row_count: rowCount}: JournalEntry,
	translator: Translator,
): string =>
	[
		`#${id}`,
		translator.actionTexts(resource, action).label,
		subject === '' ? translator.tui.texts.rows(rowCount) : subject,
	].join(' ');

/** Makes the row of an entry. An entry that was read before keeps its row object, so that sort keys and search texts are kept, too. */
const toRow = memoizeWeak((entry: JournalEntry) =>
	itemRow(entry.id, stateStatuses[entry.state] ?? '?', entry),
);

/**
The sync status of an entry's row, by the state of the entry: open entries are `?`. So `n`, which goes to rows out of sync, goes to open and
failed entries.
*/
const stateStatuses: Readonly<Record<string, SyncStatus>> = {
	done: '=',
	unchanged: '=',
	undone: '=',
	failed: '!',
};

const stateSigns: Readonly<Record<string, string>> = {
	done: signs.done,
	failed: signs.failed,
	undone: signs.dot,
	unchanged: signs.dot,
};

function createColumns(translator: Translator): ReadonlyArray<Column<Row<never, JournalEntry>>> {
	const {states} = translator.tui.texts;
	const column = itemColumn<JournalEntry>;
	return [
		column('id', ({id}) => id, {numeric: true}),
		column('at', ({at}) => formatDateTime(new Date(at)), {date: true}),
		column('action', ({resource, action}) => translator.actionTexts(resource, action).label, {
			json: ({billing}) => billing!.action,
		}),
		column('subject', ({subject}) => subject),
		column('row_count', ({row_count: rowCount}) => rowCount, {numeric: true}),
		column('state', ({state}) => states[state] ?? state, {json: ({billing}) => billing!.state}),
		column('operator', ({operator}) => operator.sudo_user ?? operator.os_user, {maxWidth: 16}),
		column('resource', ({resource}) => translator.screenTexts(resource).title, {
			json: ({billing}) => billing!.resource,
		}),
		column('error', ({error}) => error ?? '', {maxWidth: 60}),
	];
}

/** The entries of the journal that were read, newest first. `isComplete`: there are no older ones. */
type JournalPages = {readonly entries: readonly JournalEntry[]; readonly isComplete: boolean};

/** Entries that are read at first, and when the journal is read again. */
const pageSize = 500;

/** Upper bound on the entries that one request for older ones reads. */
const maxOlder = 20_000;

type JournalContext = Pick<SyncContext, 'billing' | 'providerId'>;

/**
Reads the newest entries. Of the older ones that are `known`, only those are read again that may have changed: an entry that is open, or
that one of the newest undoes.
*/
async function readNewest(
	{billing, providerId}: JournalContext,
	known: JournalPages | null,
): Promise<JournalPages> {
	const entries = await billing.journal.list({providerId, limit: pageSize});
	const last = entries.at(-1);
	if (!last || entries.length < pageSize) return {entries, isComplete: true};
	const newestKnown = known?.entries[0];
	// More were written meanwhile than were read: between them and the known ones some are missing.
	if (!newestKnown || Number(newestKnown.id) < Number(last.id)) return {entries, isComplete: false};
	const undone = new Set(entries.flatMap(({undoes}) => undoes ?? []));
	const older = known.entries.filter(({id}) => Number(id) < Number(last.id));
	const current = await Promise.all(
		older.map(async entry =>
			entry.state === 'open' || (undone.has(entry.id) && entry.state !== 'undone')
				? ((await billing.journal.show(entry.id)) ?? entry)
				: entry,
		),
	);
	return {entries: [...entries, ...current], isComplete: known.isComplete};
}

/** Reads entries before the known ones: each time as many as are known, so that the whole journal takes few requests. */
async function readOlder(
	{billing, providerId}: JournalContext,
	{entries}: JournalPages,
): Promise<JournalPages> {
	const limit = Math.max(pageSize, Math.min(maxOlder, entries.length));
	const older = await billing.journal.list({providerId, limit, before: entries.at(-1)!.id});
	return {entries: [...entries, ...older], isComplete: older.length < limit};
}

/** Reads older entries of the journal when they are needed: the cursor is near the last row, or the list is filtered or sorted. */
export function createOlderEntries({
	store,
	connections,
	pendingTasks,
	show,
}: ReadOnDemandOptions): ReadOnDemand {
	let isReading = false;
	let isClosed = false;
	const older: ReadOnDemand = {
		schedule() {
			const {activeScreen, size} = store.getState();
			if (activeScreen !== journalName || isReading || isClosed) return;
			if (!needsOlder(journalList(), tableHeight(size))) return;
			isReading = true;
			pendingTasks.add(read().finally(() => (isReading = false)));
		},
		close: () => (isClosed = true),
	};

	return older;

	async function read(): Promise<void> {
		do {
			const known = pagesOf(journalList())!;
			const next = await readOlder(await connections.context(), known);
			const {resource, stalker, billing} = journalList();
			if (isClosed) return;
			// The list was refreshed meanwhile: read again what is older than its entries now.
			if (billing.value !== known) continue;
			show(journalName, createComparison(resource, {stalker: stalker.value, billing: next, short: null}));
		} while (needsOlder(journalList(), tableHeight(store.getState().size)));
	}

	function journalList(): List {
		return store.getState().lists[journalName]!;
	}
}

const pagesOf = ({billing}: List): JournalPages | null => billing.value as JournalPages | null;

function needsOlder(list: List, height: number): boolean {
	const pages = pagesOf(list);
	if (!pages || pages.isComplete) return false;
	return list.filter !== '' || list.sort !== null || list.cursor + 2 * height >= list.rows.length;
}
