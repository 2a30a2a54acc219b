/** Indexes of the logins and MACs that the unique indexes do not find: with other letters than ASCII, with a space behind, in an unusual notation. */
export const indexes: readonly string[] = [
	`create index "users_other_letters_index" on "users" ("domain_id", length(rtrim("id", ' '))) where octet_length("id") > length("id") or "id" like '% '`,
	`create index "iptv_main_other_letters_index" on "iptv_main" ("service_id", length(rtrim("iptv_login", ' '))) where octet_length("iptv_login") > length("iptv_login") or "iptv_login" like '% '`,
	`create index "iptv_main_other_cid_index" on "iptv_main" ("service_id") where length("cid") not in (0, 17)`,
];
