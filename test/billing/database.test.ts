import {expect, test} from 'vitest';
import {openBilling} from '../../source/billing/billing.ts';
import {openDatabase} from '../../source/billing/database.ts';
import {migrations} from '../../source/billing/migrations/migrations.ts';
import {createDatabase, migrated, onEachEngine} from './engines.ts';

const server = process.env['TEST_DATABASE_URL'];

onEachEngine(fixture => {
	test('after migrating, the tables are exactly what the entities say', async () => {
		const {database} = fixture();
		expect(await database.status()).toMatchObject({state: 'ready', pending: [], foreign: []});
		expect(await database.schemaDifference()).toBe('');
		expect(await database.migrate()).toEqual([]);
	});

	test('the admins that every ABillS has are there', async () => {
		expect(await fixture().database.query('select aid, id from admins order by aid')).toEqual([
			{aid: 1, id: 'abills'},
			{aid: 2, id: 'system'},
		]);
	});

	test('an error thrown in a transaction is rethrown unchanged, and its rows are rolled back', async () => {
		const {database} = fixture();
		const mine = new TypeError('mine');
		const work = database.transaction(async query => {
			await query(`insert into users (id) values ('ivan')`);
			throw mine;
		});
		await expect(work).rejects.toBe(mine);
		expect(await database.query('select 1 from users')).toEqual([]);
	});

	test('values are stored unchanged', async () => {
		const value = `a'b"c\\d ? ?? $1 -- Ї 😀`;
		expect(
			await fixture().database.query('select ?::text as value, ?::json ->> 0 as json', [
				value,
				JSON.stringify([value]),
			]),
		).toEqual([{value, json: value}]);
	});

	test('a character that the database cannot store is refused with a message', async () => {
		const nul = fixture().database.query('select ?::json::jsonb', [JSON.stringify(['a\0b'])]);
		await expect(nul).rejects.toMatchObject({
			code: 'ERR_BILLING_REFUSED',
			message: expect.stringContaining('cannot hold'),
		});
	});

	test.each([
		['53100', /^The disk of .* is full/],
		['53200', /^The server of .* is out of memory/],
	])('a server that runs out of something (%s) is reported, and stops the work', async (state, said) => {
		const full = fixture().database.query(
			`do $$ begin raise exception 'out of it' using errcode = '${state}'; end $$`,
		);
		await expect(full).rejects.toMatchObject({
			code: 'ERR_BILLING_REFUSED_WRITE',
			message: expect.stringMatching(said),
		});
	});

	test('equal channel names and numbers are legal', async () => {
		const {database} = fixture();
		await database.query(
			`insert into iptv_channels (id, name, num, port) values (1, 'One', 1, 1), (2, 'One', 1, 2)`,
		);
		expect(await database.query('select count(*)::int as n from iptv_channels')).toEqual([{n: 2}]);
	});
});

test('an invalid address is not repeated, because it may hold a password', async () => {
	for (const target of [
		'mysql://u:sekret@h',
		'mssql://u:sekret@h/db',
		'postgres//u:sekret@h',
		'postgresql://u:sekret@h:port/db',
		'',
	]) {
		const error = await openDatabase(target).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({code: 'ERR_BILLING_ADDRESS'});
		expect(String(error)).not.toContain('sekret');
	}
});

test('an unreachable server is reported in one sentence without credentials', async () => {
	const error = await openDatabase('postgresql://olga:sekret@127.0.0.1:1/billing').catch(
		(thrown: unknown) => thrown,
	);
	expect(error).toMatchObject({
		code: 'ERR_BILLING_UNREACHABLE',
		message:
			'Connection refused at 127.0.0.1:1/billing; check that the database server runs and the address is right.',
	});
	expect(String((error as Error).cause)).not.toMatch(/sekret|olga/);
});

test('an unknown host is named', async () => {
	await expect(openDatabase('postgresql://olga:sekret@no-such-host.invalid/billing')).rejects.toMatchObject({
		code: 'ERR_BILLING_UNREACHABLE',
		message: expect.stringMatching(
			/^The host of no-such-host\.invalid:5432\/billing (is not known|could not be looked up);/,
		),
	});
});

test.runIf(server)('an unknown user and an unknown database have different messages', async () => {
	const wrong = new URL(server!);
	wrong.pathname = '/no_such_database';
	await expect(openDatabase(wrong.href)).rejects.toMatchObject({
		message: expect.stringMatching(/^There is no database .*no_such_database;/),
	});
	const stranger = new URL(server!);
	stranger.username = 'no_such_user';
	stranger.password = 'sekret';
	const error = await openDatabase(stranger.href).catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({code: 'ERR_BILLING_UNREACHABLE'});
	expect(String(error)).not.toMatch(/sekret|no_such_user/);
});

