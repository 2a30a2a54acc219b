import {defineEntity, p} from '@mikro-orm/core';
import {textLengths} from './text-lengths.ts';

/** `admins`: who works with billing. 1 is `abills`, 2 `system`. */
export const Admin = defineEntity({
	name: 'Admin',
	tableName: 'admins',
	properties: {
		aid: p.integer().primary().generated('by default as identity'),
		id: p.string().length(textLengths.admins.id).unique(),
		name: p.string().length(textLengths.admins.name).default(''),
		disable: p.smallint().default(0),
		regdate: p.date().defaultRaw('current_date'),
		password_hash: p.text().nullable(),
	},
});

/**
`admin_actions`: ABillS' own log of what was done to a customer. Types: 1 added, 2 changed, 7 registered, 10 removed, 12 customer removed.
*/
export const AdminAction = defineEntity({
	name: 'AdminAction',
	tableName: 'admin_actions',
	properties: {
		id: p.bigint().primary().generated('by default as identity'),
		datetime: p.datetime().columnType('timestamptz').defaultRaw('now()'),
		aid: p.integer().index('admin_actions_aid_index'),
		/** 0: no customer. */
		uid: p.integer().default(0).index('admin_actions_uid_index'),
		module: p.string().length(textLengths.admin_actions.module).default(''),
		action_type: p.smallint(),
		/** An IPv4 address as a number; 0: none. */
		ip: p.bigint().defaultRaw('0'),
		actions: p.string().length(textLengths.admin_actions.actions).default(''),
	},
});
