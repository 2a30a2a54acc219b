import {expect, test} from 'vitest';
import {openBilling} from '../../source/billing/billing.ts';
import {onEachBilling} from './engines.ts';

onEachBilling(context => {
	test('what runs exclusively gives its result or its error, and can be repeated', async () => {
		const {billing} = context();
		expect(await billing.exclusively(1, async () => 'result')).toBe('result');
		await expect(
			billing.exclusively(1, async () => {
				throw new TypeError('its error');
			}),
		).rejects.toThrow('its error');
		// Of the disk of this machine, not of the database.
		const full = Object.assign(new Error('write'), {code: 'ENOSPC'});
		await expect(billing.exclusively(1, async () => Promise.reject(full))).rejects.toBe(full);
		expect(await billing.exclusively(1, async () => 'again')).toBe('again');
	});

	test('another process is refused at once for the same portal, and not for another one', async () => {
		const {billing, engine} = context();
		// PGlite is open in one process alone.
		if (engine.name === 'PGlite') return;
		const other = await openBilling(engine.url);
		try {
			await billing.exclusively(1, async () => {
				await expect(other.exclusively(1, async () => 'never')).rejects.toMatchObject({
					code: 'ERR_BILLING_LOCKED',
				});
				expect(await other.exclusively(2, async () => 'another portal')).toBe('another portal');
			});
			expect(await other.exclusively(1, async () => 'free again')).toBe('free again');
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
			await impatient.exclusively(1, async () => {
				await billing.database.query('select pg_sleep(0.5)');
				await expect(billing.exclusively(1, async () => 'never')).rejects.toMatchObject({
					code: 'ERR_BILLING_LOCKED',
				});
			});
		} finally {
			await impatient.close();
		}
	});
});
