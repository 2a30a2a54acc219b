import {BillingTables} from './billing-tables.ts';
import {JournalResource} from './journal-resource.ts';
import {StalkerTables} from './stalker-tables.ts';

/** Every migration in order, with the tables that it makes. Never changed once released, only added to. */
export const migrations = [
	{
		name: '2026-11-23-billing-tables',
		class: BillingTables,
		tables: [
			'admins',
			'admin_actions',
			'users',
			'users_pi',
			'bills',
			'iptv_services',
			'tarif_plans',
			'iptv_main',
			'iptv_channels',
			'intervals',
			'iptv_ti_channels',
			'iptv_users_channels',
		],
	},
	{name: '2026-11-23-stalker-tables', class: StalkerTables, tables: ['stalker_journal', 'stalker_allotment']},
	{name: '2026-11-24-journal-resource', class: JournalResource, tables: []},
] as const;
