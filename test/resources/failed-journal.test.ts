import {afterEach, beforeEach, expect, test} from 'vitest';
import {onOneEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	const refusePuts = () =>
		fixture.portal.setFault({is: 'results-false', matches: ({method}) => method === 'PUT'});

	const isLook = ({method, path}: {readonly method: string; readonly path: string}) =>
		method === 'GET' && /\/(?:accounts|users)\//.test(path);

	/** The account is deleted in the panel when the portal is first asked for it. */
	const deleteWhenAsked = () =>
		fixture.portal.setFault({
			is: 'reset',
			matches(request) {
				if (isLook(request)) fixture.portal.state.users = [];
				return false;
			},
		});

	/** Billing refuses entries of the journal that are closed so, while it works. */
	async function whileRefused<Result>(condition: string, work: () => Promise<Result>): Promise<Result> {
		await fixture.query(`alter table stalker_journal add constraint refused check (${condition}) not valid`);
		try {
			return await work();
		} finally {
			await fixture.query('alter table stalker_journal drop constraint refused');
		}
	}

	test('an addition whose number the portal did not accept names its entry, which can be undone', async () => {
		fixture.account({login: 'ivan', ls: ''});
		const before = await fixture.tables();
		refusePuts();
		const {outcome, entry} = await fixture.act('accounts add ivan');
		expect(outcome).toMatchObject({is: 'failed', message: {code: 'number-not-written'}, journal: entry.id});
		fixture.portal.setFault(null);
		await fixture.undo(entry);
		expect(await fixture.tables()).toBe(before);
	});

	test('an addition whose account was deleted meanwhile says that billing has it, and can be undone', async () => {
		fixture.account({login: 'ivan', ls: ''});
		const before = await fixture.tables();
		deleteWhenAsked();
		const {outcome, entry} = await fixture.act('accounts add ivan');
		expect(outcome).toMatchObject({
			is: 'failed',
			message: {code: 'number-not-written', values: {message: {code: 'gone-meanwhile'}}},
			journal: entry.id,
		});
		fixture.portal.setFault(null);
		await fixture.undo(entry);
		expect(await fixture.tables()).toBe(before);
	});

	test('a link whose number the portal did not take names its entry', async () => {
		fixture.account({login: 'ivan', ls: ''});
		await fixture.query(`insert into users (uid, id) values (1, 'petro')`);
		await fixture.query(
			`insert into iptv_main (id, uid, service_id, iptv_login) values (41, 1, ?, 'petro')`,
			[fixture.context.providerId],
		);
		refusePuts();
		const {outcome, entry} = await fixture.act('accounts link ivan', {choice: '41'});
		expect(entry.action).toBe('link');
		expect(outcome).toMatchObject({is: 'failed', journal: entry.id});
	});

	test('a number that is not finished again still names the entry of the addition', async () => {
		fixture.account({login: 'ivan', ls: ''});
		refusePuts();
		const first = await fixture.act('accounts add ivan');
		const second = await fixture.act('accounts add ivan');
		expect(second.entry.id).toBe(first.entry.id);
		expect(second.outcome).toMatchObject({is: 'failed', journal: first.entry.id});
	});

	test('a number that was never sent leaves no entry behind: neither when the look fails, nor when it forbids', async () => {
		const user = fixture.account({login: 'ivan', ls: ''});
		const {entry} = await fixture.act('accounts add ivan');
		user.ls = 'A-77';
		for (const [fault, is, code] of [
			[() => fixture.portal.setFault({is: 'reset', matches: isLook}), 'failed', 'number-not-written'],
			[deleteWhenAsked, 'refused', 'gone-meanwhile'],
		] as const) {
			fault();
			const {outcome, entry: last} = await fixture.act('accounts add ivan');
			expect(outcome).toMatchObject({is, message: {code}});
			expect(outcome).not.toHaveProperty('journal');
			expect(last.id).toBe(entry.id);
		}

		expect(fixture.written()).toHaveLength(1);
	});

	test('a check that fails after the addition is reported in its entry, which can be undone at once', async () => {
		fixture.account({login: 'ivan', ls: ''});
		const before = await fixture.tables();
		fixture.portal.setFault({is: 'reset', matches: isLook});
		const {outcome, entry} = await fixture.act('accounts add ivan');
		expect(outcome).toMatchObject({is: 'failed', message: {code: 'number-not-written'}, journal: entry.id});
		expect(entry).toMatchObject({state: 'open', error: expect.any(String)});
		fixture.portal.setFault(null);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(await fixture.tables()).toBe(before);
		expect(fixture.written()).toEqual([]);
	});

	test('a number whose entry cannot be closed names it', async () => {
		fixture.account({login: 'ivan', ls: ''});
		const {outcome, entry} = await whileRefused(`state <> 'done'`, async () =>
			fixture.act('accounts add ivan'),
		);
		expect(outcome).toMatchObject({
			is: 'failed',
			message: {code: 'done-unlogged', values: {done: {code: 'added'}}},
			journal: entry.id,
		});
	});

	test('a number that finishes the addition of this run belongs to that action; one of another run or operator cannot be undone', async () => {
		for (const [login, sql] of [
			['own', null],
			['run', `update stalker_journal set run = 'run-0' where subject = 'run'`],
			['operator', `update stalker_journal set os_user = 'petro' where subject = 'operator'`],
		] as const) {
			const user = fixture.account({login, ls: ''});
			refusePuts();
			const {entry} = await fixture.act(`accounts add ${login}`);
			if (sql) await fixture.query(sql);
			const failed = (await fixture.act(`accounts add ${login}`)).outcome;
			fixture.portal.setFault(null);
			const {outcome} = await fixture.act(`accounts add ${login}`);
			expect(outcome).toMatchObject({is: 'done', changed: true, message: {code: 'number-written'}});
			expect(user.ls).toMatch(/^\d+$/);
			const journals = [failed, outcome].map(one => ('journal' in one ? one.journal : null));
			expect(journals).toEqual(sql === null ? [entry.id, entry.id] : [null, null]);
			expect(await fixture.entry(entry.id)).toMatchObject({state: 'done'});
		}
	});

	test('a deletion that is not known to have happened, or is not closed, names its entry; one that did not happen names none', async () => {
		fixture.account({login: 'ivan'});
		const isDelete = ({method}: {readonly method: string}) => method === 'DELETE';
		fixture.portal.setFault({is: 'results-false', matches: isDelete});
		const refused = await fixture.act('accounts delete ivan');
		expect(refused.outcome).toMatchObject({is: 'failed', message: {code: 'not-deleted'}});
		expect(refused.outcome).not.toHaveProperty('journal');
		fixture.portal.setFault({is: 'reset', matches: isDelete});
		const unclear = await fixture.act('accounts delete ivan');
		expect(unclear.outcome).toMatchObject({message: {code: 'delete-unclear'}, journal: unclear.entry.id});
		fixture.portal.setFault(null);
		const unlogged = await whileRefused(`state <> 'done'`, async () => fixture.act('accounts delete ivan'));
		expect(unlogged.outcome).toMatchObject({
			message: {code: 'done-unlogged', values: {done: {code: 'deleted'}}},
			journal: unlogged.entry.id,
		});
	});

	test('a reboot that was sent is reported as sent, although its entry cannot be closed', async () => {
		const {mac} = fixture.account({login: 'ivan'});
		const {outcome, entry} = await whileRefused(`state <> 'done'`, async () =>
			fixture.act(`stb reboot ${mac}`),
		);
		expect(fixture.written()).toHaveLength(1);
		expect(outcome).toMatchObject({
			is: 'failed',
			message: {code: 'done-unlogged', values: {done: {code: 'rebooted', values: {mac}}, journal: entry.id}},
			journal: entry.id,
		});
	});

	test('a deletion whose answer was lost can be undone once the account is gone, and not before', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const isDelete = ({method}: {readonly method: string}) => method === 'DELETE';
		fixture.portal.setFault({is: 'reset', matches: isDelete});
		const left = await fixture.act('accounts delete ivan');
		fixture.portal.setFault(null);
		expect(await fixture.undo(left.entry)).toMatchObject({is: 'refused', message: {code: 'undo-open'}});

		let gone = false;
		fixture.portal.setFault({is: 'reset', afterWork: true, matches: request => (gone ||= isDelete(request))});
		const {outcome, entry} = await fixture.act('accounts delete ivan');
		expect(outcome).toMatchObject({message: {code: 'delete-unclear'}, journal: entry.id});
		expect(fixture.portal.state.users).toEqual([]);
		fixture.portal.setFault(null);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done', message: {code: 'undone-delete'}});
		expect(fixture.portal.state.users).toMatchObject([{login: 'ivan', ls: '1903'}]);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'undone'});
	});

	test('when billing is lost after the POST of a re-creation, the message still says that the account may be there', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const {entry} = await fixture.act('accounts delete ivan');
		fixture.portal.setFault({is: 'reset', matches: ({method}) => method === 'POST'});
		const outcome = await whileRefused('error is null', async () => fixture.undo(entry));
		expect(outcome).toMatchObject({
			is: 'failed',
			message: {code: 'create-unclear', values: {entry: entry.id}},
			cause: expect.any(AggregateError),
		});
	});

	test('whoever took the login before the POST was refused is not taken for the account: nothing is written to him', async () => {
		const user = fixture.account({login: 'ivan', ls: '1903'});
		fixture.portal.state.subscriptions.push({uid: user.id, sub_ch: ['12']});
		const {entry} = await fixture.act('accounts delete ivan');
		fixture.portal.setFault({
			is: 'results-false',
			matches({method}) {
				if (method === 'POST') fixture.account({login: 'ivan', ls: '77'});
				return method === 'POST';
			},
		});
		expect(await fixture.undo(entry)).toMatchObject({is: 'failed', message: {code: 'not-created'}});
		expect(fixture.written().at(-1)).toMatch(/^POST /);
		expect(await fixture.context.billing.journal.list({limit: 1})).toMatchObject([
			{action: 'undo', state: 'failed'},
		]);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'done'});
	});
});
