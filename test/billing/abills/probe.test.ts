import {message} from '../../../source/i18n/translator.ts';
import type {RowDataPacket} from 'mysql2/promise';
import {createConnection} from 'mysql2/promise';
import {expect, test} from 'vitest';
import {grantStatements} from '../../../source/billing/abills/grants.ts';
import {probe, type ProbeResult} from '../../../source/billing/abills/probe.ts';
import {bindValues} from '../../../source/billing/statements.ts';
import {readMariadbCatalog} from '../../../source/billing/dialects/mariadb-catalog.ts';
import type {Query} from '../../../source/billing/query.ts';
import {createAbills, mariadbServer, type AbillsDatabase} from './database.ts';
import type {Rows} from './rows.ts';
import type {VariantName} from './variants.ts';

const rows: Rows = {
	users: [{uid: 1, id: 'ivan', bill_id: 1, password: ''}],
	users_pi: [{uid: 1, fio: 'Іван', comments: '', reg_address: '', floor: 0, entrance: 0}],
	bills: [{id: 1, uid: 1, registration: '2026-01-01'}],
};

type Options = {
	readonly readOnly?: boolean;
	/** Done as root, before the user looks. */
	readonly sql?: (abills: AbillsDatabase) => readonly string[];
	readonly grants?: (grants: readonly string[]) => readonly string[];
	readonly rows?: Rows;
};

/** What the probe says of a variant, as a user with just the rights that the console asks for. */
async function probed(
	variant: VariantName,
	{readOnly = false, sql = () => [], grants = all => all, rows: own = rows}: Options = {},
): Promise<ProbeResult> {
	const abills = await createAbills(variant, own);
	try {
		for (const statement of sql(abills)) await abills.root.query(statement);
		const known = await readKnown(abills);
		const url = await abills.userWith(user =>
			grants(grantStatements({database: abills.name, consoleDatabase: abills.own, user, readOnly, known})),
		);
		const connection = await createConnection(url.replace('mariadb:', 'mysql:'));
		try {
			const query = (async (text: string, values: readonly unknown[] = []) => {
				const bound = bindValues(text, values, () => '?');
				const [found] = await connection.query<RowDataPacket[]>(bound.text, [...bound.texts]);
				return found;
			}) as Query;
			return probe(await readMariadbCatalog(query));
		} finally {
			await connection.end();
		}
	} finally {
		await abills.drop();
	}
}

async function readKnown({root, name}: AbillsDatabase): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
	const [columns] = await root.query<RowDataPacket[]>(
		'select table_name as `table`, column_name as `column` from information_schema.columns where table_schema = ?',
		[name],
	);
	const known = new Map<string, Set<string>>();
	for (const {table, column} of columns) known.set(table, (known.get(table) ?? new Set()).add(column));
	return known;
}

test.runIf(mariadbServer).each(['fresh', 'upgraded', 'mb4', 'extra'] as const)(
	'"%s" may be read and written with the rights that the console asks for',
	async variant => {
		const {verdict, unreadable, unwritable} = await probed(variant);
		expect({verdict, unreadable, unwritable}).toEqual({verdict: 'fit', unreadable: [], unwritable: []});
	},
);

test.runIf(mariadbServer)(
	'what an INSERT must supply follows from the database, not from a version',
	async () => {
		const fresh = await probed('fresh');
		expect(fresh.supply).toEqual({
			users: {password: ''},
			users_pi: {comments: '', reg_address: ''},
			bills: {registration: 'zero-date'},
			tarif_plans: {comments: ''},
			iptv_main: {registration: 'zero-date', pin: ''},
			iptv_channels: {comments: ''},
			iptv_ti_channels: {date: 'zero-date'},
			iptv_users_channels: {changed: 'now'},
			admin_actions: {datetime: 'now'},
			admin_system_actions: {datetime: 'now'},
		});
		expect((await probed('upgraded')).supply['users_pi']).toEqual({comments: '', floor: 0, entrance: 0});
		expect((await probed('extra')).supply['users']).toEqual({
			password: '',
			site_code: '',
			site_since: 'zero-date',
		});
	},
);

test.runIf(mariadbServer)('lengths and newer columns are found per database', async () => {
	const fresh = await probed('fresh');
	const upgraded = await probed('upgraded');
	expect([fresh, upgraded].map(({limits}) => limits['iptv_channels.name'])).toEqual([80, 50]);
	expect(fresh.limits['iptv_channels.id']).toBe(65_535);
	expect(fresh.limits['iptv_services.id']).toBe(127);
	const newer = ['iptv_monthly_active_users_report', 'iptv_main.activate', 'users_contacts.date'];
	expect(newer.filter(place => fresh.absent.includes(place))).toEqual([]);
	expect(newer.filter(place => upgraded.absent.includes(place))).toEqual(newer);
	expect([fresh, upgraded].map(({hasUniqueChannels}) => hasUniqueChannels)).toEqual([true, true]);
});

