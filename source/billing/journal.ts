import type {JournalEntry, JournalOperator, OpenJournalEntry} from '../sync/journal.ts';
import type {Database} from './database.ts';
import {toStorableKey} from './stored-json.ts';
import type {ChangeJournal} from '../sync/changes/ports.ts';
import type {Message} from '../i18n/message.ts';
import {BillingError} from './errors.ts';

/** The entries of the journal, for whoever reads them; `ChangeJournal` writes them. */
export type Journal = {
	/** Newest first. */
	list(options: {
		readonly limit: number;
		readonly open?: boolean;
		/** Only entries older than this one. */
		readonly before?: string;
		/** The key of a row, alone or among others. */
		readonly subject?: string;
		/** The portal's provider: only its entries, and those written before it was known. `null` is not known yet. */
		readonly providerId?: number | null;
	}): Promise<readonly JournalEntry[]>;
	show(id: string): Promise<JournalEntry | null>;
	/**
	What other runs began on this portal, or where it was not known yet, and is not known to have ended: the newest first, and how many
	there are.
	*/
	unfinished(of: {
		readonly providerId: number | null;
		readonly run: string;
		readonly limit: number;
	}): Promise<{readonly entries: readonly OpenJournalEntry[]; readonly count: number}>;
};

export function createJournal(database: Database): Journal {
	const {query, dialect} = database;
	const hasRow = (condition: string) =>
		`exists (select 1 from stalker_journal_rows r where r.entry_id = j.id and r.state ${condition})`;
	const state = `case when j.state = 'done' and ${hasRow("= 'unchanged'")} and not ${hasRow("<> 'unchanged'")} then 'unchanged' else j.state end as state`;
	const columns = `cast(j.id as char(20)) as id, ${dialect.toIsoTime('j.at')} as at, j.run, j.service_id, j.resource, j.action, j.subject, j.row_count, cast(j.undoes as char(20)) as undoes,
		j.os_user, j.sudo_user, j.ssh_client, j.host, j.pid, j.process, j.aid, ${state}, j.error,
		${dialect.toIsoTime('j.closed_at')} as closed_at`;
	return {
		async list({limit, open = false, before, subject, providerId}) {
			const named =
				subject === undefined
					? ''
					: 'and (j.subject = ? or exists (select 1 from stalker_journal_rows r where r.entry_id = j.id and r.row_key = ?))';
			const name = subject === undefined ? [] : [toStorableKey(subject), toStorableKey(subject)];
			const isOwn = providerId === undefined ? '' : 'and j.service_id in (0, ?)';
			const owner = providerId === undefined ? [] : [providerId ?? 0];
			const isOlder = before === undefined ? '' : 'and j.id < ?';
			const older = before === undefined ? [] : [Number(before)];
			const rows = await query<StoredEntry>(
				`select ${columns} from stalker_journal j where 1 = 1 ${isOwn} ${named} ${isOlder} ${open ? `and j.state = 'open'` : ''} order by j.id desc limit ?`,
				[...owner, ...name, ...older, limit],
			);
			return rows.map(entryOf);
		},
		async show(id) {
			const [entry] = await query<StoredEntry>(`select ${columns} from stalker_journal j where j.id = ?`, [
				Number(id),
			]);
			return entry ? entryOf(entry) : null;
		},
		async unfinished({providerId, run, limit}) {
			const where = `j.state = 'open' and j.run <> ? and (j.service_id = 0 or j.service_id = ?)`;
			const values = [run, providerId ?? 0];
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
	};
}

type StoredEntry = Omit<JournalEntry, 'operator' | 'service_id' | 'undoes'> &
	Omit<JournalOperator, 'host' | 'pid' | 'process'> & {
		readonly service_id: number;
		/** 0: none. */
		readonly undoes: string;
		readonly host: string | null;
		readonly pid: number | null;
		readonly process: string | null;
	};

function entryOf(stored: StoredEntry): JournalEntry {
	const {id, at, run, service_id, resource, action, subject, row_count, aid, state, error, closed_at} =
		stored;
	const {os_user, sudo_user, ssh_client, host, pid, process, undoes} = stored;
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
		...{aid, state, error, closed_at},
	};
}

/** The journals of a database without journal tables: they are empty, and refuse new entries with `reason`. */
export function createAbsentJournals(reason: Message): {
	readonly journal: Journal;
	readonly changeJournal: ChangeJournal;
} {
	const refuse = async (): Promise<never> => {
		throw new BillingError('ERR_BILLING_REFUSED_WRITE', reason);
	};
	return {
		journal: {
			list: async () => [],
			show: async () => null,
			unfinished: async () => ({entries: [], count: 0}),
		},
		changeJournal: {
			add: refuse,
			acquireLease: refuse,
			record: refuse,
			rows: async () => [],
			close: refuse,
			openRows: async () => [],
			openUndos: async rows => rows.map(() => null),
		},
	};
}
