import type {SyncContext} from '../../sync/context.ts';
import type {JournalEntry} from '../../sync/journal.ts';

/** The entries of the journal that were read, newest first. `isComplete`: there are no older ones. */
export type JournalPages = {readonly entries: readonly JournalEntry[]; readonly isComplete: boolean};

/** Entries that are read at first, and when the journal is read again. */
const pageSize = 500;

/** Upper bound on the entries that one request for older ones reads. */
const maxOlder = 20_000;

type JournalContext = Pick<SyncContext, 'billing' | 'providerId'>;

/** Reads the newest entries. Of the older ones that are `known`, only those are read again that may have changed: an entry that is open, or that one of the newest undoes. */
export async function readNewest(
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
export async function readOlder(
	{billing, providerId}: JournalContext,
	{entries}: JournalPages,
): Promise<JournalPages> {
	const limit = Math.max(pageSize, Math.min(maxOlder, entries.length));
	const older = await billing.journal.list({providerId, limit, before: entries.at(-1)!.id});
	return {entries: [...entries, ...older], isComplete: older.length < limit};
}
