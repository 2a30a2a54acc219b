import type {JournalEntry, JournalOperator, JournalState, OpenJournalEntry} from '../sync/journal.ts';
import {readAid} from './admin-log.ts';
import type {Database} from './database.ts';
import {StalkerJournal} from './entities/stalker-tables.ts';
import {toStorableJson, toStorableText} from './storable-json.ts';
import type {Insert} from './sql-ports.ts';
import type {Query} from './query.ts';
import {takeUp} from './take-up.ts';

export type NewJournalEntry = Pick<
	JournalEntry,
	'run' | 'service_id' | 'resource' | 'action' | 'subject' | 'operator' | 'intent' | 'before'
> & {
	/** The entry that it takes back. */
	readonly undoes?: string;
};

/** How an action ended. An absent `after` or `error` leaves what is there. */
export type JournalEnd = {
	readonly state: JournalState;
	readonly after?: unknown;
	readonly error?: string | null;
};

/** What was done, by whom, and what it was before: written before the action, closed after it. */
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
		/** The key of a row, alone or among others. */
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
	const {query, dialect} = database;
	const columns = `cast(j.id as char(20)) as id, ${dialect.instant('j.at')} as at, j.run, j.service_id, j.resource, j.action, j.subject, j.row_count, cast(j.undoes as char(20)) as undoes,
		j.os_user, j.sudo_user, j.ssh_client, j.host, j.pid, j.process, j.aid, j.intent, j.before, j.after, j.state, j.error,
		${dialect.instant('j.closed_at')} as closed_at`;
	return {
		begin: async entries =>
			database.transaction(async (inside, insert) => beginEntries(inside, insert, entries)),
		async finish(ids, end) {
			const all = typeof ids === 'string' ? [ids] : ids;
			return database.transaction(async inside =>
				closeEntries(
					inside,
					all.map(id => ({id, ...end})),
				),
			);
		},
		close: async ends => database.transaction(async inside => closeEntries(inside, ends)),
		takeUp: async (id, by) => database.transaction(async inside => takeUp(inside, dialect, id, by)),
		async list({limit, open = false, subject}) {
			const named =
				subject === undefined
					? ''
					: 'and (j.subject = ? or exists (select 1 from stalker_journal_rows r where r.entry_id = j.id and r.row_key = ?))';
			const name = subject === undefined ? [] : [toStorableText(subject), toStorableText(subject)];
			const rows = await query<StoredEntry>(
				`select ${columns} from stalker_journal j where 1 = 1 ${named} ${open ? `and j.state = 'open'` : ''} order by j.id desc limit ?`,
				[...name, limit],
			);
			return rows.map(entryOf);
		},
		async show(id) {
			const [entry] = await query<StoredEntry>(`select ${columns} from stalker_journal j where j.id = ?`, [
				Number(id),
			]);
			return entry ? entryOf(entry) : null;
		},
		async unfinished({portal, run, limit}) {
			const where = `j.state = 'open' and j.run <> ? and (j.service_id = 0 or j.service_id = ?)`;
			const values = [run, portal ?? 0];
			const rows = await query<StoredEntry & {readonly age: number}>(
				`select ${columns}, ${dialect.secondsSince('j.leased_at')} as age from stalker_journal j where ${where} order by j.id desc limit ?`,
				[...values, limit],
			);
			const [count] = await query<{n: number | string}>(
				`select count(*) as n from stalker_journal j where ${where}`,
				values,
			);
			return {entries: rows.map(row => ({...entryOf(row), age: row.age})), count: Number(count!.n)};
		},
		settle: async (id, end) =>
			database.transaction(async inside => {
				const [open] = await inside(
					`select id from stalker_journal where id = ? and state = 'open' for update`,
					[Number(id)],
				);
				if (open) await closeEntries(inside, [{id, ...end}]);
				return open !== undefined;
			}),
		openUndo: async of => findOpenUndo(query, dialect, of),
	};
}

/** `age` in seconds; `after` is there when billing has it already, and only the portal may not. */
export type OpenUndo = {readonly id: string; readonly age: number; readonly after: unknown};

