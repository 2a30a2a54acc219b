import os from 'node:os';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {onEachEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

onEachEngine(engine => {
	let scene: UndoSystems;
	beforeEach(async () => {
		scene = await openUndoSystems(engine().billing);
	});
	afterEach(async () => scene.close());

	const isPut = ({method}: {readonly method: string}) => method === 'PUT';

	test('a new customer goes with his service and his bill: billing is exactly as before, and both entries say so', async () => {
		scene.account({login: 'ivan', ls: '1903'});
		const before = await scene.tables();
		const {entry} = await scene.act('accounts add ivan');
		expect(await scene.tables()).not.toBe(before);
		const outcome = await scene.undo(entry);
		expect(outcome).toMatchObject({is: 'done', key: 'ivan', changed: true, message: {code: 'undone-add'}});
		expect(await scene.tables()).toBe(before);
		expect(scene.written()).toEqual([]);
		expect(await scene.entry(entry.id)).toMatchObject({state: 'undone'});
		expect(await scene.entry(outcome.is === 'done' ? outcome.journal! : '0')).toMatchObject({
			resource: 'accounts',
			action: 'undo',
			subject: 'ivan',
			state: 'done',
			undoes: entry.id,
		});
		const log = await scene.query(
			'select module, action_type, actions from admin_actions order by id offset 2',
		);
		expect(log).toEqual([
			{module: 'Iptv', action_type: 10, actions: expect.stringContaining('ID: 1903')},
			{module: '', action_type: 12, actions: 'LOGIN:ivan'},
		]);
	});

	test('a customer who was there before stays, with his bill', async () => {
		await scene.query(`insert into users (uid, id) values (7, 'ivan')`);
		await scene.query('insert into bills (id, uid, deposit) values (9, 7, 50)');
		await scene.query('update users set bill_id = 9');
		scene.account({login: 'ivan', ls: '5'});
		const before = await scene.tables();
		const {entry} = await scene.act('accounts add ivan');
		expect(await scene.undo(entry)).toMatchObject({is: 'done'});
		expect(await scene.tables()).toBe(before);
	});

	test.each(['A-77', ''])('the number “%s” that a TV id replaced returns, in one PUT', async ls => {
		const user = scene.account({login: 'ivan', ls});
		const before = await scene.tables();
		const {entry} = await scene.act('accounts add ivan');
		expect(user.ls).toBe('1');
		const planned = await scene.plan(entry);
		expect(planned).toMatchObject({says: {code: 'plan-undo-add', values: {number: ls}}, asks: []});
		expect(await scene.undo(entry)).toMatchObject({is: 'done', message: {code: 'undone-add'}});
		expect(user.ls).toBe(ls);
		expect(scene.written().slice(1)).toEqual([`PUT accounts/${user.mac} account_number=${ls}`.trim()]);
		expect(await scene.tables()).toBe(before);
	});

	test('an account without MAC is written to by its TV id, and read back by its old number', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77', mac: ''});
		const {entry} = await scene.act('accounts add ivan');
		expect(await scene.undo(entry)).toMatchObject({is: 'done'});
		expect(user.ls).toBe('A-77');
		expect(scene.written().at(-1)).toBe('PUT accounts/1 account_number=A-77');
	});

	test('a number that another account has now stays away, which is said before and after', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const before = await scene.tables();
		const {entry} = await scene.act('accounts add ivan');
		scene.account({login: 'thief', ls: 'a-77'});
		expect(await scene.plan(entry)).toMatchObject({
			asks: [{code: 'number-stays', values: {reason: {code: 'number-shared', values: {others: ['thief']}}}}],
		});
		expect(await scene.undo(entry)).toMatchObject({
			is: 'done',
			message: {values: {note: {values: {reason: {code: 'number-shared', values: {others: ['thief']}}}}}},
		});
		expect(user.ls).toBe('1');
		expect(scene.written().length).toBe(1);
		expect(await scene.tables()).toBe(before);
	});

	test('a number that the account got from somebody else meanwhile is not touched', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await scene.act('accounts add ivan');
		user.ls = 'B-1';
		expect(await scene.plan(entry)).toMatchObject({
			asks: [{code: 'number-stays', values: {reason: {code: 'undo-changed-stalker'}}}],
		});
		expect(await scene.undo(entry)).toMatchObject({is: 'done'});
		expect(user.ls).toBe('B-1');
		expect(scene.written().length).toBe(1);
	});

	test('a number that is taken between question and answer stays away, too', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await scene.act('accounts add ivan');
		const planned = await scene.plan(entry);
		scene.account({login: 'thief', ls: 'A-77'});
		expect('run' in planned && (await planned.run())).toMatchObject({
			is: 'done',
			message: {values: {note: {values: {reason: {code: 'number-shared', values: {others: ['thief']}}}}}},
		});
		expect(user.ls).toBe('1');
		expect(await scene.world.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test.each([
		['the customer has paid', 'update bills set deposit = 0.01', 'undo-deposit', {deposit: '0.01'}],
		['he has credit', 'update users set credit = 5', 'undo-changed', {fields: ['users.credit']}],
		[
			'somebody wrote his address down',
			`update users_pi set address_flat = '12'`,
			'undo-changed',
			{fields: ['users_pi.address_flat']},
		],
		['the plan is another', 'update iptv_main set tp_id = 0', 'undo-changed', {fields: ['iptv_main.tp_id']}],
		['the MAC is another', `update iptv_main set cid = ''`, 'undo-changed', {fields: ['iptv_main.cid']}],
		[
			'the login is another',
			`update iptv_main set iptv_login = 'x'`,
			'undo-changed',
			{fields: ['iptv_main.iptv_login']},
		],
		[
			'the status is another',
			'update iptv_main set disable = 1',
			'undo-changed',
			{fields: ['iptv_main.disable']},
		],
		['the service is gone', 'delete from iptv_main', 'undo-changed', {fields: ['iptv_main']}],
		[
			'the customer has another service',
			'insert into iptv_main (id, uid, service_id) select 77, uid, service_id from iptv_main',
			'undo-referred',
			{by: ['services']},
		],
		[
			'he has another bill',
			'insert into bills (uid) select uid from users',
			'undo-referred',
			{by: ['bills']},
		],
		[
			'somebody else uses the bill',
			`insert into users (id, bill_id) select 'wife', bill_id from users`,
			'undo-referred',
			{by: ['customers']},
		],
		[
			'channels were chosen',
			`with one as (insert into iptv_channels (id) values (1) returning id)
			insert into iptv_users_channels (id, uid, tp_id, channel_id) select m.id, m.uid, m.tp_id, 1 from iptv_main m`,
			'undo-referred',
			{by: ['channels']},
		],
		[
			'an admin has worked with him',
			'insert into admin_actions (aid, uid, action_type) select 1, uid, 5 from users',
			'undo-referred',
			{by: ['log']},
		],
	])(
		'once %s it is refused, before and after the question, and nothing changes',
		async (_, sql, code, values) => {
			scene.account({login: 'ivan', ls: 'A-77'});
			const {entry} = await scene.act('accounts add ivan');
			const planned = await scene.plan(entry);
			await scene.query(sql);
			const before = await scene.tables();
			expect(await scene.undo(entry)).toMatchObject({is: 'refused', message: {code, values}});
			expect('run' in planned && (await planned.run())).toMatchObject({
				is: 'refused',
				message: {code, values},
			});
			expect(await scene.tables()).toBe(before);
			expect(scene.written().length).toBe(1);
			expect(await scene.entry(entry.id)).toMatchObject({state: 'done'});
			expect(await scene.world.billing.journal.list({limit: 1})).toMatchObject([
				{action: 'undo', state: 'failed'},
			]);
		},
	);

	test('when the portal goes in the middle, billing is as before, the entry stays open and tells the way; the way finishes it', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const before = await scene.tables();
		const {entry} = await scene.act('accounts add ivan');
		let gone = false;
		scene.portal.setFault({is: 'reset', matches: request => (gone ||= isPut(request))});
		const failed = await scene.undo(entry);
		expect(failed).toMatchObject({is: 'failed', message: {code: 'undo-unclear', values: {entry: entry.id}}});
		expect(scene.written().length).toBe(2);
		expect(await scene.tables()).toBe(before);
		expect(await scene.world.billing.journal.list({open: true, limit: 9})).toMatchObject([
			{action: 'undo', error: expect.any(String)},
		]);

		scene.portal.setFault(null);
		const undone = await scene.entry(entry.id);
		expect(undone.state).toBe('undone');
		expect(await scene.undo(undone)).toMatchObject({is: 'done', message: {code: 'undone-number'}});
		expect(user.ls).toBe('A-77');
		expect(await scene.world.billing.journal.list({open: true, limit: 9})).toEqual([]);
		expect(await scene.undo(undone)).toMatchObject({is: 'refused', message: {code: 'already-undone'}});
	});

	test('a number that was taken while its return was open is given up, and the entry closed', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await scene.act('accounts add ivan');
		scene.portal.setFault({is: 'reset', matches: isPut});
		await scene.undo(entry);
		scene.portal.setFault(null);
		scene.account({login: 'thief', ls: 'A-77'});
		const outcome = await scene.undo(await scene.entry(entry.id));
		expect(outcome).toMatchObject({
			message: {values: {note: {values: {reason: {code: 'number-shared', values: {others: ['thief']}}}}}},
		});
		expect(user.ls).toBe('1');
		expect(await scene.world.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test('an account that was added again while its number was still to go back keeps the number', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await scene.act('accounts add ivan');
		scene.portal.setFault({is: 'reset', matches: isPut});
		await scene.undo(entry);
		scene.portal.setFault(null);
		expect((await scene.act('accounts add ivan')).outcome).toMatchObject({is: 'done'});
		const before = await scene.tables();
		expect(await scene.undo(await scene.entry(entry.id))).toMatchObject({
			is: 'refused',
			message: {code: 'already-undone'},
		});
		expect(user.ls).toBe('1');
		expect(await scene.tables()).toBe(before);
		expect(await scene.world.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test('an addition that is still writing its number is left alone', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await scene.act('accounts add ivan');
		await scene.query(`update stalker_journal_rows set state = 'open'`);
		await scene.query(`update stalker_journal set state = 'open', host = 'another', pid = 1`);
		const open = await scene.entry(entry.id);
		const before = await scene.tables();
		expect(await scene.undo(open)).toMatchObject({is: 'refused', message: {code: 'undo-open'}});
		expect(await scene.tables()).toBe(before);
		await scene.query(
			`update stalker_journal set at = at - interval '6 minutes', leased_at = leased_at - interval '6 minutes'`,
		);
		expect(await scene.undo(open)).toMatchObject({is: 'done'});
		expect(user.ls).toBe('A-77');
	});

	test('a PUT whose answer is lost is not sent again: the account is read, and has the number', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await scene.act('accounts add ivan');
		scene.portal.setFault({is: 'reset', afterWork: true, matches: isPut});
		expect(await scene.undo(entry)).toMatchObject({is: 'done'});
		expect(user.ls).toBe('A-77');
		expect(scene.written().length).toBe(2);
	});

	test('a PUT that the portal refuses leaves the number, and says so', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await scene.act('accounts add ivan');
		scene.portal.setFault({is: 'results-false', matches: isPut});
		expect(await scene.undo(entry)).toMatchObject({
			is: 'done',
			message: {values: {note: {values: {reason: {code: 'stalker-undone'}}}}},
		});
		expect(user.ls).toBe('1');
		expect(await scene.world.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test('an undo that is stopped before it begins writes nothing', async () => {
		scene.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await scene.act('accounts add ivan');
		const before = await scene.tables();
		const planned = await scene.plan(entry);
		const outcome = 'run' in planned && (await planned.run(AbortSignal.abort()));
		expect(outcome).toMatchObject({is: 'failed', message: {code: 'not-tried'}});
		expect(scene.written().length).toBe(1);
		expect(await scene.tables()).toBe(before);
		expect(await scene.world.billing.journal.list({limit: 9})).toHaveLength(1);
	});

	test('an addition whose number the portal never took is taken back, and its entry is open no longer', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const before = await scene.tables();
		scene.portal.setFault({is: 'reset', matches: isPut});
		const {entry, outcome} = await scene.act('accounts add ivan');
		expect(outcome.message.code).toBe('number-not-written');
		expect(entry.state).toBe('open');
		scene.portal.setFault(null);
		expect(await scene.undo(entry)).toMatchObject({is: 'done', message: {code: 'undone-add'}});
		expect(user.ls).toBe('A-77');
		expect(await scene.tables()).toBe(before);
		expect(await scene.world.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test('an addition that only wrote the number gives the number back, or is refused', async () => {
		const user = scene.account({login: 'ivan', ls: '1903'});
		await scene.act('accounts add ivan');
		user.ls = 'A-77';
		const {entry} = await scene.act('accounts add ivan');
		expect(user.ls).toBe('1903');
		const thief = scene.account({login: 'thief', ls: 'A-77'});
		expect(await scene.undo(entry)).toMatchObject({is: 'refused', message: {code: 'number-shared'}});
		thief.ls = '';
		const before = await scene.tables();
		expect(await scene.undo(entry)).toMatchObject({is: 'done', message: {code: 'undone-number'}});
		expect(user.ls).toBe('A-77');
		expect(await scene.tables()).toBe(before);
		expect(await scene.entry(entry.id)).toMatchObject({state: 'undone'});
	});

	test('two undos at once: one takes it back, the other finds it taken back', async () => {
		const user = scene.account({login: 'ivan', ls: 'A-77'});
		const before = await scene.tables();
		const {entry} = await scene.act('accounts add ivan');
		const plans = [await scene.plan(entry), await scene.plan(entry)];
		const outcomes = await Promise.all(plans.map(async planned => 'run' in planned && planned.run()));
		expect(outcomes.map(outcome => String(outcome && outcome.message.code)).toSorted()).toEqual([
			expect.stringMatching(/^(already-undone|undo-under-way)$/),
			'undone-add',
		]);
		expect(user.ls).toBe('A-77');
		expect(await scene.tables()).toBe(before);
		expect(scene.written().length).toBe(2);
		expect(await scene.world.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test('what was never in billing, or was there already, is refused', async () => {
		scene.account({login: 'ivan', ls: '1903'});
		const {entry} = await scene.act('accounts add ivan');
		const stands = async (state: string, by: string | null) => {
			await scene.query('update stalker_journal_rows set state = ?', [state]);
			await scene.query('update stalker_journal set state = ?, host = ?, pid = ?', [
				state === 'unchanged' ? 'done' : state,
				by,
				by && process.pid,
			]);
		};
		for (const [state, by, code] of [
			['open', os.hostname(), 'undo-open'],
			['unchanged', null, 'undo-nothing'],
			['failed', null, 'undo-failed'],
		] as const) {
			await stands(state, by);
			expect(await scene.undo(await scene.entry(entry.id))).toMatchObject({message: {code}});
		}
	});
});
