import {defineEntity, p} from '@mikro-orm/core';
import {textLengths} from './text-lengths.ts';

/** `users`: a customer. `id` is the login; Stalker ignores the case of logins, hence the second unique index. */
export const User = defineEntity({
	name: 'User',
	tableName: 'users',
	properties: {
		uid: p.integer().primary().generated('by default as identity'),
		id: p.string().length(textLengths.users.id),
		domain_id: p.integer().default(0),
		gid: p.integer().default(0),
		/** 0: none. */
		bill_id: p.integer().default(0),
		company_id: p.integer().default(0),
		/** 0 is active. */
		disable: p.smallint().default(0),
		credit: p.decimal().precision(10).scale(2).default(0),
		credit_date: p.date().nullable(),
		reduction: p.decimal().precision(6).scale(2).default(0),
		reduction_date: p.date().nullable(),
		activate: p.date().nullable(),
		expire: p.date().nullable(),
		registration: p.date().defaultRaw('current_date'),
		/** 1: soft-deleted, the login stays taken. */
		deleted: p.smallint().default(0),
		password: p.text().nullable(),
	},
	uniques: [{name: 'users_domain_id_id_unique', properties: ['domain_id', 'id']}],
	indexes: [
		{
			name: 'users_domain_id_lower_id_unique',
			expression:
				'create unique index "users_domain_id_lower_id_unique" on "users" ("domain_id", lower("id"))',
		},
		{
			name: 'users_other_letters_index',
			expression: `create index "users_other_letters_index" on "users" ("domain_id", length(rtrim("id", ' '))) where octet_length("id") > length("id") or "id" like '% '`,
		},
	],
});

/** `users_pi`: a customer's personal information, one row each. */
export const UserInfo = defineEntity({
	name: 'UserInfo',
	tableName: 'users_pi',
	properties: {
		uid: p.integer().primary().autoincrement(false),
		fio: p.string().length(textLengths.users_pi.fio).default(''),
		phone: p.string().length(textLengths.users_pi.phone).default(''),
		email: p.string().length(textLengths.users_pi.email).default(''),
		address_street: p.string().length(textLengths.users_pi.address_street).default(''),
		address_build: p.string().length(textLengths.users_pi.address_build).default(''),
		address_flat: p.string().length(textLengths.users_pi.address_flat).default(''),
		contract_id: p.string().length(textLengths.users_pi.contract_id).default(''),
		comments: p.text().default(''),
	},
});

/** `bills`: the balance of a customer. */
export const Bill = defineEntity({
	name: 'Bill',
	tableName: 'bills',
	properties: {
		id: p.integer().primary().generated('by default as identity'),
		/** 0: a company's. */
		uid: p.integer().default(0),
		company_id: p.integer().default(0),
		deposit: p.decimal().precision(15).scale(6).default(0),
		registration: p.date().defaultRaw('current_date'),
	},
	indexes: [{name: 'bills_uid_company_id_index', properties: ['uid', 'company_id']}],
});
