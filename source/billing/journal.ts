import type {Database} from './database.ts';
import type {Query} from './query.ts';
import {lastSeen, takeUp} from './take-up.ts';
import type {JournalEntry, JournalOperator, JournalState, OpenJournalEntry} from '../sync/journal.ts';

export type NewJournalEntry = Pick<
	JournalEntry,
	'run' | 'service_id' | 'resource' | 'action' | 'subject' | 'operator' | 'intent' | 'before'
>;

/** How a deed ended. An absent `after` or `error` leaves what is there. */
export type JournalEnd = {
	readonly state: JournalState;
	readonly after?: unknown;
	readonly error?: string | null;
};

/** What was done, by whom, and what it was before: written before the deed, closed after it. */
export type Journal = {
	/** One transaction of its own; the ids in the order of the entries. */
	begin(entries: readonly NewJournalEntry[]): Promise<readonly string[]>;
	/** Close entries; false where one had another end meanwhile, which it keeps. */
	finish(ids: string | readonly string[], end: JournalEnd): Promise<boolean>;
	/** Close several at once, each in its own way. */
	close(ends: ReadonlyArray<JournalEnd & {readonly id: string}>): Promise<boolean>;
	/** Before a write to the portal for an open entry; false where nothing must be written for it any more. */
	takeUp(id: string, by: JournalOperator): Promise<boolean>;
	/** Newest first. */
	list(options: {
		readonly limit: number;
		readonly open?: boolean;
		readonly subject?: string;
	}): Promise<readonly JournalEntry[]>;
	show(id: string): Promise<JournalEntry | null>;
	/** What other runs began on this portal, or where it was not known yet, and is not known to have ended: the newest first, and how many there are. */
	unfinished(of: {
		readonly portal: number | null;
		readonly run: string;
		readonly limit: number;
	}): Promise<{readonly entries: readonly OpenJournalEntry[]; readonly count: number}>;
	/** Close an entry that is still open; false when somebody else has closed it meanwhile. */
	settle(id: string, end: JournalEnd): Promise<boolean>;
	/** The undoing of this entry that was begun and is not known to have ended. */
	openUndo(of: string): Promise<OpenUndo | null>;
};

export function createJournal(database: Database): Journal {
	return {
		begin: async entries => beginEntries(database.query, entries),
		async finish(ids, end) {
			const all = typeof ids === 'string' ? [ids] : ids;
			return closeEntries(
				database.query,
				all.map(id => ({id, ...end})),
			);
		},
		close: async ends => closeEntries(database.query, ends),
		takeUp: async (id, by) => takeUp(database.query, id, by),
		async list({limit, open = false, subject}) {
			const name = subject === undefined ? null : toStorableText(subject);
			return database.query<JournalEntry>(
				`select ${columns} from stalker_journal
				where (?::text is null or subject = ?::text) ${open ? `and state = 'open'` : ''} order by stalker_journal.id desc limit ?`,
				[name, name, limit],
			);
		},
		async show(id) {
			const [entry] = await database.query<JournalEntry>(
				`select ${columns} from stalker_journal where id = ?::bigint`,
				[id],
			);
			return entry ?? null;
		},
		async unfinished({portal, run, limit}) {
			const rows = await database.query<OpenJournalEntry & {readonly count: number}>(
				`with unfinished as (
					select id from stalker_journal where state = 'open' and run <> ? and (service_id is null or service_id = ?::int)
				)
				select ${columns}, extract(epoch from now() - ${lastSeen})::int as age, (select count(*) from unfinished)::int as count
				from stalker_journal where id in (select id from unfinished order by id desc limit ?) order by stalker_journal.id desc`,
				[run, portal, limit],
			);
			return {entries: rows, count: rows[0]?.count ?? 0};
		},
		settle: async (id, end) =>
			database.transaction(async query => {
				const [open] = await query(
					`select 1 from stalker_journal where id = ?::bigint and state = 'open' for update`,
					[id],
				);
				if (open) await closeEntries(query, [{id, ...end}]);
				return open !== undefined;
			}),
		openUndo: async of => findOpenUndo(database.query, of),
	};
}

