import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {grantStatements} from '../../../source/billing/abills/grants.ts';
import {openBilling} from '../../../source/billing/billing.ts';
import {ownMigrationNames} from '../../../source/billing/dialects/own-tables.ts';
import {openDatabase} from '../../../source/billing/database.ts';
import {toEnglish} from '../../../source/i18n/translator.ts';
import {seedBilling} from '../../../source/demo/seed-billing.ts';
import {seedPortal} from '../../../source/demo/portal/seed/seed-portal.ts';
import {createAbills, mariadbServer, type AbillsDatabase} from './database.ts';
import {compareFingerprints, takeFingerprint} from './fingerprint.ts';
import {abillsRows} from './rows.ts';
import type {VariantName} from './variants.ts';

const rows = abillsRows(seedBilling(seedPortal({accounts: 60, seed: 1})), 'http://portal.example/');

describe.runIf(mariadbServer).each(['fresh', 'upgraded', 'old', 'myisam'] as const)(
	'a live ABillS "%s" that was never attached',
	variant => {
		let abills: AbillsDatabase;
		let url: string;

		beforeAll(async () => {
			abills = await createAbills(variant satisfies VariantName, rows);
			url = await abills.addressFor({readOnly: true});
		});
		afterAll(async () => abills.drop());

		test('is read whole, and not one byte of it changes', async () => {
			const before = await takeFingerprint(abills.root, abills.name);
			const billing = await openBilling(url);
			expect(await billing.database.status()).toMatchObject({state: 'attachable', applied: []});
			expect(billing.source).toBe('abills');
			const {is, id} = (await billing.findPortal('http://portal.example/')) as {is: string; id: number};
			expect(is).toBe('known');
			expect((await billing.customers(id)).length).toBeGreaterThan(50);
			expect((await billing.plans(id)).length).toBe(7);
			expect((await billing.channels()).length).toBe(57);
			expect((await billing.channelChoices(id)).length).toBeGreaterThan(5);
			expect(await billing.activeProviders()).toEqual(['Stalker', 'Other TV']);
			expect(await billing.today()).toMatch(/^\d{4}-\d\d-\d\d$/);
			expect(await billing.journal.unfinished({providerId: id, run: 'r', limit: 5})).toEqual({
				entries: [],
				count: 0,
			});
			await billing.close();
			expect(compareFingerprints(before, await takeFingerprint(abills.root, abills.name))).toEqual({});
		});

		test('refuses to write, and says what would allow it', async () => {
			const billing = await openBilling(url);
			expect(toEnglish(billing.readOnly!)).toBe(
				"Billing is read-only: the console's own tables are not made yet; stalker-console db attach makes them.",
			);
			const write = billing.database.transaction(async query => query('delete from iptv_main'));
			await expect(write).rejects.toMatchObject({code: 'ERR_BILLING_REFUSED_WRITE'});
			await expect(billing.database.migrate()).rejects.toMatchObject({code: 'ERR_BILLING_FOREIGN'});
			await billing.close();
		});
	},
);

describe.runIf(mariadbServer)('what stands in the way is one sentence', () => {
	let abills: AbillsDatabase;

	beforeAll(async () => {
		abills = await createAbills('fresh', rows);
	});
	afterAll(async () => abills.drop());

	const errorOf = async (url: string): Promise<{code: string; message: string}> => {
		const thrown: unknown = await openBilling(url).catch((error: unknown) => error);
		return thrown as {code: string; message: string};
	};

	test('a wrong password, an absent database, nobody there', async () => {
		const url = new URL(await abills.addressFor({readOnly: true}));
		url.password = 'wrong';
		expect(await errorOf(url.href)).toMatchObject({
			code: 'ERR_BILLING_UNREACHABLE',
			message: expect.stringMatching(/password/),
		});
		const absent = new URL(mariadbServer!);
		absent.pathname = '/no_such_database';
		expect(await errorOf(absent.href)).toMatchObject({
			message: expect.stringMatching(/^There is no database/),
		});
		expect(await errorOf('mysql://olga:sekret@127.0.0.1:1/abills')).toMatchObject({
			message:
				'Connection refused at 127.0.0.1:1/abills; check that the database server runs and the address is right.',
		});
	});

	test.each([
		[`identified by 'sekret' password expire`, /has expired; set a new one there/],
		['account lock', /is locked; an administrator unlocks it/],
	])('a user that was changed: %s', async (change, sentence) => {
		const url = new URL(await abills.addressFor({readOnly: true}));
		await abills.root.query(`alter user '${url.username}'@'%' ${change}`);
		if (change.includes('sekret')) url.password = 'sekret';
		expect(await errorOf(url.href)).toMatchObject({
			code: 'ERR_BILLING_UNREACHABLE',
			message: expect.stringMatching(sentence),
		});
	});

	test('no rights at all, a right too few, and a database of something else', async () => {
		const none = await abills.userWith(() => []);
		expect((await errorOf(none)).message).toMatch(/lacks a right.*db attach --print-grants/);
		const few = await abills.userWith(user =>
			grantStatements({database: abills.name, consoleDatabase: abills.own, user, readOnly: true}).map(grant =>
				grant.replace('`expire`, ', ''),
			),
		);
		expect((await errorOf(few)).message).toMatch(/cannot be used: .*users\.expire.*--print-grants/);
		const other = new URL(mariadbServer!);
		other.pathname = '/mysql';
		expect((await errorOf(other.href)).message).toMatch(/has no ABillS tables/);
	});

	test('a migration where there are no tables of ABillS', async () => {
		const database = await openDatabase(mariadbServer!);
		await expect(database.migrate()).rejects.toMatchObject({
			code: 'ERR_BILLING_UNPREPARED',
			message: expect.stringContaining('has no ABillS tables'),
		});
		await database.close();
	});

	test('a copy that lost its customers', async () => {
		const lost = await createAbills('fresh', {...rows, users: []});
		const url = new URL(mariadbServer!);
		url.pathname = `/${lost.name}`;
		expect((await errorOf(url.href)).message).toMatch(
			/users is empty although other tables .*copy or restore them again/,
		);
		await lost.drop();
	});

	test("attaching makes the console's own tables alone", async () => {
		const before = await takeFingerprint(abills.root, abills.name);
		const database = await openDatabase(await abills.addressFor());
		await database.attach();
		await database.attach();
		expect(await database.status()).toMatchObject({
			state: 'attached',
			applied: [...ownMigrationNames],
			pending: [],
		});
		await database.close();
		expect(compareFingerprints(before, await takeFingerprint(abills.root, abills.name))).toEqual({});
	});
});
