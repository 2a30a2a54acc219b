import {expect, test} from 'vitest';
import {readBillingCustomers} from '../../source/resources/accounts/billing-customers.ts';
import {onOneEngine} from '../billing/engines.ts';
import {createTestContext} from '../support/test-context.ts';

onOneEngine(fixture => {
	test('customers of whom nothing changed are the same records, whoever reads them; what changed is new', async () => {
		const {context, close} = await createTestContext(fixture().billing);
		const first = await readBillingCustomers(context);
		expect((await readBillingCustomers(context)).customers).toBe(first.customers);
		const {uid} = first.customers[3]!;
		await fixture().database.query(`update iptv_main set cid = '00:1A:79:99:99:99' where uid = ?`, [uid]);
		const second = await readBillingCustomers(context);
		expect(second.customers).not.toBe(first.customers);
		expect(
			second.customers.flatMap((one, index) => (one === first.customers[index] ? [] : [one.uid])),
		).toEqual([uid]);
		await fixture().database.query('delete from iptv_users_channels');
		await fixture().database.query('delete from iptv_main where uid = ?', [uid]);
		const third = await readBillingCustomers(context);
		expect(third.customers.find(one => one.uid === uid)?.service).toBeNull();
		await close();
	});
});
