import {billing} from './billing.ts';
import type {migrations} from './migrations.ts';

/** The name of a migration. */
export type MigrationName = (typeof migrations)[number]['name'];

/** What `check` counts over time, for the curve in the menu of every operator. */
const counts: readonly string[] = [
	`create table "stalker_counts" (
		"service_id" int not null,
		"list" varchar(32) not null,
		"hour" varchar(13) not null,
		"unsynced" int not null,
		primary key ("service_id", "list", "hour")
	)`,
];

/**
Indexes of the logins and MACs that the unique indexes do not find: with other letters than ASCII, with a space behind, in an unusual
notation.
*/
const indexes: readonly string[] = [
	`create index "users_other_letters_index" on "users" ("domain_id", length(rtrim("id", ' '))) where octet_length("id") > length("id") or "id" like '% '`,
	`create index "iptv_main_other_letters_index" on "iptv_main" ("service_id", length(rtrim("iptv_login", ' '))) where octet_length("iptv_login") > length("iptv_login") or "iptv_login" like '% '`,
	`create index "iptv_main_other_cid_index" on "iptv_main" ("service_id") where length("cid") not in (0, 17)`,
];

/** The SQL of every migration. */
export const migrationStatements: Readonly<Record<MigrationName, readonly string[]>> = {
	'2026-11-30-billing': billing,
	'2026-12-01-counts': counts,
	'2026-12-01-indexes': indexes,
};
