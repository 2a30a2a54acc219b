import {afterEach, beforeEach, expect, test} from 'vitest';
import type {ReceivedRequest} from '../demo/faults.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import {planAction, runPlan} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {onOneEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

const resource = accounts as unknown as AnyResource;
const actionOf = (name: string) => resource.actions.find(action => action.name === name)!;

onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	/** In the panel, when the portal gets the first such request: before it is answered. */
	const meanwhile = (isIt: (request: ReceivedRequest) => boolean, work: () => void) => {
		let isDone = false;
		fixture.portal.setFault({
			is: 'reset',
			matches(request) {
				if (!isDone && isIt(request)) {
					isDone = true;
					work();
				}

				return false;
			},
		});
	};

	const isLook = ({method, path}: ReceivedRequest) => method === 'GET' && path.includes('/accounts/');
	const isPut = ({method}: ReceivedRequest) => method === 'PUT';
	const numberOwners = (number: string) =>
		fixture.portal.state.users.filter(({ls}) => ls === number).map(({login}) => login);
	const openEntries = async () => engine().billing.journal.list({open: true, limit: 9});

	/** The service 41 of petro, whom no account is. */
	const petro = async () => {
		await fixture.query(`insert into users (uid, id) values (1, 'petro')`);
		await fixture.query(
			`insert into iptv_main (id, uid, service_id, iptv_login) values (41, 1, ?, 'petro')`,
			[fixture.context.providerId],
		);
	};

	test('a link whose number another account was given while the question stood is refused, and nothing is written anywhere', async () => {
		fixture.account({login: 'ivan', ls: ''});
		const other = fixture.account({login: 'other', ls: '7'});
		await petro();
		const comparison = await readAndCompare(resource, fixture.context);
		const rows = comparison.rows.filter(({key}) => key === 'ivan');
		const plan = planAction(actionOf('link'), 'accounts', rows, comparison, {choice: '41'});
		other.ls = '41';
		const before = await fixture.tables();
		expect(await runPlan(plan, comparison, fixture.context)).toMatchObject([
			{is: 'refused', message: {code: 'number-shared', values: {number: '41', others: ['other']}}},
		]);
		expect(numberOwners('41')).toEqual(['other']);
		expect(fixture.written()).toEqual([]);
		expect(await fixture.tables()).toBe(before);
		expect(await openEntries()).toEqual([]);
	});

	test('a link whose number is taken after that check is not written to Stalker; it names its entry, and can be undone', async () => {
		const {mac} = fixture.account({login: 'ivan', ls: ''});
		const other = fixture.account({login: 'other', ls: '7'});
		await petro();
		const before = await fixture.tables();
		meanwhile(
			request => isLook(request) && decodeURIComponent(request.path).includes(mac),
			() => (other.ls = '41'),
		);
		const {outcome, entry} = await fixture.act('accounts link ivan', {choice: '41'});
		expect(outcome).toMatchObject({
			is: 'failed',
			message: {code: 'number-not-written', values: {message: {code: 'number-shared'}}},
			journal: entry.id,
		});
		expect(entry).toMatchObject({action: 'link', state: 'open', error: expect.stringContaining('other')});
		expect(fixture.written()).toEqual([]);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(await fixture.tables()).toBe(before);
		expect(numberOwners('41')).toEqual(['other']);
	});

	test('an allotted number that another account was given meanwhile is not written; once it is free, + writes it', async () => {
		const ivan = fixture.account({login: 'ivan', ls: ''});
		const other = fixture.account({login: 'other', ls: '7'});
		meanwhile(isLook, () => (other.ls = '1'));
		const {outcome, entry} = await fixture.act('accounts add ivan');
		expect(outcome).toMatchObject({
			is: 'failed',
			message: {
				code: 'number-not-written',
				values: {tvId: 1, message: {code: 'number-shared', values: {number: '1', others: ['other']}}},
			},
			journal: entry.id,
		});
		expect(fixture.written()).toEqual([]);
		expect(entry).toMatchObject({state: 'open'});
		fixture.portal.setFault(null);
		expect((await fixture.act('accounts add ivan')).outcome).toMatchObject({is: 'refused'});
		other.ls = '7';
		expect((await fixture.act('accounts add ivan')).outcome).toMatchObject({
			is: 'done',
			message: {code: 'number-written'},
		});
		expect(ivan.ls).toBe('1');
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'done'});
	});

	test('of several rows the one whose number is taken fails, and the others are written', async () => {
		for (const login of ['ivan', 'petro', 'olena']) fixture.account({login, ls: ''});
		const comparison = await readAndCompare(resource, fixture.context);
		const plan = planAction(actionOf('add'), 'accounts', comparison.rows, comparison);
		fixture.account({login: 'other', ls: '2'});
		const outcomes = await runPlan(plan, comparison, fixture.context);
		expect(outcomes.map(({key, is}) => `${key} ${is}`)).toEqual(['ivan done', 'petro failed', 'olena done']);
		expect(fixture.portal.state.users.map(({login, ls}) => `${login} ${ls}`)).toEqual([
			'ivan 1',
			'petro ',
			'olena 3',
			'other 2',
		]);
		const [open, ...others] = await openEntries();
		expect(others).toEqual([]);
		const rows = await engine().billing.changeJournal.rows(open!.id);
		expect(rows.map(({set, state}) => `${set.rowKey} ${state}`)).toEqual([
			'ivan done',
			'petro open',
			'olena done',
		]);
	});

	test('a number alone is not written where another account carries it, and leaves no entry', async () => {
		const ivan = fixture.account({login: 'ivan', ls: '17'});
		const {entry} = await fixture.act('accounts add ivan');
		ivan.ls = 'A-77';
		const other = fixture.account({login: 'other', ls: '7'});
		meanwhile(isLook, () => (other.ls = '17'));
		const {outcome, entry: last} = await fixture.act('accounts add ivan');
		expect(outcome).toMatchObject({is: 'refused', message: {code: 'number-shared'}});
		expect(last.id).toBe(entry.id);
		expect(fixture.written()).toEqual([]);
	});

	test('a number that another account gets while it is being written is reported as a duplicate, and its entry stays open', async () => {
		fixture.account({login: 'ivan', ls: ''});
		const other = fixture.account({login: 'other', ls: '7'});
		meanwhile(isPut, () => (other.ls = '1'));
		const {outcome, entry} = await fixture.act('accounts add ivan');
		expect(outcome).toMatchObject({
			is: 'failed',
			message: {code: 'number-doubled', values: {login: 'ivan', tvId: 1, others: ['other']}},
			journal: entry.id,
		});
		expect(entry).toMatchObject({state: 'open', error: expect.stringContaining('other')});
		expect(fixture.written()).toHaveLength(1);
	});

	test('a number costs two looks before the PUT and one behind it', async () => {
		const {mac} = fixture.account({login: 'ivan', ls: ''});
		await fixture.act('accounts add ivan');
		const asked = fixture.portal.received
			.map(({method, path}) => `${method} ${decodeURIComponent(path.replace(/^.*\/v1\//, ''))}`)
			.filter(line => line.includes('accounts/'));
		expect(asked).toEqual([`GET accounts/${mac}`, 'GET accounts/1', `PUT accounts/${mac}`, 'GET accounts/1']);
	});
});
