/**
Every migration in order, with the tables that it makes. Never changed once released, only added to. Their statements are apart: what only
reads need not load the ORM for them.
*/
export const migrations = [
	{
		name: '2026-11-30-billing',
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
			'stalker_journal',
			'stalker_journal_rows',
			'stalker_allotment',
			'stalker_locks',
		],
	},
	{name: '2026-12-01-counts', tables: ['stalker_counts']},
	{name: '2026-12-01-indexes', tables: []},
] as const;

/** Of versions that were never released: their databases are refused, since their tables have another shape. */
export const unreleasedMigrations: readonly string[] = [
	'2026-11-23-billing-tables',
	'2026-11-23-stalker-tables',
	'2026-11-24-journal-resource',
];
