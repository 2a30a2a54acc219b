import {expect, test} from 'vitest';
import {readKnown} from '../../source/resources/accounts/billing-side.ts';
import {onEachEngine} from '../billing/engines.ts';
import {openTestWorld} from '../world.ts';

onEachEngine(scene => {
	test('customers of whom nothing changed are the same records, whoever reads them; what changed is new', async () => {
		const {world, close} = await openTestWorld(scene().billing);
		const first = await readKnown(world);
		expect((await readKnown(world)).customers).toBe(first.customers);
		const {uid} = first.customers[3]!;
		await scene().database.query(`update iptv_main set cid = '00:1A:79:99:99:99' where uid = ?`, [uid]);
		const second = await readKnown(world);
		expect(second.customers).not.toBe(first.customers);
		expect(
			second.customers.flatMap((one, place) => (one === first.customers[place] ? [] : [one.uid])),
		).toEqual([uid]);
		await scene().database.query('delete from iptv_users_channels');
		await scene().database.query('delete from iptv_main where uid = ?', [uid]);
		const third = await readKnown(world);
		expect(third.customers.find(one => one.uid === uid)?.service).toBeNull();
		await close();
	});
});
