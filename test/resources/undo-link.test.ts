import {afterEach, beforeEach, expect, test} from 'vitest';
import {toEnglish} from '../../source/i18n/translator.ts';
import {onEachEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

onEachEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
		await fixture.query(`insert into users (uid, id) values (1, 'petro'), (2, 'olena')`);
		await fixture.query(
			`insert into iptv_main (id, uid, service_id, cid, iptv_login) values (41, 1, ?, '00:1A:79:AA:AA:AA', 'petro')`,
			[fixture.context.providerId],
		);
	});
	afterEach(async () => fixture.close());

	test('the service has its login and MAC of before again, and the account its number', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const before = await fixture.tables();
		const {entry} = await fixture.act('accounts link ivan', {choice: '41'});
		expect(user.ls).toBe('41');
		expect(await fixture.plan(entry)).toMatchObject({
			says: {code: 'plan-undo-link', values: {before: 'petro', number: 'A-77'}},
			asks: [],
		});
		expect(await fixture.undo(entry)).toMatchObject({is: 'done', message: {code: 'undone-link'}});
		expect(await fixture.tables()).toBe(before);
		expect(user.ls).toBe('A-77');
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'undone'});
		expect(await fixture.query('select action_type from admin_actions')).toEqual([
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
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await fixture.act('accounts link ivan', {choice: '41'});
		const planned = await fixture.plan(entry);
		await fixture.query(sql);
		const before = await fixture.tables();
		const outcome = await fixture.undo(entry);
		expect(outcome).toMatchObject({is: 'refused', message: {code}});
		// Since when the other service has it is not known.
		if (code === 'undo-taken')
			expect(toEnglish(outcome.message)).toMatch(
				/^The (login|MAC) that the service had before belongs to the service 42\.$/,
			);
		expect('run' in planned && (await planned.run())).toMatchObject({is: 'refused', message: {code}});
		expect(await fixture.tables()).toBe(before);
		expect(user.ls).toBe('41');
	});

	test('when the portal goes in the middle, the number follows later', async () => {
		const user = fixture.account({login: 'ivan', ls: ''});
		const before = await fixture.tables();
		const {entry} = await fixture.act('accounts link ivan', {choice: '41'});
		fixture.portal.setFault({is: 'reset', matches: ({method}) => method === 'PUT'});
		expect(await fixture.undo(entry)).toMatchObject({is: 'failed', message: {code: 'undo-unclear'}});
		expect(await fixture.tables()).toBe(before);
		fixture.portal.setFault(null);
		expect(await fixture.undo(await fixture.entry(entry.id))).toMatchObject({is: 'done'});
		expect(user.ls).toBe('');
	});
});
