import type {RowDataPacket} from 'mysql2/promise';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {probe, type ProbeResult} from '../../../source/billing/abills/probe.ts';
import {readCustomers, type ReadContext} from '../../../source/billing/read-customers.ts';
import {openDatabase} from '../../../source/billing/database.ts';
import {bindValues} from '../../../source/billing/statements.ts';
import {readMariadbCatalog} from '../../../source/billing/dialects/mariadb-catalog.ts';
import {readPostgresCatalog} from '../../../source/billing/dialects/postgres-catalog.ts';
import {mariadb} from '../../../source/billing/dialects/mariadb.ts';
import {postgres} from '../../../source/billing/dialects/postgres.ts';
import type {MapRows, Query} from '../../../source/billing/query.ts';
import {createBillingReader, type BillingReader} from '../../../source/billing/reader.ts';
import {createShape} from '../../../source/billing/shape.ts';
import {seedBilling} from '../../../source/demo/seed-billing.ts';
import {seedPortal} from '../../../source/demo/portal/seed/seed-portal.ts';
import {createAbills, mariadbServer} from './database.ts';
import {copyTables} from './ddl.ts';
import {insertCopy} from './load-copy.ts';
import {abillsRows, portalService} from './rows.ts';
import {variants} from './variants.ts';

const demo = seedBilling(seedPortal({accounts: 300, seed: 1}));
const rows = abillsRows(demo, 'http://portal.example/');

type Opened = {readonly context: ReadContext; readonly reader: BillingReader; close(): Promise<void>};

const openedOf = (
	database: Pick<ReadContext, 'query' | 'mapRows' | 'dialect'>,
	abills: ProbeResult,
): Omit<Opened, 'close'> => ({
	context: {...database, shape: createShape(abills)},
	reader: createBillingReader(database, createShape(abills)),
});

async function openVariant(variant: 'fresh' | 'upgraded' | 'mb4'): Promise<Opened> {
	const abills = await createAbills(variant, rows);
	const query = (async (text: string, values: readonly unknown[] = []) => {
		const bound = bindValues(text, values, () => '?');
		const [found] = await abills.root.query<RowDataPacket[]>(bound.text, [...bound.texts]);
		return found;
	}) as Query;
	const found = probe(await readMariadbCatalog(query));
	const mapRows: MapRows = async (sql, values, make) => (await query(sql, values)).map(make);
	const connected = {query, mapRows, dialect: mariadb};
	return {
		...openedOf(connected, found),
		close: async () => abills.drop(),
	};
}

async function openCopy(): Promise<Opened> {
	const database = await openDatabase('memory:');
	for (const statement of copyTables(variants.fresh)) await database.query(statement);
	await insertCopy(database.query, variants.fresh, rows);
	const found = probe(await readPostgresCatalog(database.query));
	const {query, mapRows} = database;
	return {
		...openedOf({query, mapRows, dialect: postgres}, found),
		close: async () => database.close(),
	};
}

const engines = [
	...(['fresh', 'upgraded', 'mb4'] as const).map(name => ({
		name,
		isThere: mariadbServer !== undefined,
		open: async () => openVariant(name),
	})),
	{name: 'copy', isThere: true, open: openCopy},
];

test('of a copy the flag of removed customers may be a boolean: it has two values', async () => {
	const {context, close} = await openCopy();
	const expected = await readCustomers(context, portalService);
	for (const change of ['drop default', 'type boolean using deleted <> 0'])
		await context.query(`alter table users alter column deleted ${change}`);
	expect(probe(await readPostgresCatalog(context.query)).verdict).toBe('fit');
	expect(await readCustomers(context, portalService)).toEqual(expected);
	await close();
});

test('of a copy a login of a service that is NULL is none, not that of the customer', async () => {
	const {context, close} = await openCopy();
	await context.query('alter table iptv_main alter column iptv_login drop not null');
	await context.query('update iptv_main set iptv_login = null');
	const read = await readCustomers(context, portalService);
	const logins = read.flatMap(({service}) => (service ? [service.iptv_login] : []));
	expect(new Set(logins)).toEqual(new Set(['']));
	await close();
});

