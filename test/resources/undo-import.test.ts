import {afterEach, beforeEach, expect, test} from 'vitest';
import {onEachEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

onEachEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	test('the plan goes, and can be imported again', async () => {
		const before = await fixture.tables();
		const {entry} = await fixture.act('tariffs import vip');
		expect(entry).toMatchObject({resource: 'tariffs', action: 'import'});
		const outcome = await fixture.undo(entry);
		expect(outcome).toMatchObject({is: 'done', message: {code: 'undone-import', values: {name: 'VIP'}}});
		expect(await fixture.tables()).toBe(before);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'undone'});
		expect(await fixture.query('select action_type from admin_actions order by id')).toEqual([
			{action_type: 1},
			{action_type: 10},
		]);
		expect(await fixture.undo(await fixture.entry(entry.id))).toMatchObject({
			message: {code: 'already-undone'},
		});
		expect((await fixture.act('tariffs import vip')).outcome).toMatchObject({is: 'done', changed: true});
	});

	test.each([
		['the plan has a fee', `update tarif_plans set month_fee = 100 where name = 'VIP'`, 'undo-changed'],
		['the plan has another name', `update tarif_plans set name = 'Gold' where name = 'VIP'`, 'undo-changed'],
		['the plan is gone', `delete from tarif_plans where name = 'VIP'`, 'undo-changed'],
		[
			'a service has it',
			`with one as (insert into users (id) values ('ivan') returning uid)
			insert into iptv_main (uid, tp_id, service_id) select one.uid, t.tp_id, t.service_id from one, tarif_plans t where name = 'VIP'`,
			'undo-referred',
		],
		[
			'another plan leads to it',
			`update tarif_plans set next_tp_id = (select tp_id from tarif_plans where name = 'VIP') where name <> 'VIP'`,
			'undo-referred',
		],
		[
			'it has prices by the hour',
			`insert into intervals (tp_id, begin, "end") select tp_id, '00:00', '24:00' from tarif_plans where name = 'VIP'`,
			'undo-referred',
		],
	])('once %s it is refused', async (_, sql, code) => {
		const {entry} = await fixture.act('tariffs import vip');
		const planned = await fixture.plan(entry);
		await fixture.query(sql);
		const before = await fixture.tables();
		expect(await fixture.undo(entry)).toMatchObject({is: 'refused', message: {code}});
		expect('run' in planned && (await planned.run())).toMatchObject({is: 'refused', message: {code}});
		expect(await fixture.tables()).toBe(before);
	});
});
