import {defineEntity, p} from '@mikro-orm/core';

/** `stalker_journal`: every action with its intent, written before the action begins and closed when it ends. */
export const JournalRow = defineEntity({
	name: 'JournalRow',
	tableName: 'stalker_journal',
	properties: {
		id: p.bigint().primary().generated('by default as identity'),
		at: p.datetime().columnType('timestamptz').defaultRaw('now()'),
		run: p.text(),
		/** No foreign key: the journal outlives the provider. */
		service_id: p.integer().nullable(),
		/** The resource of the action, e.g. `accounts`. */
		resource: p.text().default(''),
		action: p.text(),
		subject: p.text(),
		operator: p.json(),
		aid: p.integer(),
		intent: p.json().nullable(),
		before: p.json().nullable(),
		after: p.json().nullable(),
		state: p.text().default('open').check(`"state" in ('open', 'done', 'failed', 'undone')`),
		error: p.text().nullable(),
		closed_at: p.datetime().columnType('timestamptz').nullable(),
	},
	indexes: [
		{name: 'stalker_journal_subject_index', properties: ['subject']},
		{
			name: 'stalker_journal_open_index',
			expression: `create index "stalker_journal_open_index" on "stalker_journal" ("id") where "state" = 'open'`,
		},
	],
});

/** `stalker_allotment`: the last TV id that billing allocated itself. One row. */
export const Allotment = defineEntity({
	name: 'Allotment',
	tableName: 'stalker_allotment',
	properties: {
		id: p.smallint().primary().autoincrement(false).default(1),
		last: p.integer().default(0),
	},
	checks: [{name: 'stalker_allotment_id_check', expression: '"id" = 1'}],
});