/** `age` in seconds; `after` is there when billing has it already, and only the portal may not. */
export type OpenUndo = {readonly id: string; readonly age: number; readonly after: unknown};

/** See {@link Journal}; inside a transaction or by itself. */
export async function findOpenUndo(query: Query, of: string): Promise<OpenUndo | null> {
	const [entry] = await query<OpenUndo>(
		`select id::text as id, extract(epoch from now() - at)::int as age, after from stalker_journal
		where state = 'open' and action = 'undo' and intent ->> 'undoes' = ?::text order by stalker_journal.id desc limit 1`,
		[of],
	);
	return entry ?? null;
}

/** Open entries, inside a transaction or by itself; the ids in the order of the entries. */
export async function beginEntries(
	query: Query,
	entries: readonly NewJournalEntry[],
): Promise<readonly string[]> {
	if (entries.length === 0) return [];
	const rows = await query<{id: string}>(
		`with entry as (
			select * from json_to_recordset(?::json) as t(place int, run text, service_id int, resource text, action text, subject text,
				operator jsonb, intent jsonb, before jsonb)
		), written as (
			insert into stalker_journal (run, service_id, resource, action, subject, operator, aid, intent, before)
			select run, service_id, resource, action, subject, operator, ${aidSql(`operator ->> 'os_user'`)}, intent, before
			from entry order by place
			returning id
		)
		select id::text as id from written order by written.id`,
		[toStorableJson(entries.map((entry, place) => ({place, ...entry})))],
	);
	return rows.map(({id}) => id);
}

/**
Close entries inside the transaction that did the deed, or by itself. What is done can only be undone, and what is undone stays so: `false` where one
was kept. “Failed” is also what others make of a deed that they take for broken off; whoever did it knows better.
*/
export async function closeEntries(
	query: Query,
	ends: ReadonlyArray<JournalEnd & {readonly id: string}>,
): Promise<boolean> {
	if (ends.length === 0) return true;
	const rows = ends.map(end => ({
		...end,
		keeps_after: end.after === undefined,
		keeps_error: end.error === undefined,
	}));
	const closed = await query(
		`update stalker_journal j set state = t.state,
			after = case when t.keeps_after then j.after else t.after end,
			error = case when not t.keeps_error then t.error when t.state = 'failed' or j.state <> 'failed' then j.error end,
			closed_at = case when t.state = 'open' then null else now() end
		from json_to_recordset(?::json) as t(id bigint, state text, after jsonb, error text, keeps_after boolean, keeps_error boolean)
		where j.id = t.id and (j.state in ('open', 'failed') or (j.state = 'done' and t.state = 'undone'))
		returning j.id`,
		[toStorableJson(rows)],
	);
	return closed.length === ends.length;
}

/** SQL for the admin with this name, else `system`. */
export const aidSql = (osUser: string): string =>
	`coalesce((select a.aid from admins a where a.id = ${osUser} and a.disable = 0), 2)`;

const isoTimeSql = (column: string): string =>
	`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`;

const columns = `id::text as id, ${isoTimeSql('at')}, run, service_id, resource, action, subject, operator, aid, intent, before, after, state, error, ${isoTimeSql('closed_at')}`;

/** JSON that `jsonb` can store, in keys and texts. */
function toStorableJson(value: unknown): string {
	const json = JSON.stringify(value);
	return /\\u(?:0000|d[89a-f])/.test(json) ? JSON.stringify(withStorableTexts(JSON.parse(json))) : json;
}

const withStorableTexts = (value: unknown): unknown => {
	if (typeof value === 'string') return toStorableText(value);
	if (typeof value !== 'object' || value === null) return value;
	return Array.isArray(value)
		? value.map(withStorableTexts)
		: Object.fromEntries(
				Object.entries(value).map(([name, inner]) => [toStorableText(name), withStorableTexts(inner)]),
			);
};

/** A text that PostgreSQL can store: NUL becomes `␀`, a lone surrogate the replacement character. */
const toStorableText = (text: string): string => text.replaceAll('\0', '␀').toWellFormed();
