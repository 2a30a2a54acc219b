import {message} from '../../../source/i18n/translator.ts';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {probe} from '../../../source/billing/abills/probe.ts';
import {openDatabase, type Database} from '../../../source/billing/database.ts';
import {readPostgresCatalog} from '../../../source/billing/dialects/postgres-catalog.ts';
import {copyTables} from './ddl.ts';
import {insertCopy} from './load-copy.ts';
import type {Rows} from './rows.ts';
import {variants} from './variants.ts';

const rows: Rows = {
	users: [{uid: 1, id: 'ivan', bill_id: 1, password: 'x'}],
	users_pi: [{uid: 1, fio: 'Іван', comments: '', reg_address: ''}],
	bills: [{id: 1, uid: 1, registration: '2026-01-01'}],
};

describe('a PostgreSQL copy of ABillS', () => {
	let database: Database;

	beforeAll(async () => {
		database = await openDatabase('memory:');
	});
	afterAll(async () => database.close());

	/** A schema called as ABillS' database was, first on the search path. */
	async function copied(
		schema: string,
		{booleans = false, own = rows} = {},
	): Promise<ReturnType<typeof probe>> {
		await database.query(`create schema ${schema}`);
		await database.query(`set search_path to ${schema}`);
		for (const statement of copyTables(variants.fresh, {booleans})) await database.query(statement);
		if (!booleans) await insertCopy(database.query, variants.fresh, own);
		return probe(await readPostgresCatalog(database.query));
	}

	test('is read, and never written', async () => {
		const {verdict, unreadable, unwritable, absent} = await copied('abills');
		expect({verdict, unreadable}).toEqual({verdict: 'fit', unreadable: []});
		expect(unwritable).toEqual([message('abills-copy')]);
		for (const place of ['iptv_users_screens', 'users_pi.fio2', 'users_pi.fio3', 'users_contacts'])
			expect(absent).not.toContain(place);
	});

	test('is refused where codes became yes and no', async () => {
		const {verdict, unreadable} = await copied('defaults', {booleans: true});
		expect(verdict).toBe('unfit');
		expect(unreadable).toEqual([
			message('abills-booleans', {
				places: [
					'iptv_main.disable',
					'users.disable',
					'tarif_plans.payment_type',
					'iptv_channels.state',
					'iptv_channels.genre_id',
				],
			}),
		]);
	});

	test('is refused where rows were lost', async () => {
		const {verdict, unreadable} = await copied('lost', {own: {...rows, users: [], users_pi: []}});
		expect(verdict).toBe('unfit');
		expect(unreadable).toEqual([message('abills-empty', {tables: ['users']})]);
		const without = await copied('nameless', {own: {...rows, users_pi: []}});
		expect(without.unreadable).toEqual([message('abills-empty', {tables: ['users_pi']})]);
	});

	test('a database of something else has no verdict', async () => {
		await database.query('create schema other');
		await database.query('set search_path to other');
		await database.query('create table users (name text)');
		expect(probe(await readPostgresCatalog(database.query)).verdict).toBe('none');
	});
});
