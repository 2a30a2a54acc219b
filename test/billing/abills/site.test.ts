import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../../source/billing/billing.ts';
import {applySets} from '../../../source/sync/changes/apply.ts';
import {createAttached, stalkerProvider} from '../engines.ts';
import {addServices, applyContext, createOrder, undoFirst} from '../fixtures.ts';
import {mariadbServer, type AbillsDatabase} from './database.ts';
import {compareFingerprints, takeFingerprint} from './fingerprint.ts';
import {portalService, type Rows} from './rows.ts';

/** The same login, and the same number of a plan, in the main domain and in another one. */
const rows: Rows = {
	...stalkerProvider,
	users: [0, 2].map(domain => ({uid: 10 + domain, id: 'ivan', domain_id: domain, bill_id: 10 + domain})),
	users_pi: [10, 12].map(uid => ({uid, comments: ''})),
	bills: [10, 12].map(id => ({id, uid: id, registration: '2020-01-01'})),
	tarif_plans: [0, 2].map(domain => ({
		...{tp_id: 20 + domain, id: 5, name: `Plan of ${domain}`, module: 'Iptv'},
		...{domain_id: domain, service_id: portalService, comments: ''},
	})),
	iptv_main: [0, 2].map(domain => ({
		...{id: 30 + domain, uid: 10 + domain, tp_id: 20 + domain, service_id: portalService},
		...{cid: `00:1A:79:00:AA:0${domain}`, iptv_login: `ivan${domain}`},
	})),
};

describe.runIf(mariadbServer)(
	'an ABillS with several domains, of which one is configured, and a group',
	() => {
		let abills: AbillsDatabase;
		let billing: Billing;
		beforeAll(async () => {
			const attached = await createAttached('fresh', rows);
			abills = attached;
			billing = await openBilling(attached.url, {domain: 2, group: 7});
		});
		afterAll(async () => {
			await billing.close();
			await abills.drop();
		});

		const ask = async (sql: string) => (await abills.root.query(sql))[0];

		test('only its customers and plans are read; TV ids of the others are taken', async () => {
			const customers = await billing.customers(portalService);
			expect(customers.map(({uid, service}) => [uid, service?.id])).toEqual([[12, 32]]);
			const named = await billing.customers(portalService, {logins: ['ivan', 'ivan0']});
			expect(named.map(({uid}) => uid)).toEqual([12]);
			expect((await billing.plans(portalService)).map(({tp_id}) => tp_id)).toEqual([22]);
			expect(await billing.takenPlanIds()).toEqual([5]);
			expect(await billing.takenIds(portalService)).toEqual([30]);
			expect(await billing.abillsSizes()).toMatchObject({customers: 2, domain: {id: 2, customers: 1}});
		});

		test('a new customer and a new plan are made there, a login of another domain is free, and undo leaves nothing', async () => {
			await abills.root.query(`insert into users (uid, id, password) values (14, 'maria', '')`);
			const before = await takeFingerprint(abills.root, abills.name);
			const [added] = await addServices(billing, portalService, [createOrder('maria', {tp_id: 22})]);
			expect(added).toMatchObject({is: 'applied'});
			expect(await ask(`select domain_id, gid from users where id = 'maria' and uid <> 14`)).toEqual([
				{domain_id: 2, gid: 7},
			]);
			const [imported] = await applySets(
				[
					{
						...{resource: 'tariffs', rowKey: '6', action: 'import', questions: [], values: {}},
						changes: [
							{
								...{system: 'billing', record: 'tariff', operation: 'create'},
								...{key: {external_id: '6'}, before: null, after: {id: 6, name: 'Six'}},
							},
						],
					},
				],
				applyContext(billing, portalService),
			);
			expect(await ask(`select domain_id, service_id from tarif_plans where name = 'Six'`)).toEqual([
				{domain_id: 2, service_id: portalService},
			]);
			for (const entry of [imported!.journal!, added!.journal!])
				expect((await undoFirst(billing, portalService, entry)).results.map(({is}) => is)).not.toContain(
					'stale',
				);
			const left = compareFingerprints(before, await takeFingerprint(abills.root, abills.name));
			expect(
				Object.keys(left)
					.filter(table => left[table]!.came + left[table]!.went > 0)
					.toSorted(),
			).toEqual(['admin_actions', 'admin_system_actions']);
		});

		test('a MAC that a service of another domain has is refused', async () => {
			const [refused] = await addServices(billing, portalService, [
				createOrder('olena', {cid: '00:1A:79:00:AA:00', tp_id: 22}),
			]);
			expect(refused).toMatchObject({is: 'stale'});
		});
	},
);
