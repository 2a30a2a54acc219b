import {spawnSync} from 'node:child_process';
import os from 'node:os';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {Message} from '../../source/i18n/message.ts';
import {resources} from '../../source/resources/index.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {questionsOf} from '../../source/sync/changes/change.ts';
import {planAction} from '../../source/sync/plan-runner.ts';
import type {User} from '../../source/demo/portal/state.ts';
import {onEachEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

onEachEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	const isPost = ({method}: {readonly method: string}) => method === 'POST';
	const found = (login = 'ivan') => fixture.portal.state.users.filter(user => user.login === login);
	const open = async () => fixture.context.billing.journal.list({open: true, limit: 9});

	/** An account with everything that a deletion's snapshot holds. */
	function rich(): User {
		const {state} = fixture.portal;
		state.settings.tariffPlans = false;
		state.settings.internalBilling = true;
		const user = fixture.account({
			login: 'ivan',
			ls: '1903',
			fname: 'Іваненко О’Лег & Ко',
			comment: 'рядок\nдругий',
			account_balance: '-12.50',
			status: 1,
			additional_services_on: '0',
			expire_billing_date: '2027-01-31 00:00:00',
			password: 'secret',
		});
		state.subscriptions.push({uid: user.id, sub_ch: {'0': '12', '7': '15'}});
		state.boughtPackages.set(user.id, [5]);
		state.modules.set(user.id, {disabled: ['karaoke'], restricted: ['vclub']});
		return user;
	}

	test('the account is there again with all that its snapshot holds, under a new id; billing is not touched', async () => {
		const user = rich();
		const billing = await fixture.tables();
		const {entry} = await fixture.act('accounts delete ivan');
		expect(found()).toEqual([]);
		const outcome = await fixture.undo(entry);
		expect(outcome).toMatchObject({
			is: 'done',
			key: 'ivan',
			message: {code: 'undone-delete', values: {note: []}},
		});
		const [back] = found();
		const {id: _, password: _password, stb_type: _type, sn: _sn, ...rest} = user;
		expect(back).toMatchObject(rest);
		expect(back!.id).not.toBe(user.id);
		expect(back!.password).toBe('');
		const {subscriptions, boughtPackages, modules} = fixture.portal.state;
		expect(subscriptions.find(({uid}) => uid === back!.id)?.sub_ch).toEqual(['12', '15']);
		expect(boughtPackages.get(back!.id)).toEqual([5]);
		expect(modules.get(back!.id)).toEqual({disabled: ['karaoke'], restricted: ['vclub']});
		expect(await fixture.tables()).toBe(billing);
		expect(fixture.written().map(line => line.split(' ').slice(0, 2).join(' '))).toEqual([
			`DELETE accounts/${user.mac}`,
			'POST accounts',
			`PUT itv_subscription/${user.mac}`,
			`PUT account_subscription/${user.mac}`,
			`PUT stb_modules/${user.mac}`,
			`PUT stb/${user.mac}`,
		]);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'undone'});
		const [deleted] = await fixture.context.changes.ports.journal.rows(entry.id);
		expect(deleted).toMatchObject({results: [{previous: {login: 'ivan', record: {full_name: user.fname}}}]});
		const [undo] = await fixture.context.billing.journal.list({limit: 1});
		expect(undo).toMatchObject({action: 'undo', state: 'done'});
		const [undone] = await fixture.context.changes.ports.journal.rows(undo!.id);
		expect(undone!.results[0]).toMatchObject({current: {login: 'ivan', account_number: '1903'}});
		expect(undone!.results.every(result => result?.is === 'applied')).toBe(true);
		expect(await fixture.undo(await fixture.entry(entry.id))).toMatchObject({
			message: {code: 'already-undone'},
		});
	});

	test('it says before what comes back, and what does not', async () => {
		rich();
		const {entry} = await fixture.act('accounts delete ivan');
		const planned = await fixture.plan(entry);
		const {translator} = fixture.context;
		if (!('says' in planned)) throw new Error('It can be planned.');
		expect(translator.t(planned.says)).toMatch(/number.*tariff plan.*status.*MAC.*channels.*packages/);
		expect(planned.asks.map(translator.t).join('\n')).toMatch(/password.*favourites.*new id[^]*restart/);
		expect(found()).toEqual([]);
	});

	test('a bare account has nothing to follow: one POST', async () => {
		fixture.account({login: 'ivan', mac: '', ls: '', phone: ''});
		const {entry} = await fixture.act('accounts delete ivan');
		expect(await fixture.plan(entry)).toMatchObject({asks: [{code: 'ask-lost', values: {snapshot: false}}]});
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(found().length).toBe(1);
		expect(fixture.written().length).toBe(2);
	});

	test.each([
		['login', {login: 'IVAN', ls: '7'}],
		['stb_mac', {login: 'other', mac: '00:1A:79:00:00:01'}],
		['account_number', {login: 'other', ls: 'A 1903/x'}],
	] as const)('a %s that is another’s now is refused before anything is sent', async (field, thief) => {
		fixture.account({login: 'ivan', ls: 'A 1903/x'});
		const {entry} = await fixture.act('accounts delete ivan');
		const planned = await fixture.plan(entry);
		fixture.account(thief);
		const reason = {code: 'taken-in-stalker', values: {field, others: [thief.login]}};
		expect(await fixture.undo(entry)).toMatchObject({is: 'refused', message: reason});
		expect('run' in planned && (await planned.run())).toMatchObject({is: 'refused', message: reason});
		expect(fixture.written().length).toBe(1);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'done'});
		expect(await open()).toEqual([]);
	});

	test('a value that the portal would run as SQL is refused', async () => {
		fixture.account({login: 'ivan', phone: 'NOW()'});
		const {entry} = await fixture.act('accounts delete ivan');
		expect(await fixture.undo(entry)).toMatchObject({
			is: 'refused',
			message: {code: 'not-sendable', values: {field: 'phone'}},
		});
	});

	test('a tariff plan that is gone is said, and not sent: the portal would silently take the default one', async () => {
		fixture.account({login: 'ivan', tariff_plan_id: 2});
		const {entry} = await fixture.act('accounts delete ivan');
		fixture.portal.state.plans.pop();
		expect(await fixture.plan(entry)).toMatchObject({
			asks: [{code: 'ask-lost'}, {code: 'ask-tariff-gone', values: {tariff: 'vip'}}],
		});
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(fixture.written().at(-1)).not.toContain('tariff_plan');
	});

	test('what the portal does not take back is named, and the account is there all the same', async () => {
		rich();
		const {entry} = await fixture.act('accounts delete ivan');
		fixture.portal.setFault({
			is: 'reset',
			matches: ({method, path}) => method === 'PUT' && path.includes('itv_'),
		});
		const outcome = await fixture.undo(entry);
		expect(outcome.is).toBe('done');
		expect(fixture.context.translator.t(outcome.message)).toMatch(/channels.*cut off/);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'undone'});
	});

	test('a POST whose answer is lost is not sent again: the account is found', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const {entry} = await fixture.act('accounts delete ivan');
		fixture.portal.setFault({is: 'reset', afterWork: true, matches: isPost});
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(found().length).toBe(1);
		expect(fixture.written().length).toBe(2);
	});

	test('a POST that the portal refuses is a failure, and can be tried again at once', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const {entry} = await fixture.act('accounts delete ivan');
		fixture.portal.setFault({is: 'results-false', matches: isPost});
		expect(await fixture.undo(entry)).toMatchObject({is: 'failed', message: {code: 'not-created'}});
		expect(await open()).toEqual([]);
		fixture.portal.setFault(null);
		expect(await fixture.undo(await fixture.entry(entry.id))).toMatchObject({is: 'done'});
	});

	test('a POST without an answer leaves the entry open; it is not sent again before it must have failed', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const {entry} = await fixture.act('accounts delete ivan');
		fixture.portal.setFault({is: 'reset', matches: isPost});
		expect(await fixture.undo(entry)).toMatchObject({is: 'failed', message: {code: 'create-unclear'}});
		fixture.portal.setFault(null);
		expect(await open()).toMatchObject([{action: 'undo', subject: 'ivan'}]);
		expect(await fixture.undo(entry)).toMatchObject({
			is: 'refused',
			message: {code: 'undo-under-way', values: {minutes: 5}},
		});
		expect(fixture.written().length).toBe(2);

		await fixture.query(
			`update stalker_journal set at = at - interval '6 minutes', leased_at = leased_at - interval '6 minutes' where action = 'undo'`,
		);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(found().length).toBe(1);
		expect(await open()).toEqual([]);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'undone'});
	});

	test('when the portal goes right after the POST, the entry stays open; the next undo finds the account and sends no other', async () => {
		rich();
		const {entry} = await fixture.act('accounts delete ivan');
		let gone = false;
		fixture.portal.setFault({is: 'reset', afterWork: true, matches: request => (gone ||= isPost(request))});
		expect(await fixture.undo(entry)).toMatchObject({is: 'failed', message: {code: 'create-unclear'}});
		expect(await open()).toMatchObject([{action: 'undo'}]);
		fixture.portal.setFault(null);
		expect(await fixture.plan(entry)).toMatchObject({says: {code: 'plan-undo-finish'}, asks: []});
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(fixture.written().filter(line => line.startsWith('POST')).length).toBe(1);
		expect(fixture.portal.state.boughtPackages.get(found()[0]!.id)).toEqual([5]);
		expect(await open()).toEqual([]);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'undone'});
	});

	test('two undos at once make one account', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const {entry} = await fixture.act('accounts delete ivan');
		const plans = [await fixture.plan(entry), await fixture.plan(entry)];
		const outcomes = await Promise.all(plans.map(async planned => 'run' in planned && planned.run()));
		expect(outcomes.map(outcome => String(outcome && outcome.is)).toSorted()).toEqual(['done', 'refused']);
		expect(fixture.written().filter(line => line.startsWith('POST')).length).toBe(1);
		expect(found().length).toBe(1);
	});

	test('a deletion that is not known to have ended is refused', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const {entry} = await fixture.act('accounts delete ivan');
		// Another machine was at it a moment ago.
		await fixture.query(
			`update stalker_journal set state = 'open', closed_at = null, host = 'elsewhere', pid = 1`,
		);
		await fixture.query(`update stalker_journal_rows set state = 'open', error = ''`);
		expect(await fixture.undo(await fixture.entry(entry.id))).toMatchObject({message: {code: 'undo-open'}});
	});

	test('an account whose tariff plan has no external_id is said to lose it, before and behind; the result names the plan it has then', async () => {
		fixture.portal.state.plans.push({
			id: 3,
			external_id: '',
			name: 'Без коду',
			user_default: false,
			packages: [],
		});
		fixture.account({login: 'ivan', tariff_plan_id: 3});
		expect(await deletionQuestionsOf('ivan')).toMatchObject([
			{code: 'ask-plan-lost', values: {login: 'ivan'}},
		]);
		const {entry} = await fixture.act('accounts delete ivan');
		expect(await fixture.plan(entry)).toMatchObject({asks: [{code: 'ask-plan-lost'}, {code: 'ask-lost'}]});
		expect(await fixture.undo(entry)).toMatchObject({
			is: 'done',
			message: {values: {note: [{code: 'plan-is-now', values: {plan: '101'}}]}},
		});
		expect(found()[0]!.tariff_plan_id).toBe(0);
	});

	test.each([
		['no login', {login: ''}, 'ask-never-back'],
		['a name that the portal runs as SQL', {login: 'ivan', fname: 'NOW()'}, 'ask-never-back'],
		['a text for a MAC', {login: 'ivan', mac: 'this-is-17-chars!', ls: '17'}, 'ask-mac-lost'],
	])('of an account with %s the question says what cannot come back', async (_, row, code) => {
		const user = fixture.account(row);
		expect(await deletionQuestionsOf(user.login || `mac:${user.mac}`)).toMatchObject([{code}]);
	});

	test('a MAC comes back in the usual notation, and that is said', async () => {
		fixture.account({login: 'ivan', mac: '001A79000009', ls: '17'});
		const {entry} = await fixture.act('accounts delete ivan');
		expect(await fixture.plan(entry)).toMatchObject({
			asks: [{code: 'ask-lost', values: {mac: null, respelled: '00:1A:79:00:00:09'}}],
		});
		await fixture.undo(entry);
		expect(found()[0]!.mac).toBe('00:1A:79:00:00:09');
	});

	test('an undo whose process is gone is looked at at once, and finished', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const {entry} = await fixture.act('accounts delete ivan');
		fixture.portal.setFault({is: 'reset', matches: isPost});
		expect(await fixture.undo(entry)).toMatchObject({is: 'failed', message: {code: 'create-unclear'}});
		fixture.portal.setFault(null);
		const {pid} = spawnSync(process.execPath, ['-e', '']);
		await fixture.query(`update stalker_journal set host = ?, pid = ? where action = 'undo'`, [
			os.hostname(),
			pid,
		]);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(found().length).toBe(1);
	});

	test('a deletion that the portal aborted is failed, and the next one is an entry of its own', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		fixture.portal.setFault({is: 'status', code: 500, matches: ({method}) => method === 'DELETE'});
		const {outcome} = await fixture.act('accounts delete ivan');
		expect(outcome).toMatchObject({is: 'failed', message: {code: 'not-deleted'}});
		fixture.portal.setFault(null);
		await fixture.act('accounts delete ivan');
		expect(await fixture.context.billing.journal.list({limit: 9})).toMatchObject([
			{action: 'delete', state: 'done'},
			{action: 'delete', state: 'failed'},
		]);
	});

	/** What deleting the account asks. */
	async function deletionQuestionsOf(key: string): Promise<readonly Message[]> {
		const resource = resources.find(({name}) => name === 'accounts')!;
		const comparison = await readAndCompare(resource, fixture.context);
		const action = resource.actions.find(({name}) => name === 'delete')!;
		const rows = comparison.rows.filter(row => row.key === key);
		const {planned} = planAction(action, 'accounts', rows, comparison);
		return questionsOf(planned[0]!.intent);
	}
});
