import {expect, test} from 'vitest';
import {openBilling} from '../../source/billing/billing.ts';
import {onEachBilling} from './engines.ts';

const one = {id: 1, url: 'http://one.example/stalker_portal/api/v1'};
const two = {id: 2, url: 'http://two.example/stalker_portal/api/v1'};

onEachBilling(context => {
	test('what runs exclusively gives its result or its error, and can be repeated', async () => {
		const {billing} = context();
		expect(await billing.exclusively(one, async () => 'result')).toBe('result');
		await expect(
			billing.exclusively(one, async () => {
				throw new TypeError('its error');
			}),
		).rejects.toThrow('its error');
		// Of the disk of this machine, not of the database.
		const full = Object.assign(new Error('write'), {code: 'ENOSPC'});
		await expect(billing.exclusively(one, async () => Promise.reject(full))).rejects.toBe(full);
		expect(await billing.exclusively(one, async () => 'again')).toBe('again');
	});

	test('another process is refused at once for the same portal, and not for another one', async () => {
		const {billing, engine} = context();
		// PGlite is open in one process alone.
		if (engine.name === 'PGlite') return;
		const other = await openBilling(engine.url);
		try {
			await billing.exclusively(one, async () => {
				await expect(other.exclusively(one, async () => 'never')).rejects.toMatchObject({
					code: 'ERR_BILLING_LOCKED',
				});
				expect(await other.exclusively(two, async () => 'another portal')).toBe('another portal');
			});
			expect(await other.exclusively(one, async () => 'free again')).toBe('free again');
		} finally {
			await other.close();
		}
	});

	test('two portals that billing does not know yet do not refuse each other; one that became known meanwhile does', async () => {
		const {billing, engine} = context();
		if (engine.name === 'PGlite') return;
		const other = await openBilling(engine.url);
		try {
			await billing.exclusively({...one, id: null}, async () => {
				expect(await other.exclusively({...two, id: null}, async () => 'another portal')).toBe(
					'another portal',
				);
				await expect(other.exclusively({...one, id: null}, async () => 'never')).rejects.toMatchObject({
					code: 'ERR_BILLING_LOCKED',
				});
				// An ABillS knows a portal before anything is written.
				if (engine.name === 'PostgreSQL')
					await expect(other.exclusively(one, async () => 'never')).rejects.toMatchObject({
						code: 'ERR_BILLING_LOCKED',
					});
			});
		} finally {
			await other.close();
		}
	});

	test('a server that ends idle transactions does not end the lock', async () => {
		const {billing, engine} = context();
		if (engine.name !== 'PostgreSQL') return;
		const url = new URL(engine.url);
		url.searchParams.set('options', '-c idle_in_transaction_session_timeout=100');
		const impatient = await openBilling(url.href);
		try {
			await impatient.exclusively(one, async () => {
				await billing.database.query('select pg_sleep(0.5)');
				await expect(billing.exclusively(one, async () => 'never')).rejects.toMatchObject({
					code: 'ERR_BILLING_LOCKED',
				});
			});
		} finally {
			await impatient.close();
		}
	});
});
