import {spawnSync} from 'node:child_process';
import os from 'node:os';
import {setTimeout as pause} from 'node:timers/promises';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {ReceivedRequest} from '../demo/faults.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import {processIdentity} from '../../source/billing/lease.ts';
import {applyUndo, planUndo} from '../../source/resources/find-undo.ts';
import {recoverInterrupted} from '../../source/resources/recover-interrupted.ts';
import type {Outcome} from '../../source/sync/action.ts';
import type {JournalOperator} from '../../source/sync/journal.ts';
import {planAction, runPlan} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {onOneEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

const resource = accounts as unknown as AnyResource;
const add = resource.actions.find(({name}) => name === 'add')!;
const isPut = ({method}: ReceivedRequest) => method === 'PUT';

/** A process that was, and is no more. */
const {pid: dead} = spawnSync(process.execPath, ['-e', '']);
const here = {host: os.hostname(), pid: process.pid};
const elsewhere = {host: 'another', pid: 1};
const gone = {host: os.hostname(), pid: dead};

onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	const journal = () => engine().billing.journal;
	const entryOf = async (subject: string) => (await journal().list({subject, limit: 9})).at(-1)!;
	const services = async () =>
		(await fixture.query<{iptv_login: string}>('select iptv_login from iptv_main order by id')).map(
			({iptv_login}) => iptv_login,
		);
	const puts = () => fixture.portal.received.filter(isPut).length;
	/** The same systems, as another operator or process has them. */
	const contextOf = (operator: JournalOperator, runId = fixture.context.runId) => ({
		...fixture.context,
		...{operator, runId},
		changes: {...fixture.context.changes, operator, run: runId},
	});
	const boris = () => contextOf({os_user: 'boris', sudo_user: null, ssh_client: null}, 'another');

	/** Time passes in which nobody is seen at work. */
	const later = async (seconds: number) =>
		fixture.query(
			`update stalker_journal set at = at - make_interval(secs => ?), leased_at = leased_at - make_interval(secs => ?)`,
			[seconds, seconds],
		);

	/** Olga presses +, and is still at it when the portal has got the PUT: it answers a while later. */
	async function whilePut(
		work: () => Promise<void>,
		process: Partial<JournalOperator> = here,
	): Promise<readonly Outcome[]> {
		const comparison = await readAndCompare(resource, fixture.context);
		const seen = puts();
		fixture.portal.setFault({is: 'slow', milliseconds: 1500, times: 1, matches: isPut});
		const olga = contextOf({...fixture.context.operator, ...process});
		const running = runPlan(planAction(add, 'accounts', comparison.rows, comparison), comparison, olga);
		while (puts() === seen) await pause(10);
		await work();
		return running;
	}

	test('a number that is being written again is not undone meanwhile, and is written', async () => {
		const ivan = fixture.account({login: 'ivan', ls: 'A-1'});
		fixture.portal.setFault({is: 'status', code: 500, matches: isPut});
		const {entry} = await fixture.act('accounts add ivan');
		expect(entry).toMatchObject({state: 'open', error: expect.any(String)});
		await later(86_000);
		const outcomes = await whilePut(async () => {
			expect(await fixture.undo(await fixture.entry(entry.id), boris())).toMatchObject({
				is: 'refused',
				message: {code: 'undo-open'},
			});
		});
		expect(outcomes).toMatchObject([{is: 'done', message: {code: 'number-written'}}]);
		expect(ivan.ls).toBe('1');
		expect(await services()).toEqual(['ivan']);
		expect(await fixture.entry(entry.id)).toMatchObject({
			state: 'done',
			error: null,
			operator: {os_user: 'olga', ...here},
		});
	});

	test('a start does not report a running bulk as interrupted, and nothing of it can be undone', async () => {
		for (const [login, ls] of [
			['ivan', 'A-1'],
			['petro', 'A-2'],
		] as const)
			fixture.account({login, ls});
		const outcomes = await whilePut(async () => {
			const {found} = await recoverInterrupted(boris());
			expect(found.map(({message}) => message.code)).toEqual(['may-be-under-way']);
			expect(await fixture.undo(await entryOf(''), boris())).toMatchObject({
				is: 'refused',
				message: {code: 'undo-open'},
			});
		});
		expect(outcomes).toMatchObject([{is: 'done'}, {is: 'done'}]);
		expect(await services()).toEqual(['ivan', 'petro']);
	});

	test('a row that is undone before its turn, because its process seemed to be gone, is not written, and reported', async () => {
		fixture.account({login: 'ivan', ls: 'A-1'});
		const petro = fixture.account({login: 'petro', ls: 'A-2'});
		const outcomes = await whilePut(async () => {
			await later(301);
			expect(await fixture.undo(await entryOf(''), boris())).toMatchObject({is: 'done'});
		}, elsewhere);
		const {id} = await entryOf('');
		expect(outcomes).toMatchObject([
			{key: 'ivan', is: 'failed', message: {code: 'number-undone', values: {entry: id, has: true}}},
			{key: 'petro', is: 'failed', message: {code: 'number-undone', values: {entry: id, has: null}}},
		]);
		expect(outcomes[1]).not.toHaveProperty('journal');
		expect(await services()).toEqual([]);
		expect(petro.ls).toBe('A-2');
		expect(puts()).toBe(1);
		expect(await entryOf('')).toMatchObject({state: 'undone'});
	});

	test('a row that is undone while the portal takes longer than the lease is reported with what the portal has, and stays undone', async () => {
		const ivan = fixture.account({login: 'ivan', ls: 'A-1'});
		const outcomes = await whilePut(async () => {
			await later(301);
			expect(await fixture.undo(await entryOf('ivan'), boris())).toMatchObject({is: 'done'});
		}, elsewhere);
		expect(outcomes).toMatchObject([
			{is: 'failed', message: {code: 'number-undone', values: {login: 'ivan', tvId: 1, has: true}}},
		]);
		expect(ivan.ls).toBe('1');
		expect(await services()).toEqual([]);
		expect(await entryOf('ivan')).toMatchObject({state: 'undone'});
	});

	test('the same where the portal shows no number', async () => {
		const ivan = fixture.account({login: 'ivan', ls: 'A-1'});
		const outcomes = await whilePut(async () => {
			await later(301);
			expect(await fixture.undo(await entryOf('ivan'), boris())).toMatchObject({is: 'done'});
			fixture.portal.setFault({is: 'zero', matches: ({path}) => path.includes('/accounts/')});
		}, elsewhere);
		expect(outcomes).toMatchObject([
			{
				is: 'failed',
				message: {
					code: 'number-undone',
					values: {has: false, message: {code: 'read-back-differs'}},
				},
			},
		]);
		expect(ivan.ls).toBe('1');
		expect(await entryOf('ivan')).toMatchObject({state: 'undone'});
	});

	test('a number whose return is under way is not written at the same time', async () => {
		const ivan = fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts add ivan');
		ivan.ls = 'A-77';
		const {entry} = await fixture.act('accounts add ivan');
		ivan.ls = 'B-1';
		const [row] = await engine().billing.changeJournal.rows(entry.id);
		const undo = {...row!.set, action: 'undo', undoes: {entry: entry.id, position: 1}};
		const {operator, runId: run} = boris();
		await engine().billing.changeJournal.add([undo], {
			...{id: null, run, operator},
			providerId: fixture.context.providerId!,
		});
		const seen = puts();
		expect((await fixture.act('accounts add ivan')).outcome).toMatchObject({
			is: 'refused',
			message: {code: 'undo-under-way'},
		});
		expect(puts()).toBe(seen);
		await later(301);
		expect((await fixture.act('accounts add ivan')).outcome).toMatchObject({is: 'done'});
		expect(ivan.ls).toBe('17');
	});

	test('numbers that an interruption left are not running any more, and can be undone at once', async () => {
		for (const login of ['ivan', 'petro']) fixture.account({login, ls: ''});
		const before = await fixture.tables();
		const comparison = await readAndCompare(resource, fixture.context);
		const stop = new AbortController();
		fixture.portal.setFault({
			is: 'reset',
			matches({path}) {
				if (path.includes('/accounts/')) stop.abort();
				return false;
			},
		});
		const plan = planAction(add, 'accounts', comparison.rows, comparison);
		const outcomes = await runPlan(plan, comparison, fixture.context, {signal: stop.signal});
		fixture.portal.setFault(null);
		expect(outcomes).toMatchObject([
			{is: 'failed', message: {code: 'number-not-written'}},
			{is: 'failed', message: {code: 'number-not-written', values: {message: {code: 'not-tried'}}}},
		]);
		const entry = await entryOf('');
		expect(entry.state).toBe('open');
		const {steps} = await planUndo(entry, fixture.context);
		expect(await applyUndo(steps, fixture.context)).toMatchObject([{is: 'done'}, {is: 'done'}]);
		expect(puts()).toBe(0);
		expect(await fixture.tables()).toBe(before);
	});

	test.each([
		['begun here an hour ago by whoever lives', 3600, here, null, null, 'may-be-under-way'],
		['begun here by whoever is gone', 10, gone, null, null, 'interrupted-number'],
		['taken up here by whoever lives', 3600, gone, here, null, 'may-be-under-way'],
		['taken up here by whoever is gone', 10, here, gone, null, 'interrupted-number'],
		[
			'begun here long ago by the very process',
			90_000,
			{...here, process: processIdentity(process.pid)},
			null,
			null,
			'may-be-under-way',
		],
		[
			'begun here by another that had the number',
			10,
			{...here, process: 'another'},
			null,
			null,
			'interrupted-number',
		],
		[
			'taken up here by another that had the number',
			10,
			here,
			{...here, process: 'another'},
			null,
			'interrupted-number',
		],
		['begun here by a number that is another’s by now', 90_000, here, null, null, 'interrupted-number'],
		['ended with an error', 10, here, null, 'no', 'interrupted-number'],
		['taken up elsewhere just now', 10, gone, {host: 'another', pid: 1}, null, 'may-be-under-way'],
		['taken up elsewhere long ago', 301, gone, {host: 'another', pid: 1}, null, 'interrupted-number'],
	])('an open addition, %s', async (_, seconds, by, hand, error, code) => {
		const ivan = fixture.account({login: 'ivan', ls: ''});
		const {entry} = await fixture.act('accounts add ivan');
		ivan.ls = '';
		const [row] = await engine().billing.changeJournal.rows(entry.id);
		await fixture.query(`update stalker_journal_rows set state = 'open', error = ?, results = ?`, [
			error ?? '',
			JSON.stringify(row!.results.map((result, index) => (index < 2 ? result : null))),
		]);
		const last = hand ?? by;
		await fixture.query(
			`update stalker_journal set state = 'open', closed_at = null, host = ?, pid = ?, process = ?, error = ?`,
			[last.host, last.pid, 'process' in last ? last.process : null, error],
		);

		await later(seconds);
		expect((await recoverInterrupted(boris())).found.map(({message}) => message.code)).toEqual([code]);
	});
});
