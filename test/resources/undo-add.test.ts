import os from 'node:os';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {onEachEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

onEachEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	const isPut = ({method}: {readonly method: string}) => method === 'PUT';

	test('a new customer goes with his service and his bill: billing is exactly as before, and both entries say so', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const before = await fixture.tables();
		const {entry} = await fixture.act('accounts add ivan');
		expect(await fixture.tables()).not.toBe(before);
		const outcome = await fixture.undo(entry);
		expect(outcome).toMatchObject({is: 'done', key: 'ivan', changed: true, message: {code: 'undone-add'}});
		expect(await fixture.tables()).toBe(before);
		expect(fixture.written()).toEqual([]);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'undone'});
		expect(await fixture.entry(outcome.is === 'done' ? outcome.journal! : '0')).toMatchObject({
			resource: 'accounts',
			action: 'undo',
			subject: 'ivan',
			state: 'done',
			undoes: entry.id,
		});
		const log = await fixture.query(
			'select module, action_type, actions from admin_actions order by id offset 2',
		);
		expect(log).toEqual([
			{module: 'Iptv', action_type: 10, actions: expect.stringContaining('ID: 1903')},
			{module: '', action_type: 12, actions: 'LOGIN:ivan'},
		]);
	});

	test('a customer who was there before stays, with his bill', async () => {
		await fixture.query(`insert into users (uid, id) values (7, 'ivan')`);
		await fixture.query('insert into bills (id, uid, deposit) values (9, 7, 50)');
		await fixture.query('update users set bill_id = 9');
		fixture.account({login: 'ivan', ls: '5'});
		const before = await fixture.tables();
		const {entry} = await fixture.act('accounts add ivan');
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(await fixture.tables()).toBe(before);
	});

	test.each(['A-77', ''])('the number “%s” that a TV id replaced returns, in one PUT', async ls => {
		const user = fixture.account({login: 'ivan', ls});
		const before = await fixture.tables();
		const {entry} = await fixture.act('accounts add ivan');
		expect(user.ls).toBe('1');
		const planned = await fixture.plan(entry);
		expect(planned).toMatchObject({says: {code: 'plan-undo-add', values: {number: ls}}, asks: []});
		expect(await fixture.undo(entry)).toMatchObject({is: 'done', message: {code: 'undone-add'}});
		expect(user.ls).toBe(ls);
		expect(fixture.written().slice(1)).toEqual([`PUT accounts/${user.mac} account_number=${ls}`.trim()]);
		expect(await fixture.tables()).toBe(before);
	});

	test('an account without MAC is written to by its TV id, and read back by its old number', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77', mac: ''});
		const {entry} = await fixture.act('accounts add ivan');
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(user.ls).toBe('A-77');
		expect(fixture.written().at(-1)).toBe('PUT accounts/1 account_number=A-77');
	});

	test('a number that another account has now stays away, which is said before and after', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const before = await fixture.tables();
		const {entry} = await fixture.act('accounts add ivan');
		fixture.account({login: 'thief', ls: 'a-77'});
		expect(await fixture.plan(entry)).toMatchObject({
			asks: [{code: 'number-stays', values: {reason: {code: 'number-shared', values: {others: ['thief']}}}}],
		});
		expect(await fixture.undo(entry)).toMatchObject({
			is: 'done',
			message: {values: {note: {values: {reason: {code: 'number-shared', values: {others: ['thief']}}}}}},
		});
		expect(user.ls).toBe('1');
		expect(fixture.written().length).toBe(1);
		expect(await fixture.tables()).toBe(before);
	});

	test('a number that the account got from somebody else meanwhile is not touched', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await fixture.act('accounts add ivan');
		user.ls = 'B-1';
		expect(await fixture.plan(entry)).toMatchObject({
			asks: [{code: 'number-stays', values: {reason: {code: 'undo-changed-stalker'}}}],
		});
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(user.ls).toBe('B-1');
		expect(fixture.written().length).toBe(1);
	});

	test('a number that is taken between question and answer stays away, too', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await fixture.act('accounts add ivan');
		const planned = await fixture.plan(entry);
		fixture.account({login: 'thief', ls: 'A-77'});
		expect('run' in planned && (await planned.run())).toMatchObject({
			is: 'done',
			message: {values: {note: {values: {reason: {code: 'number-shared', values: {others: ['thief']}}}}}},
		});
		expect(user.ls).toBe('1');
		expect(await fixture.context.billing.journal.list({open: true, limit: 9})).toEqual([]);
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
			fixture.account({login: 'ivan', ls: 'A-77'});
			const {entry} = await fixture.act('accounts add ivan');
			const planned = await fixture.plan(entry);
			await fixture.query(sql);
			const before = await fixture.tables();
			expect(await fixture.undo(entry)).toMatchObject({is: 'refused', message: {code, values}});
			expect('run' in planned && (await planned.run())).toMatchObject({
				is: 'refused',
				message: {code, values},
			});
			expect(await fixture.tables()).toBe(before);
			expect(fixture.written().length).toBe(1);
			expect(await fixture.entry(entry.id)).toMatchObject({state: 'done'});
			expect(await fixture.context.billing.journal.list({limit: 1})).toMatchObject([
				{action: 'undo', state: 'failed'},
			]);
		},
	);

	test('when the portal goes in the middle, billing is as before, the entry stays open and tells the way; the way finishes it', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const before = await fixture.tables();
		const {entry} = await fixture.act('accounts add ivan');
		let gone = false;
		fixture.portal.setFault({is: 'reset', matches: request => (gone ||= isPut(request))});
		const failed = await fixture.undo(entry);
		expect(failed).toMatchObject({is: 'failed', message: {code: 'undo-unclear', values: {entry: entry.id}}});
		expect(fixture.written().length).toBe(2);
		expect(await fixture.tables()).toBe(before);
		expect(await fixture.context.billing.journal.list({open: true, limit: 9})).toMatchObject([
			{action: 'undo', error: expect.any(String)},
		]);

		fixture.portal.setFault(null);
		const undone = await fixture.entry(entry.id);
		expect(undone.state).toBe('undone');
		expect(await fixture.undo(undone)).toMatchObject({is: 'done', message: {code: 'undone-number'}});
		expect(user.ls).toBe('A-77');
		expect(await fixture.context.billing.journal.list({open: true, limit: 9})).toEqual([]);
		expect(await fixture.undo(undone)).toMatchObject({is: 'refused', message: {code: 'already-undone'}});
	});

	test('a number that was taken while its return was open is given up, and the entry closed', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await fixture.act('accounts add ivan');
		fixture.portal.setFault({is: 'reset', matches: isPut});
		await fixture.undo(entry);
		fixture.portal.setFault(null);
		fixture.account({login: 'thief', ls: 'A-77'});
		const outcome = await fixture.undo(await fixture.entry(entry.id));
		expect(outcome).toMatchObject({
			message: {values: {note: {values: {reason: {code: 'number-shared', values: {others: ['thief']}}}}}},
		});
		expect(user.ls).toBe('1');
		expect(await fixture.context.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test('an account that was added again while its number was still to go back keeps the number', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await fixture.act('accounts add ivan');
		fixture.portal.setFault({is: 'reset', matches: isPut});
		await fixture.undo(entry);
		fixture.portal.setFault(null);
		expect((await fixture.act('accounts add ivan')).outcome).toMatchObject({is: 'done'});
		const before = await fixture.tables();
		expect(await fixture.undo(await fixture.entry(entry.id))).toMatchObject({
			is: 'refused',
			message: {code: 'already-undone'},
		});
		expect(user.ls).toBe('1');
		expect(await fixture.tables()).toBe(before);
		expect(await fixture.context.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test('an addition that is still writing its number is left alone', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await fixture.act('accounts add ivan');
		await fixture.query(`update stalker_journal_rows set state = 'open'`);
		await fixture.query(`update stalker_journal set state = 'open', host = 'another', pid = 1`);
		const open = await fixture.entry(entry.id);
		const before = await fixture.tables();
		expect(await fixture.undo(open)).toMatchObject({is: 'refused', message: {code: 'undo-open'}});
		expect(await fixture.tables()).toBe(before);
		await fixture.query(
			`update stalker_journal set at = at - interval '6 minutes', leased_at = leased_at - interval '6 minutes'`,
		);
		expect(await fixture.undo(open)).toMatchObject({is: 'done'});
		expect(user.ls).toBe('A-77');
	});

	test('a PUT whose answer is lost is not sent again: the account is read, and has the number', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await fixture.act('accounts add ivan');
		fixture.portal.setFault({is: 'reset', afterWork: true, matches: isPut});
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(user.ls).toBe('A-77');
		expect(fixture.written().length).toBe(2);
	});

	test('a PUT that the portal refuses leaves the number, and says so', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await fixture.act('accounts add ivan');
		fixture.portal.setFault({is: 'results-false', matches: isPut});
		expect(await fixture.undo(entry)).toMatchObject({
			is: 'done',
			message: {values: {note: {values: {reason: {code: 'stalker-not-applied'}}}}},
		});
		expect(user.ls).toBe('1');
		expect(await fixture.context.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test('an undo that is stopped before it begins writes nothing', async () => {
		fixture.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await fixture.act('accounts add ivan');
		const before = await fixture.tables();
		const planned = await fixture.plan(entry);
		const outcome = 'run' in planned && (await planned.run(AbortSignal.abort()));
		expect(outcome).toMatchObject({is: 'failed', message: {code: 'not-tried'}});
		expect(fixture.written().length).toBe(1);
		expect(await fixture.tables()).toBe(before);
		expect(await fixture.context.billing.journal.list({limit: 9})).toHaveLength(1);
	});

	test('an addition whose number the portal never accepted is undone, and its entry is no longer open', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const before = await fixture.tables();
		fixture.portal.setFault({is: 'reset', matches: isPut});
		const {entry, outcome} = await fixture.act('accounts add ivan');
		expect(outcome.message.code).toBe('number-not-written');
		expect(entry.state).toBe('open');
		fixture.portal.setFault(null);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done', message: {code: 'undone-add'}});
		expect(user.ls).toBe('A-77');
		expect(await fixture.tables()).toBe(before);
		expect(await fixture.context.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test('an addition that only wrote the number gives the number back, or is refused', async () => {
		const user = fixture.account({login: 'ivan', ls: '1903'});
		await fixture.act('accounts add ivan');
		user.ls = 'A-77';
		const {entry} = await fixture.act('accounts add ivan');
		expect(user.ls).toBe('1903');
		const thief = fixture.account({login: 'thief', ls: 'A-77'});
		expect(await fixture.undo(entry)).toMatchObject({is: 'refused', message: {code: 'number-shared'}});
		thief.ls = '';
		const before = await fixture.tables();
		expect(await fixture.undo(entry)).toMatchObject({is: 'done', message: {code: 'undone-number'}});
		expect(user.ls).toBe('A-77');
		expect(await fixture.tables()).toBe(before);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'undone'});
	});

	test('two undos at once: one undoes it, the other finds it undone', async () => {
		const user = fixture.account({login: 'ivan', ls: 'A-77'});
		const before = await fixture.tables();
		const {entry} = await fixture.act('accounts add ivan');
		const plans = [await fixture.plan(entry), await fixture.plan(entry)];
		const outcomes = await Promise.all(plans.map(async planned => 'run' in planned && planned.run()));
		expect(outcomes.map(outcome => String(outcome && outcome.message.code)).toSorted()).toEqual([
			expect.stringMatching(/^(already-undone|undo-under-way)$/),
			'undone-add',
		]);
		expect(user.ls).toBe('A-77');
		expect(await fixture.tables()).toBe(before);
		expect(fixture.written().length).toBe(2);
		expect(await fixture.context.billing.journal.list({open: true, limit: 9})).toEqual([]);
	});

	test('what was never in billing, or was there already, is refused', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const {entry} = await fixture.act('accounts add ivan');
		const stands = async (state: string, by: string | null) => {
			await fixture.query('update stalker_journal_rows set state = ?', [state]);
			await fixture.query('update stalker_journal set state = ?, host = ?, pid = ?', [
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
			expect(await fixture.undo(await fixture.entry(entry.id))).toMatchObject({message: {code}});
		}
	});
});