test.runIf(server)('an empty server is not prepared by opening it, only by migrating', async () => {
	const own = await createDatabase();
	await expect(openBilling(own.url)).rejects.toMatchObject({
		code: 'ERR_BILLING_UNPREPARED',
		message: expect.stringContaining('stalker-console db migrate'),
	});
	await migrated(own.url);
	await (await openBilling(own.url)).close();
	await own.drop();
});

test.runIf(server)(
	'a database of the version before is named as such, and completed by migrating',
	async () => {
		const own = await createDatabase();
		await migrated(own.url);
		const database = await openDatabase(own.url);
		await database.query('drop table stalker_counts');
		// The indexes that it did not make.
		for (const index of ['users_other_letters', 'iptv_main_other_letters', 'iptv_main_other_cid'])
			await database.query(`drop index ${index}_index`);
		const [released, ...later] = migrations.map(({name}) => name);
		await database.query('delete from stalker_migrations where name <> ?', [released]);
		expect(await database.status()).toMatchObject({state: 'outdated', pending: later});
		await expect(openBilling(own.url)).rejects.toMatchObject({
			message: expect.stringContaining('stalker-console db migrate'),
		});
		expect(await database.migrate()).toEqual(later);
		expect(await database.status()).toMatchObject({state: 'ready', pending: []});
		expect(await database.schemaDifference()).toBe('');
		await database.close();
		await own.drop();
	},
);

test.runIf(server)('two that migrate at once are both content', async () => {
	const own = await createDatabase();
	const [one, two] = [await openDatabase(own.url), await openDatabase(own.url)];
	const applied = await Promise.all([one.migrate(), two.migrate()]);
	expect(applied.map(names => names.length).toSorted((a, b) => a - b)).toEqual([0, migrations.length]);
	await Promise.all([one.close(), two.close()]);
	await own.drop();
});

test.runIf(server)(
	'a table of ours that our migrations did not make is named, and nothing is made beside it',
	async () => {
		const own = await createDatabase();
		const database = await openDatabase(own.url);
		await database.query('create table users (name text)');
		await expect(database.migrate()).rejects.toMatchObject({
			code: 'ERR_BILLING_FOREIGN',
			message: expect.stringContaining('(users)'),
		});
		await expect(openBilling(own.url)).rejects.toMatchObject({code: 'ERR_BILLING_FOREIGN'});
		const tables = await database.query(
			`select relname::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
		);
		expect(tables).toEqual([{name: 'users'}]);
		await database.close();
		await own.drop();
	},
);

test.runIf(server)(
	'newer tables are reported, and those of an unreleased version are refused with the way out',
	async () => {
		const own = await createDatabase();
		await migrated(own.url);
		const database = await openDatabase(own.url);
		await database.query(`insert into stalker_migrations (name) values ('2099-01-01-flying')`);
		await expect(openBilling(own.url)).rejects.toMatchObject({code: 'ERR_BILLING_NEWER'});
		await expect(database.migrate()).rejects.toMatchObject({code: 'ERR_BILLING_NEWER'});

		await database.query(`update stalker_migrations set name = '2026-11-23-billing-tables'`);
		const refused = {code: 'ERR_BILLING_OUTDATED', message: expect.stringContaining('Make a new database')};
		await expect(openBilling(own.url)).rejects.toMatchObject(refused);
		await expect(database.migrate()).rejects.toMatchObject(refused);
		expect(await database.status()).toMatchObject({state: 'unreleased'});
		await database.close();
		await own.drop();
	},
);

test.runIf(server)('a role without rights and a read-only role are reported', async () => {
	const own = await createDatabase();
	await migrated(own.url);
	const role = new URL(own.url).pathname.slice(1);
	const admin = await openDatabase(own.url);
	await admin.query(`create role ${role} login`);
	const url = new URL(own.url);
	url.username = role;
	const database = await openDatabase(url.href);
	await expect(database.query('select * from users')).rejects.toMatchObject({
		code: 'ERR_BILLING_REFUSED_WRITE',
		message: expect.stringContaining('lacks a right (users)'),
	});
	const readOnly = database.transaction(async query => {
		await query('set transaction read only');
		await query('create temporary table t (a int)');
		await query('create table t (a int)');
	});
	await expect(readOnly).rejects.toMatchObject({message: expect.stringContaining('read-only')});
	await database.close();
	await admin.query(`drop role ${role}`);
	await admin.close();
	await own.drop();
});

test.runIf(server)(
	'a connection that breaks inside a transaction is unreachable, and the next statement takes a new one',
	async () => {
		const database = await openDatabase(server!);
		const broken = database.transaction(async query =>
			query('select pg_terminate_backend(pg_backend_pid())'),
		);
		await expect(broken).rejects.toMatchObject({
			code: 'ERR_BILLING_UNREACHABLE',
			message: expect.stringContaining('broke'),
		});
		expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
		await database.close();
	},
);
