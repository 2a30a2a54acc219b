import {defineEntity, p} from '@mikro-orm/core';
import {textLengths} from './text-lengths.ts';

/** `iptv_services`: a TV provider; a Stalker portal has `module` `Stalker_api`. */
export const Provider = defineEntity({
	name: 'Provider',
	tableName: 'iptv_services',
	properties: {
		id: p.integer().primary().generated('by default as identity'),
		name: p.string().length(textLengths.iptv_services.name).unique(),
		module: p.string().length(textLengths.iptv_services.module).default('Stalker_api'),
		/** 0 is active. */
		status: p.smallint().default(0),
		url: p.string().length(textLengths.iptv_services.url).default(''),
		login: p.string().length(textLengths.iptv_services.login).default(''),
		password: p.text().nullable(),
		comment: p.string().length(textLengths.iptv_services.comment).default(''),
		subscribe_count: p.smallint().default(1),
		debug: p.smallint().default(0),
	},
});

/** `tarif_plans`: `tp_id` is the inner key, `id` the public number, `filter_id` the portal's external id where it is not the number. */
export const TariffPlan = defineEntity({
	name: 'TariffPlan',
	tableName: 'tarif_plans',
	properties: {
		tp_id: p.integer().primary().generated('by default as identity'),
		id: p.integer(),
		module: p.string().length(textLengths.tarif_plans.module).default('Iptv'),
		domain_id: p.integer().default(0),
		/** 0: no provider's. */
		service_id: p.integer().default(0),
		name: p.string().length(textLengths.tarif_plans.name),
		filter_id: p.string().length(textLengths.tarif_plans.filter_id).default(''),
		month_fee: p.decimal().precision(14).scale(2).default(0),
		day_fee: p.decimal().precision(14).scale(2).default(0),
		activate_price: p.decimal().precision(14).scale(2).default(0),
		change_price: p.decimal().precision(14).scale(2).default(0),
		credit: p.decimal().precision(10).scale(2).default(0),
		/** 0 is prepaid. */
		payment_type: p.smallint().default(0),
		age: p.integer().default(0),
		gid: p.integer().default(0),
		priority: p.integer().default(0),
		/** 1 is hidden. */
		status: p.smallint().default(0),
		comments: p.text().default(''),
		/** 0: none. */
		next_tp_id: p.integer().default(0),
	},
	uniques: [{name: 'tarif_plans_id_module_domain_id_unique', properties: ['id', 'module', 'domain_id']}],
	indexes: [
		{name: 'tarif_plans_name_domain_id_index', properties: ['name', 'domain_id']},
		{
			name: 'tarif_plans_service_id_filter_id_unique',
			expression: `create unique index "tarif_plans_service_id_filter_id_unique" on "tarif_plans" ("service_id", "filter_id") where "filter_id" <> ''`,
		},
	],
});

/** `iptv_main`: a customer's TV service. Its `id` is the TV id, which the portal holds as account number. */
export const TvService = defineEntity({
	name: 'TvService',
	tableName: 'iptv_main',
	properties: {
		id: p.integer().primary().generated('by default as identity'),
		uid: p.integer().index('iptv_main_uid_index'),
		/** 0: no tariff plan. */
		tp_id: p.integer().default(0).index('iptv_main_tp_id_index'),
		service_id: p.integer().default(0),
		/** The box's MAC; several are separated by `;`. */
		cid: p.string().length(textLengths.iptv_main.cid).default(''),
		/** 0 is active; the others are ABillS' reasons why not. */
		disable: p.smallint().default(0),
		registration: p.date().defaultRaw('current_date'),
		activate: p.date().nullable(),
		expire: p.date().nullable(),
		subscribe_id: p.string().length(textLengths.iptv_main.subscribe_id).default(''),
		filter_id: p.string().length(textLengths.iptv_main.filter_id).default(''),
		email: p.string().length(textLengths.iptv_main.email).default(''),
		iptv_login: p.string().length(textLengths.iptv_main.iptv_login).default(''),
		iptv_password: p.string().length(textLengths.iptv_main.iptv_password).default(''),
		pin: p.text().default(''),
		vod: p.smallint().default(0),
	},
	indexes: [
		{
			name: 'iptv_main_service_id_cid_unique',
			expression: `create unique index "iptv_main_service_id_cid_unique" on "iptv_main" ("service_id", upper("cid")) where "cid" <> ''`,
		},
		{
			name: 'iptv_main_service_id_iptv_login_unique',
			expression: `create unique index "iptv_main_service_id_iptv_login_unique" on "iptv_main" ("service_id", lower("iptv_login")) where "iptv_login" <> ''`,
		},
		{
			name: 'iptv_main_other_letters_index',
			expression: `create index "iptv_main_other_letters_index" on "iptv_main" ("service_id", length(rtrim("iptv_login", ' '))) where octet_length("iptv_login") > length("iptv_login") or "iptv_login" like '% '`,
		},
		{
			name: 'iptv_main_other_cid_index',
			expression: `create index "iptv_main_other_cid_index" on "iptv_main" ("service_id") where length("cid") not in (0, 17)`,
		},
	],
});