/** See {@link Journal}; inside a transaction or by itself. */
export async function findOpenUndo(
	query: Query,
	{secondsSince}: Database['dialect'],
	of: string,
): Promise<OpenUndo | null> {
	const [entry] = await query<{id: string; age: number; after: string | null}>(
		`select cast(j.id as char(20)) as id, ${secondsSince('j.at')} as age, j.after from stalker_journal j
		where j.state = 'open' and j.action = 'undo' and j.undoes = ? order by j.id desc limit 1`,
		[Number(of)],
	);
	return entry ? {...entry, id: entry.id.trim(), after: parsed(entry.after)} : null;
}

/** Open entries, inside a transaction; the ids in the order of the entries. */
export async function beginEntries(
	query: Query,
	insert: Insert,
	entries: readonly NewJournalEntry[],
): Promise<readonly string[]> {
	const [first] = entries;
	if (!first) return [];
	const aid = await readAid(query, first.operator.os_user);
	const ids = await insert(
		StalkerJournal,
		entries.map(({run, service_id, resource, action, subject, operator, intent, before, undoes}) => ({
			run,
			service_id: service_id ?? 0,
			resource,
			action,
			subject: toStorableText(subject),
			undoes: BigInt(undoes ?? 0),
			os_user: operator.os_user,
			sudo_user: operator.sudo_user,
			ssh_client: operator.ssh_client,
			host: operator.host ?? null,
			pid: operator.pid ?? null,
			process: operator.process ?? null,
			aid,
			intent: jsonOf(intent),
			before: jsonOf(before),
		})),
	);
	return ids.map(String);
}

/**
Closes entries inside the transaction of the action, or one of its own. An entry that is done can only become undone, and one that is undone stays so: returns
`false` where one was left as it is. A `failed` that another process wrote for an action it took for interrupted is replaced.
*/
export async function closeEntries(
	query: Query,
	ends: ReadonlyArray<JournalEnd & {readonly id: string}>,
): Promise<boolean> {
	if (ends.length === 0) return true;
	const rows = await query<{id: string; state: JournalState}>(
		`select cast(id as char(20)) as id, state from stalker_journal where id in (${ends.map(() => '?').join(', ')}) for update`,
		ends.map(({id}) => Number(id)),
	);
	const states = new Map(rows.map(({id, state}) => [id.trim(), state]));
	let isAll = true;
	for (const {id, state, after, error} of ends) {
		const was = states.get(id);
		if (!(was === 'open' || was === 'failed' || (was === 'done' && state === 'undone'))) {
			isAll = false;
			continue;
		}

		const isErrorKept = error === undefined && (state === 'failed' || was !== 'failed');
		await query(
			`update stalker_journal set state = ?, closed_at = ${state === 'open' ? 'null' : 'current_timestamp'}
				${after === undefined ? '' : ', after = ?'} ${isErrorKept ? '' : ', error = ?'} where id = ?`,
			[
				state,
				...(after === undefined ? [] : [jsonOf(after)]),
				...(isErrorKept ? [] : [error == null ? null : toStorableText(error)]),
				Number(id),
			],
		);
	}

	return isAll;
}

type StoredEntry = Omit<JournalEntry, 'operator' | 'service_id' | 'undoes'> &
	Omit<JournalOperator, 'host' | 'pid' | 'process'> & {
		readonly service_id: number;
		/** 0: none. */
		readonly undoes: string;
		readonly host: string | null;
		readonly pid: number | null;
		readonly process: string | null;
		readonly intent: string | null;
		readonly before: string | null;
		readonly after: string | null;
	};

function entryOf(stored: StoredEntry): JournalEntry {
	const {id, at, run, service_id, resource, action, subject, row_count, aid, state, error, closed_at} =
		stored;
	const {os_user, sudo_user, ssh_client, host, pid, process, intent, before, after, undoes} = stored;
	return {
		id: id.trim(),
		...{at, run, service_id: service_id || null, resource, action, subject, row_count},
		undoes: undoes.trim() === '0' ? null : undoes.trim(),
		operator: {
			...{os_user, sudo_user, ssh_client},
			...(host !== null && {host}),
			...(pid !== null && {pid}),
			...(process !== null && {process}),
		},
		...{aid, intent: parsed(intent), before: parsed(before), after: parsed(after), state, error, closed_at},
	};
}

const jsonOf = (value: unknown): string | null =>
	value === null || value === undefined ? null : toStorableJson(value);

const parsed = (json: string | null): unknown => (json === null ? null : (JSON.parse(json) as unknown));
