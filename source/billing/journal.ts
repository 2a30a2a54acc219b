import type {Database} from './database.ts';
import type {Query} from './query.ts';

/** Who did it. `os_user` decides the `aid`. */
export type JournalOperator = {
	readonly os_user: string;
	readonly sudo_user: string | null;
	readonly ssh_client: string | null;
};

/** `open`: begun, and not known to have ended. `undone`: done, and later taken back. */
type JournalState = 'open' | 'done' | 'failed' | 'undone';

/** A row of `stalker_journal`. Times are ISO 8601 in UTC. */
export type JournalEntry = {
	readonly id: string;
	readonly at: string;
	/** The run of the program that wrote it. */
	readonly run: string;
	/** The portal's row of `iptv_services`. */
	readonly service_id: number | null;
	/** The sub-command: `add`, `delete`, `link`, `import`. */
	readonly action: string;
	/** The row's key. */
	readonly subject: string;
	readonly operator: JournalOperator;
	/** The admin of billing. */
	readonly aid: number;
	readonly intent: unknown;
	readonly before: unknown;
	/** What was created or read back; set together with billing's own rows. */
	readonly after: unknown;
	readonly state: JournalState;
	readonly error: string | null;
	readonly closed_at: string | null;
};

type NewJournalEntry = Pick<
	JournalEntry,
	'run' | 'service_id' | 'action' | 'subject' | 'operator' | 'intent' | 'before'
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
	finish(ids: string | readonly string[], end: JournalEnd): Promise<void>;
	/** Newest first. */
	list(options: {
		readonly limit: number;
		readonly open?: boolean;
		readonly subject?: string;
	}): Promise<readonly JournalEntry[]>;
	show(id: string): Promise<JournalEntry | null>;
};

export function journalOf(database: Database): Journal {
	return {
		async begin(entries) {
			if (entries.length === 0) return [];
			const rows = await database.query<{id: string}>(
				`with entry as (
					select * from json_to_recordset(?::json) as t(place int, run text, service_id int, action text, subject text, operator jsonb,
						intent jsonb, before jsonb)
				), written as (
					insert into stalker_journal (run, service_id, action, subject, operator, aid, intent, before)
					select run, service_id, action, subject, operator, ${aidSql(`operator ->> 'os_user'`)}, intent, before from entry order by place
					returning id
				)
				select id::text as id from written order by written.id`,
				[storable(entries.map((entry, place) => ({place, ...entry})))],
			);
			return rows.map(({id}) => id);
		},
		async finish(ids, end) {
			const all = typeof ids === 'string' ? [ids] : ids;
			await closeEntries(
				database.query,
				all.map(id => ({id, ...end})),
			);
		},
		async list({limit, open = false, subject}) {
			return database.query<JournalEntry>(
				`select ${columns} from stalker_journal
				where (?::text is null or subject = ?::text) ${open ? `and state = 'open'` : ''} order by stalker_journal.id desc limit ?`,
				[subject ?? null, subject ?? null, limit],
			);
		},
		async show(id) {
			const [entry] = await database.query<JournalEntry>(
				`select ${columns} from stalker_journal where id = ?::bigint`,
				[id],
			);
			return entry ?? null;
		},
	};
}

/** Close entries inside the transaction that did the deed, or by itself. */
export async function closeEntries(
	query: Query,
	ends: ReadonlyArray<JournalEnd & {readonly id: string}>,
): Promise<void> {
	if (ends.length === 0) return;
	const rows = ends.map(end => ({
		...end,
		keeps_after: end.after === undefined,
		keeps_error: end.error === undefined,
	}));
	await query(
		`update stalker_journal j set state = t.state,
			after = case when t.keeps_after then j.after else t.after end,
			error = case when t.keeps_error then j.error else t.error end,
			closed_at = case when t.state = 'open' then null else now() end
		from json_to_recordset(?::json) as t(id bigint, state text, after jsonb, error text, keeps_after boolean, keeps_error boolean)
		where j.id = t.id`,
		[storable(rows)],
	);
}

/** The admin who has this name, else `system`. */
export const aidSql = (osUser: string): string =>
	`coalesce((select a.aid from admins a where a.id = ${osUser} and a.disable = 0), 2)`;

/** The admin of billing under whom an operator's deeds are logged. */
export async function readAid(query: Query, osUser: string): Promise<number> {
	const [row] = await query<{aid: number}>(`select ${aidSql('?')} as aid`, [osUser]);
	return row!.aid;
}

const instant = (column: string): string =>
	`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`;

const columns = `id::text as id, ${instant('at')}, run, service_id, action, subject, operator, aid, intent, before, after, state, error, ${instant('closed_at')}`;

/** JSON as `jsonb` can hold it: a NUL in a portal's text, which no PostgreSQL text holds, becomes its picture. */
function storable(value: unknown): string {
	const json = JSON.stringify(value);
	if (!json.includes(String.raw`\u0000`)) return json;
	return JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === 'string' ? inner.replaceAll('\0', '␀') : inner,
	);
}
