/**
What happens if a table or column is missing. `read`: the database cannot be used. `write`: it can only be read. `optional`: the console
works without it.
*/
export type Need = 'read' | 'write' | 'optional';

/** A table of ABillS as the console uses it. Columns that are not named here are never read. */
export type UsedTable = {
	readonly need: Need;
	readonly columns: Readonly<Record<string, Need>>;
	/** Rights beyond SELECT on the columns above. */
	readonly rights: {
		/** SELECT on the whole table: undo puts back every column of a removed row, known or not. `none`: nothing is read. */
		readonly select?: 'table' | 'none';
		readonly insert?: true;
		readonly delete?: true;
		/** Columns, or the whole table. */
		readonly update?: readonly string[] | 'table';
		/** Columns that only fixes of differences update: without the right such a fix is refused, and everything else works. */
		readonly fixes?: readonly string[];
	};
};

/** These columns, all with the same need. */
const all = (need: Need, ...names: readonly string[]): Readonly<Record<string, Need>> =>
	Object.fromEntries(names.map(name => [name, need]));

/** A table that is only read to find out whether it refers to a customer. */
const referringTable = (): UsedTable => ({need: 'optional', columns: all('optional', 'uid'), rights: {}});

/**
Every table of ABillS that the console reads or writes. The rights that `db attach --print-grants` prints, the checks of `probe`, and the
reasons for read-only all follow from it. Passwords and PINs are not named: they are never read.
*/
export const usedTables: Readonly<Record<string, UsedTable>> = {
	users: {
		need: 'read',
		columns: {
			...all(
				'read',
				'uid',
				'id',
				'domain_id',
				'bill_id',
				'company_id',
				'disable',
				'credit',
				'activate',
				'expire',
				'deleted',
			),
			...all('write', 'gid', 'credit_date', 'reduction', 'reduction_date', 'registration'),
		},
		rights: {insert: true, delete: true, update: ['bill_id', 'deleted']},
	},
	users_pi: {
		need: 'read',
		columns: {
			...all('read', 'uid', 'fio', 'phone'),
			...all('write', 'email', 'address_street', 'address_build', 'address_flat', 'contract_id', 'comments'),
			...all('optional', 'fio2', 'fio3'),
		},
		rights: {insert: true, delete: true, fixes: ['fio', 'phone']},
	},
	bills: {
		need: 'read',
		columns: {...all('read', 'id', 'uid', 'company_id', 'deposit'), ...all('write', 'registration')},
		rights: {insert: true, delete: true},
	},
	companies: {need: 'read', columns: all('read', 'id', 'bill_id', 'credit'), rights: {}},
	users_contacts: {
		need: 'optional',
		columns: {...all('read', 'uid', 'type_id', 'value'), ...all('optional', 'id', 'priority', 'date')},
		rights: {insert: true, delete: true, fixes: ['value']},
	},
	tarif_plans: {
		need: 'read',
		columns: {
			...all(
				'read',
				'tp_id',
				'id',
				'module',
				'domain_id',
				'service_id',
				'name',
				'filter_id',
				'month_fee',
				'day_fee',
			),
			...all('read', 'activate_price', 'credit', 'payment_type', 'age'),
			...all('write', 'status', 'change_price', 'gid', 'priority', 'next_tp_id', 'comments'),
		},
		rights: {insert: true, delete: true, fixes: ['name', 'status']},
	},
	intervals: {need: 'read', columns: all('read', 'id', 'tp_id', 'begin', 'end', 'day'), rights: {}},
	iptv_services: {
		need: 'read',
		columns: all('read', 'id', 'name', 'module', 'status', 'url'),
		rights: {},
	},
	iptv_main: {
		need: 'read',
		columns: {
			...all('read', 'id', 'uid', 'tp_id', 'service_id', 'cid', 'disable', 'expire', 'registration'),
			...all('write', 'iptv_login', 'subscribe_id', 'filter_id', 'email', 'vod'),
			...all('optional', 'activate'),
		},
		rights: {
			insert: true,
			delete: true,
			update: ['cid', 'iptv_login'],
			fixes: ['disable', 'tp_id', 'expire'],
		},
	},
	iptv_channels: {
		need: 'read',
		columns: all(
			'read',
			'id',
			'name',
			'num',
			'port',
			'comments',
			'filter_id',
			'disable',
			'stream',
			'state',
			'genre_id',
		),
		rights: {select: 'table', insert: true, delete: true, update: 'table'},
	},
	iptv_ti_channels: {
		need: 'read',
		columns: {
			...all('read', 'channel_id', 'interval_id', 'month_price', 'day_price', 'mandatory'),
			...all('optional', 'date'),
		},
		rights: {select: 'table', insert: true, delete: true},
	},
	iptv_users_channels: {
		need: 'read',
		columns: all('read', 'id', 'channel_id', 'tp_id', 'uid', 'changed'),
		rights: {select: 'table', insert: true, delete: true},
	},
	iptv_users_screens: {need: 'optional', columns: all('read', 'service_id', 'cid'), rights: {}},
	iptv_monthly_active_users_report: {
		need: 'optional',
		columns: all('write', 'uid', 'subscribe_id', 'service_id', 'tp_id', 'activate', 'expire'),
		rights: {select: 'table', insert: true, delete: true, fixes: ['expire']},
	},
	admins: {need: 'write', columns: all('write', 'aid', 'id', 'name', 'disable'), rights: {}},
	admin_actions: {
		need: 'write',
		columns: all('write', 'datetime', 'aid', 'uid', 'module', 'action_type', 'ip', 'actions'),
		rights: {insert: true},
	},
	admin_system_actions: {
		need: 'write',
		columns: all('write', 'datetime', 'aid', 'module', 'action_type', 'ip', 'actions'),
		rights: {select: 'none', insert: true},
	},
	fees: referringTable(),
	payments: referringTable(),
	shedule: referringTable(),
	iptv_calls: referringTable(),
	iptv_devices: referringTable(),
};

/** Whether any action of the console writes rows of this table. */
export const isWritten = ({rights}: UsedTable): boolean =>
	rights.insert === true || rights.delete === true || rights.update !== undefined;