describe.each(engines.filter(({isThere}) => isThere))('an ABillS "$name" is read whole', ({open}) => {
	let opened: Opened;
	let context: ReadContext;
	let reader: BillingReader;

	beforeAll(async () => {
		opened = await open();
		({context, reader} = opened);
	});
	afterAll(async () => opened.close());

	test('customers of the portal, as the demo knows them, in order', async () => {
		const read = await readCustomers(context, portalService);
		const known = read.filter(({uid}) => uid < 9000);
		expect(known.map(({uid}) => uid)).toEqual(known.map(({uid}) => uid).toSorted((a, b) => a - b));
		const byLogin = new Map(known.map(customer => [customer.login, customer]));
		for (const {login, fio, phone, deleted, deposit, expire} of demo.customers)
			expect(byLogin.get(login.slice(0, 20))).toMatchObject({
				fio: fio
					.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?')
					.trim()
					.replaceAll(/\s+/g, ' '),
				phone,
				deleted,
				deposit: deposit.toFixed(6),
				user_expire: expire,
			});
		const services = new Map(known.flatMap(({service}) => (service ? [[service.id, service] as const] : [])));
		for (const {id, cid, disable, expire, plan} of demo.services) {
			const service = services.get(id)!;
			expect([service.cid, service.screens].filter(Boolean).join(';')).toBe(cid);
			expect(service).toMatchObject({disable, expire});
			expect(service.plan_filter_id || (service.plan_id === null ? null : String(service.plan_id))).toBe(
				plan,
			);
		}
	});

	test('what grew over the years is read as ABillS means it', async () => {
		const read = await readCustomers(context, portalService);
		const of = (login: string) => read.filter(customer => customer.login.trimEnd() === login);
		expect(of('firma1')).toMatchObject([{bill_id: 9000, deposit: '100.500000', credit: '50.00'}]);
		expect(of('bez_rahunku')).toMatchObject([{bill_id: null, deposit: null}]);
		expect(of('bez_danyh')).toMatchObject([{fio: '', phone: '', service: null}]);
		expect(of('inshyi_domen')).toEqual([]);
		expect(of('Їжак_Єва')).toMatchObject([
			{
				fio: 'Їжак Єва Олексіївна',
				phone: '+380671234567',
				service: {tp_id: null, plan_id: null, screens: '00:1A:79:F0:01:05'},
			},
		]);
		expect(of('probil')).toMatchObject([{service: null}]);
		expect(of('yevhen@old')).toMatchObject([{deleted: true, service: null}]);
		expect(of('dvi_poslugy').map(({service}) => service!.id)).toEqual([500_008, 500_009]);
	});

	test('single customers are read by any name, as the portal compares it', async () => {
		const logins = async (only: Parameters<typeof readCustomers>[2]) =>
			(await readCustomers(context, portalService, only)).map(({login}) => login.trimEnd());
		expect(await logins({logins: ['USER00001 ', 'їжак_єва']})).toEqual(['user00001', 'Їжак_Єва']);
		expect(await logins({logins: ['YIZHAK']})).toEqual(['Їжак_Єва']);
		expect(await logins({tvIds: [500_001]})).toEqual(['firma1']);
		expect(await logins({macs: ['001a.79f0.0002']})).toEqual(['bez_rahunku']);
		expect(await logins({macs: ['00:1A:79:F0:01:05']})).toEqual(['Їжак_Єва']);
		expect(await logins({macs: ['00:1a:79:f0:00:05'], uids: [9008]})).toEqual([
			'Їжак_Єва',
			'dvi_poslugy',
			'dvi_poslugy',
		]);
		expect(await logins({logins: ['', '  '], macs: ['']})).toEqual([]);
	});

	test('plans, providers, taken numbers, channels and choices', async () => {
		const plans = await reader.plans(portalService);
		expect(plans.map(({id}) => id)).toEqual(demo.plans.map(({id}) => id).toSorted((a, b) => a - b));
		expect(plans[0]).toMatchObject({
			tp_id: 1101,
			month_fee: '90.00',
			status: 0,
			accounts: expect.any(Number),
		});
		expect(await reader.providers()).toEqual([
			{id: 1, name: 'Stalker', module: 'Stalker_api', url: 'http://portal.example/', status: 0},
			{id: 2, name: 'Other TV', module: 'Other_api', url: 'http://other.example', status: 0},
		]);
		expect(await reader.takenIds(portalService)).toEqual([500_006, 500_007, 500_010]);
		const channels = await reader.channels();
		expect(channels.map(({id}) => id)).toEqual(demo.channels.map(({id}) => id).toSorted((a, b) => a - b));
		expect(channels.find(({id}) => id === 9001)).toMatchObject({prices: 1, choices: expect.any(Number)});
		const chosen = await reader.channelChoices(portalService);
		expect(chosen.some(({tvId}) => tvId === 7 || tvId === 500_005)).toBe(false);
		expect(chosen.length).toBeGreaterThan(20);
	});

	test('the login of a service comes as it is, also where only its case, accents or blanks differ from the customer’s', async () => {
		const {query} = context;
		const services = (await readCustomers(context, portalService)).flatMap(({login, service}) =>
			service && /^[a-z0-9]+$/.test(login) ? [{login, id: service.id}] : [],
		);
		const changes = [
			(login: string) => login.toUpperCase(),
			(login: string) => `${login} `,
			(login: string) => login.replace(/[aeou]/, 'é'),
			(login: string) => login,
		];
		const expected = new Map(
			changes.map((change, index) => [services[index]!.id, change(services[index]!.login)]),
		);
		for (const [id, login] of expected)
			await query('update iptv_main set iptv_login = ? where id = ?', [login, id]);
		const read = await readCustomers(context, portalService, {tvIds: [...expected.keys()]});
		expect(new Map(read.map(({service}) => [service!.id, service!.iptv_login]))).toEqual(expected);
	});
});
