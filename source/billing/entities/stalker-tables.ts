import {defineEntity, p} from '@mikro-orm/core';
import {maxKeyLength} from '../stored-json.ts';

/**
`stalker_journal`: one entry for each action. It is written before the first change. `subject` is the key of the row, `''` if the action has
several rows.

`host`, `pid`, `process` and `leased_at` are the lease: the process that works on the entry, or worked on it last, and when it renewed the
lease. `aid` is the admin of billing.
*/
export const StalkerJournal = defineEntity({
	name: 'StalkerJournal',
	tableName: 'stalker_journal',
	properties: {
		id: p.bigint().primary().generated('by default as identity'),
		at: p.datetime().columnType('timestamptz').defaultRaw('now()'),
		/** The session that wrote it. */
		run: p.text(),
		/** The portal's row of `iptv_services`; 0: not known yet. There is no foreign key: the entry stays when the provider is deleted. */
		service_id: p.integer().default(0),
		/** The list that it was done on, e.g. `accounts`. */
		resource: p.text().default(''),
		action: p.text(),
		subject: p.text(),
		row_count: p.integer().default(0),
		/** The entry that it undoes; 0: none. */
		undoes: p.bigint().defaultRaw('0'),
		os_user: p.text(),
		sudo_user: p.text().nullable(),
		ssh_client: p.text().nullable(),
		aid: p.integer(),
		host: p.text().nullable(),
		pid: p.integer().nullable(),
		process: p.text().nullable(),
		leased_at: p.datetime().columnType('timestamptz').defaultRaw('now()'),
		state: p.string().length(8).default('open'),
		error: p.text().nullable(),
		closed_at: p.datetime().columnType('timestamptz').nullable(),
	},
	indexes: [
		{name: 'stalker_journal_subject_index', properties: ['subject']},
		{name: 'stalker_journal_state_index', properties: ['state']},
		{name: 'stalker_journal_undoes_index', properties: ['undoes']},
	],
});

/** `stalker_journal_rows`: for each row of an entry its change set, and the result of each change. */
export const StalkerJournalRow = defineEntity({
	name: 'StalkerJournalRow',
	tableName: 'stalker_journal_rows',
	properties: {
		entry_id: p.bigint().primary(),
		position: p.integer().primary(),
		/** At most 190 characters: a longer key is cut, and ends with its hash. */
		row_key: p.string().length(maxKeyLength),
		state: p.string().length(9).default('open'),
		/** JSON: the change set. */
		change_set: p.text(),
		/**
		JSON: a result for each change, `null` where it was not tried. New records are stored without the fields that are known: see
		`stored-json.ts`.
		*/
		results: p.text(),
		error: p.text().default(''),
		/** The row that it undoes; 0: none. */
		undoes_entry: p.bigint().defaultRaw('0'),
		undoes_position: p.integer().default(0),
	},
	indexes: [
		{name: 'stalker_journal_rows_row_key_index', properties: ['row_key']},
		{name: 'stalker_journal_rows_state_index', properties: ['state', 'entry_id']},
		{name: 'stalker_journal_rows_undoes_index', properties: ['undoes_entry', 'undoes_position']},
	],
});

/** `stalker_allotment`: the last TV id that billing allotted by itself. One row. */
export const StalkerAllotment = defineEntity({
	name: 'StalkerAllotment',
	tableName: 'stalker_allotment',
	properties: {
		id: p.smallint().primary().autoincrement(false).default(1),
		last: p.integer().default(0),
	},
});

/** `stalker_locks`: one row for billing (id 0) and one for each portal. Whoever changes one of them locks its row first; see `lockRows`. */
export const StalkerLock = defineEntity({
	name: 'StalkerLock',
	tableName: 'stalker_locks',
	properties: {id: p.integer().primary().autoincrement(false)},
});

/** `stalker_counts`: how many rows of a list were out of sync, once for each hour (`YYYY-MM-DDTHH`, UTC) in which `check` ran. */
export const StalkerCount = defineEntity({
	name: 'StalkerCount',
	tableName: 'stalker_counts',
	properties: {
		/** The portal's row of `iptv_services`. */
		service_id: p.integer().primary(),
		list: p.string().length(32).primary(),
		hour: p.string().length(13).primary(),
		unsynced: p.integer(),
	},
});