test.runIf(mariadbServer)('an older ABillS, and one without transactions, may only be read', async () => {
	const old = await probed('old');
	expect(old.verdict).toBe('fit');
	expect(old.unwritable).toEqual([
		message('abills-missing', {places: ['tarif_plans.status', 'iptv_main.iptv_login']}),
	]);
	const myisam = await probed('myisam');
	expect(myisam.verdict).toBe('fit');
	expect(myisam.unwritable).toEqual([
		message('abills-engine', {engine: 'MyISAM', tables: expect.arrayContaining(['users', 'iptv_main'])}),
	]);
});

test.runIf(mariadbServer)(
	'with rights to read alone everything is read, and nothing may be written',
	async () => {
		const {verdict, unreadable, unwritable} = await probed('fresh', {readOnly: true});
		expect({verdict, unreadable}).toEqual({verdict: 'fit', unreadable: []});
		expect(unwritable).toEqual(
			expect.arrayContaining([
				message('abills-rights', {
					rights: expect.arrayContaining([
						'insert on users',
						'delete on iptv_main',
						'update (bill_id, deleted) on users',
					]),
				}),
			]),
		);
	},
);

test.runIf(mariadbServer)('a right that is missing is named, column by column', async () => {
	const {verdict, unreadable} = await probed('fresh', {
		grants: all => all.map(grant => grant.replace('`expire`, ', '')),
	});
	expect(verdict).toBe('unfit');
	expect(unreadable).toEqual([
		message('abills-rights', {rights: ['select (expire) on users', 'select (expire) on iptv_main']}),
	]);
	const blind = await probed('fresh', {grants: all => all.filter(grant => !grant.includes('`bills`'))});
	expect(blind.unreadable).toEqual([message('abills-missing', {places: ['bills']})]);
	const noDelete = await probed('fresh', {
		grants: all => all.map(grant => (grant.includes('.`bills`') ? grant.replace(', delete', '') : grant)),
	});
	expect(noDelete.unwritable).toEqual([message('abills-rights', {rights: ['delete on bills']})]);
});

test.runIf(mariadbServer)(
	'a view, a column of a strange kind and a copy without customers are seen',
	async () => {
		const view = await probed('fresh', {
			sql: ({name}) => [
				`rename table ${name}.users_pi to ${name}.pi`,
				`create view ${name}.users_pi as select * from ${name}.pi`,
			],
			grants: all => all.map(grant => (grant.includes('users_pi') ? grant.replace(', delete', '') : grant)),
		});
		expect(view.unwritable).toEqual(expect.arrayContaining([message('abills-view', {tables: ['users_pi']})]));
		const strange = await probed('fresh', {
			sql: ({name}) => [`alter table ${name}.bills add column place point not null`],
		});
		expect(strange.unwritable).toEqual([
			message('abills-unknown-column', {column: 'bills.place', type: 'point'}),
		]);
		const lost = await probed('fresh', {rows: {...rows, users: []}});
		expect(lost).toMatchObject({
			verdict: 'unfit',
			unreadable: [message('abills-empty', {tables: ['users']})],
		});
		const planless = await probed('fresh', {
			rows: {
				...rows,
				tarif_plans: [],
				iptv_main: [{id: 1, uid: 1, tp_id: 5, registration: '2026-01-01', pin: ''}],
			},
		});
		expect(planless).toMatchObject({
			verdict: 'unfit',
			unreadable: [message('abills-empty', {tables: ['tarif_plans']})],
		});
		const usual = await probed('fresh', {
			rows: {
				bills: [{id: 1, uid: 0, company_id: 1, registration: '2026-01-01'}],
				users: [{uid: 1, id: 'ivan', bill_id: 1, company_id: 1, password: ''}],
				iptv_main: [{id: 1, uid: 1, tp_id: 0, registration: '2026-01-01', pin: ''}],
				iptv_users_channels: [{id: 2, channel_id: 1, tp_id: 0, changed: '2026-01-01 00:00:00'}],
				intervals: [{id: 1, tp_id: 7}],
			},
		});
		expect(usual).toMatchObject({verdict: 'fit', unreadable: []});
	},
);

test.runIf(mariadbServer)('a database of something else has no verdict', async () => {
	const none = await probed('fresh', {
		rows: {},
		sql: ({name}) => [
			`drop database ${name}`,
			`create database ${name}`,
			`create table ${name}.wp_posts (id int)`,
		],
		grants: all => [all.at(-1)!.replace(/^grant all.*on `stalker_/, 'grant select on `abills_')],
	});
	expect(none.verdict).toBe('none');
});
