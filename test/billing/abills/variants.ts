import {date, nullable, text, whole, withoutDefault, type Table, type Tables} from './columns.ts';
import {fresh} from './fresh.ts';

/** An ABillS as it may stand on a server. `sql`: statements after the tables. */
export type Variant = {
	readonly tables: Tables;
	readonly engine?: 'InnoDB' | 'MyISAM';
	readonly charset?: string;
	readonly collation?: string;
	readonly sql?: readonly string[];
};

/** Gives a table's columns other types, or takes some away (`null`); new ones go to the end. */
function changed(table: Table, columns: Readonly<Record<string, Table['columns'][string] | null>>): Table {
	const next = {...table.columns, ...columns};
	return {
		...table,
		columns: Object.fromEntries(
			Object.entries(next).filter(([, column]) => column !== null),
		) as Table['columns'],
	};
}

const without = (tables: Tables, ...names: readonly string[]): Tables =>
	Object.fromEntries(Object.entries(tables).filter(([name]) => !names.includes(name)));

/** Columns in another order: an upgrade adds its own at the end. */
const reordered = (tables: Tables): Tables =>
	Object.fromEntries(
		Object.entries(tables).map(([name, table]) => [
			name,
			{...table, columns: Object.fromEntries(Object.entries(table.columns).toReversed())},
		]),
	);

/**
One that began as 0.76 and was upgraded ever since: short texts, the old key of plans, some columns without a default, others and a table
absent.
*/
const upgraded: Tables = reordered({
	...without(fresh, 'iptv_monthly_active_users_report'),
	users_pi: changed(fresh['users_pi']!, {
		floor: withoutDefault(whole('small')),
		entrance: withoutDefault(whole('small')),
		reg_address: nullable(text(2000)),
		contract_id: text(10),
	}),
	tarif_plans: {
		...changed(fresh['tarif_plans']!, {
			name: text(40),
			tp_id: {
				...fresh['tarif_plans']!.columns['tp_id']!,
				kind: {is: 'whole', width: 'int', signed: false, auto: true},
			},
		}),
		primary: ['id', 'module', 'domain_id'],
		uniques: [['tp_id']],
	},
	iptv_main: changed(fresh['iptv_main']!, {activate: null, registration: date()}),
	iptv_channels: changed(fresh['iptv_channels']!, {name: text(50)}),
	admin_actions: changed(fresh['admin_actions']!, {actions: text(100), module: text(10)}),
	admin_system_actions: changed(fresh['admin_system_actions']!, {actions: text(100), module: text(10)}),
	users_contacts: changed(fresh['users_contacts']!, {date: null}),
});

/** 0.81, before TV services had a login of their own. */
const old: Tables = {
	...upgraded,
	iptv_main: changed(upgraded['iptv_main']!, {iptv_login: null, iptv_password: null}),
	tarif_plans: changed(upgraded['tarif_plans']!, {status: null}),
};

/**
A provider's additions: columns of several kinds, one that an INSERT must supply, a table, and a trigger that changes what is written.
*/
const extra: Tables = {
	...fresh,
	users: changed(fresh['users']!, {
		site_note: nullable(text(100)),
		site_code: withoutDefault(text(8)),
		site_since: withoutDefault(date()),
	}),
	site_table: {columns: {id: whole('int')}, primary: ['id']},
};

export const variants = {
	fresh: {tables: fresh},
	upgraded: {tables: upgraded},
	old: {tables: old},
	myisam: {tables: fresh, engine: 'MyISAM'},
	mb4: {tables: fresh, charset: 'utf8mb4', collation: 'utf8mb4_unicode_ci'},
	extra: {
		tables: extra,
		sql: [
			`create trigger site_phone before insert on users_pi for each row set new.phone = concat('+', trim(leading '+' from new.phone))`,
		],
	},
} as const satisfies Readonly<Record<string, Variant>>;

export type VariantName = keyof typeof variants;
