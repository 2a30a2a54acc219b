import {afterEach, beforeEach, expect, test} from 'vitest';
import {onEachEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

onEachEngine(engine => {
	let scene: UndoSystems;
	beforeEach(async () => {
		scene = await openUndoSystems(engine().billing);
		await scene.query(`insert into users (uid, id) values (1, 'petro'), (2, 'olena')`);
		await scene.query(
			`insert into iptv_main (id, uid, service_id, cid, iptv_login) values (41, 1, ?, '00:1A:79:AA:AA:AA', 'petro')`,
			[scene.world.providerId],
		);
	});
	afterEach(async () => scene.close());

	test('the service has its login and MAC of before again, and the account its number', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const before = await scene.tables();
		const {entry} = await scene.act('accounts link ivan', {choice: '41'});
		expect(user.ls).toBe('41');
		expect(await scene.plan(entry)).toMatchObject({
			says: {code: 'plan-undo-link', values: {before: 'petro', number: 'A-77'}},
			asks: [],
		});
		expect(await scene.undo(entry)).toMatchObject({is: 'done', message: {code: 'undone-link'}});
		expect(await scene.tables()).toBe(before);
		expect(user.ls).toBe('A-77');
		expect(await scene.entry(entry.id)).toMatchObject({state: 'undone'});
		expect(await scene.query('select action_type from admin_actions')).toEqual([
			{action_type: 2},
			{action_type: 2},
		]);
	});

	test.each([
		['the MAC is another', `update iptv_main set cid = '00:1A:79:BB:BB:BB' where id = 41`, 'undo-changed'],
		['the service is gone', 'delete from iptv_main where id = 41', 'undo-changed'],
		[
			'another service has the old login',
			`insert into iptv_main (id, uid, service_id, iptv_login) select 42, 2, service_id, 'PETRO' from iptv_main`,
			'undo-taken',
		],
		[
			'another service has the old MAC',
			`insert into iptv_main (id, uid, service_id, cid) select 42, 2, service_id, '001a.79aa.aaaa' from iptv_main`,
			'undo-taken',
		],
	])('once %s it is refused', async (_, sql, code) => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await scene.act('accounts link ivan', {choice: '41'});
		const planned = await scene.plan(entry);
		await scene.query(sql);
		const before = await scene.tables();
		expect(await scene.undo(entry)).toMatchObject({is: 'refused', message: {code}});
		expect('run' in planned && (await planned.run())).toMatchObject({is: 'refused', message: {code}});
		expect(await scene.tables()).toBe(before);
		expect(user.ls).toBe('41');
	});

	test('when the portal goes in the middle, the number follows later', async () => {
		const user = scene.account({login: 'ivan', ls: ''});
		const before = await scene.tables();
		const {entry} = await scene.act('accounts link ivan', {choice: '41'});
		scene.portal.setFault({is: 'reset', matches: ({method}) => method === 'PUT'});
		expect(await scene.undo(entry)).toMatchObject({is: 'failed', message: {code: 'undo-unclear'}});
		expect(await scene.tables()).toBe(before);
		scene.portal.setFault(null);
		expect(await scene.undo(await scene.entry(entry.id))).toMatchObject({is: 'done'});
		expect(user.ls).toBe('');
	});
});
