import {spawnSync} from 'node:child_process';
import os from 'node:os';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {recoverInterrupted} from '../../source/resources/recover-interrupted.ts';
import type {AppContext} from '../../source/app/context.ts';
import {onOneEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

/** A process that was, and is no more. */
const {pid: dead} = spawnSync(process.execPath, ['-e', '']);

onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	/** The last entry as an earlier run left it, which did not live to close it: of the changes of its row, so many have a result. */
	const breakOff = async (
		{host, pid}: {readonly host?: string; readonly pid?: number},
		{seconds = 10, kept = 0}: {readonly seconds?: number; readonly kept?: number} = {},
	) => {
		await fixture.query(
			`update stalker_journal set state = 'open', closed_at = null, run = 'an earlier one', at = now() - make_interval(secs => ?),
			leased_at = now() - make_interval(secs => ?), host = ?, pid = ? where id = (select max(id) from stalker_journal)`,
			[seconds, seconds, host ?? null, pid ?? null],
		);
		const [entry] = await engine().billing.journal.list({limit: 1});
		const [row] = await engine().billing.changeJournal.rows(entry!.id);
		if (row)
			await fixture.query(
				`update stalker_journal_rows set state = 'open', error = '', results = ? where entry_id = ?`,
				[JSON.stringify(row.results.map((result, index) => (index < kept ? result : null))), entry!.id],
			);
	};
	const here = {host: os.hostname(), pid: dead};
	const elsewhere = {host: 'another', pid: 1};

	/** What the next start finds: `done interrupted-deleted`, and the state of the entry afterwards. */
	async function nextStart(more: Partial<AppContext> = {}): Promise<readonly string[]> {
		const {found} = await recoverInterrupted({...fixture.context, runId: 'this one', ...more});
		const states = await Promise.all(found.map(async ({entry}) => (await fixture.entry(entry.id)).state));
		return found.map(({message, state}, place) => {
			expect(states[place]).toBe(state);
			return `${state} ${message.code}`;
		});
	}

	test('an addition that was interrupted before billing had it wrote nothing, and is closed', async () => {
		fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts add ivan');
		await breakOff(here);
		expect(await nextStart()).toEqual(['failed interrupted-before']);
		expect(await nextStart()).toEqual([]);
	});

	test('an addition to billing alone whose row is missing wrote nothing, and is closed; not while it may run', async () => {
		fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts add ivan');
		await fixture.query('delete from stalker_journal_rows');
		await breakOff(elsewhere);
		expect(await nextStart()).toEqual(['open may-be-under-way']);
		await breakOff(here);
		expect(await nextStart({readOnly: true})).toEqual(['open interrupted-before']);
		expect(await nextStart()).toEqual(['failed interrupted-before']);
		expect(await nextStart()).toEqual([]);
	});

	test('of an interrupted bulk the rows that are there are done, and the missing ones not begun', async () => {
		fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts add ivan');
		await fixture.query(`update stalker_journal set state = 'open', run = 'an earlier one', row_count = 3, pid = null,
			leased_at = now() - interval '1 day'`);
		const {found} = await recoverInterrupted({...fixture.context, runId: 'this one'});
		expect(found).toMatchObject([
			{state: 'done', message: {code: 'interrupted-rows', values: {done: 1, failed: 2, open: 0}}},
		]);
		expect(await nextStart()).toEqual([]);
	});

	test('an addition whose number the portal has is closed as done', async () => {
		fixture.account({login: 'ivan', ls: ''});
		await fixture.act('accounts add ivan');
		await breakOff(here, {kept: 2});
		expect(await nextStart()).toEqual(['done interrupted-number-there']);
		expect(fixture.written()).toHaveLength(1);
	});

	test('of an interrupted bulk a start asks the portal for a hundred rows, and the next one goes on', async () => {
		fixture.account({login: 'ivan', ls: ''});
		await fixture.act('accounts add ivan');
		await fixture.query(
			`insert into stalker_journal_rows (entry_id, position, row_key, change_set, results, error)
			select entry_id, i, row_key, change_set, results, '' from stalker_journal_rows, generate_series(2, 130) i`,
		);
		await breakOff(here, {kept: 2});
		const asked = fixture.portal.received.length;
		const {found} = await recoverInterrupted({...fixture.context, runId: 'this one'});
		expect(found).toMatchObject([
			{state: 'open', message: {code: 'interrupted-rows', values: {done: 100, failed: 0, open: 30}}},
		]);
		const first = fixture.portal.received.length - asked;
		expect(await nextStart()).toEqual(['done interrupted-rows']);
		expect(fixture.portal.received.length - asked - first).toBeLessThan(first);
		expect(fixture.written()).toHaveLength(1);
	});

	test('an addition whose number the portal lacks stays open, says how it ends, and nothing is written', async () => {
		const account = fixture.account({login: 'ivan', ls: ''});
		await fixture.act('accounts add ivan');
		account.ls = '';
		await breakOff(here, {kept: 2});
		const written = fixture.written();
		expect(await nextStart()).toEqual(['open interrupted-number']);
		expect(fixture.written()).toEqual(written);
		await fixture.act('accounts add ivan');
		expect(await nextStart()).toEqual([]);
	});

	test('a number that another account carries meanwhile is nobody’s end', async () => {
		const account = fixture.account({login: 'ivan', ls: ''});
		await fixture.act('accounts add ivan');
		fixture.account({login: 'petro', ls: account.ls});
		await breakOff(here, {kept: 2});
		expect(await nextStart()).toEqual(['open interrupted-number']);
	});

	test.each([
		['gone', 10, 'done interrupted-deleted'],
		['there', 400, 'failed interrupted-not-deleted'],
		['there', 10, 'open may-be-under-way'],
	])('an interrupted deletion, with the account %s after %i seconds: %s', async (is, seconds, expected) => {
		fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts delete ivan');
		if (is === 'there') fixture.account({login: 'ivan', ls: '17', mac: '00:1A:79:00:00:01'});
		await breakOff(here, {seconds});
		expect(await nextStart()).toEqual([expected]);
	});

	test.each([
		[
			'its number',
			{login: 'ivan', ls: '17', mac: ''},
			{login: 'petro', ls: '17'},
			'done interrupted-deleted',
		],
		['its box', {login: 'ivan', ls: '17'}, {login: 'petro', ls: '18'}, 'done interrupted-deleted'],
		[
			'its box, both without a number',
			{login: 'ivan', ls: ''},
			{login: 'petro', ls: ''},
			'done interrupted-deleted',
		],
		[
			'its box and its number, under another login',
			{login: 'ivan', ls: '17'},
			{login: 'ivan-2', ls: '17'},
			'failed interrupted-not-deleted',
		],
		[
			'its box and its login, in capitals',
			{login: 'ivan', ls: '17'},
			{login: 'IVAN', ls: '18'},
			'failed interrupted-not-deleted',
		],
		[
			'its login alone, having a number since',
			{login: 'ivan', ls: '', mac: ''},
			{login: 'ivan', ls: '100500', mac: ''},
			'failed interrupted-not-deleted',
		],
		[
			'its login alone, having no more',
			{login: 'ivan', ls: '', mac: ''},
			{login: 'ivan', ls: '', mac: ''},
			'failed interrupted-not-deleted',
		],
	])('an interrupted deletion, when an account has %s now', async (_, was, now, expected) => {
		const mac = '00:1A:79:00:00:09';
		fixture.account({mac, ...was});
		await fixture.act('accounts delete ivan');
		fixture.account({mac, ...now});
		await breakOff(here, {seconds: 400});
		expect(await nextStart()).toEqual([expected]);
	});

	test('what may still be running is reported, and not touched until nothing can take that long', async () => {
		fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts add ivan');
		await breakOff(elsewhere);
		expect(await nextStart()).toEqual(['open may-be-under-way']);
		await breakOff({host: os.hostname(), pid: process.pid});
		expect(await nextStart()).toEqual(['open may-be-under-way']);
		await breakOff(elsewhere, {seconds: 301});
		expect(await nextStart()).toEqual(['failed interrupted-before']);
	});

	test('an interrupted undo is reported with the command that finishes it', async () => {
		const account = fixture.account({login: 'ivan', ls: ''});
		const {entry} = await fixture.act('accounts add ivan');
		await fixture.undo(entry);
		account.ls = '1';
		await breakOff(here, {kept: 2});
		expect(await nextStart()).toEqual(['open interrupted-undo']);
	});

	test('a portal that does not answer leaves the entry open and says so', async () => {
		fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts delete ivan');
		await breakOff(here);
		fixture.portal.setFault({is: 'status', code: 500});
		expect(await nextStart()).toEqual(['open interrupted-unread']);
	});

	test('actions on another portal are ignored, and a read-only console closes nothing', async () => {
		fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts add ivan');
		await breakOff(here);
		expect(await nextStart({providerId: 999})).toEqual([]);
		expect(await nextStart({readOnly: true})).toEqual(['open interrupted-before']);
	});

	/** So many additions of long ago whose numbers were never written, each with an entry of its own. */
	const unwritten = async (n: number, portal = fixture.context.providerId) => {
		const service = {
			system: 'billing',
			record: 'service',
			operation: 'create',
			key: {},
			before: null,
			after: {},
		};
		const number = {
			...{system: 'stalker', record: 'account', operation: 'update'},
			key: {login: 'LOGIN', stb_mac: '', account_number: ''},
			...{before: {account_number: ''}, after: {account_number: {ref: 'service.id'}}},
		};
		const names = {resource: 'accounts', rowKey: 'LOGIN', action: 'add'};
		const set = {...names, changes: [service, number], questions: [], values: {login: 'LOGIN', tvId: null}};
		await fixture.query(
			`with entries as (
				insert into stalker_journal (run, service_id, resource, action, subject, row_count, os_user, aid, at, leased_at)
				select 'long ago', ?, 'accounts', 'add', 'user' || i, 1, 'olga', 2, now() - interval '1 day', now() - interval '1 day'
				from generate_series(1, ?) i returning id, subject)
			insert into stalker_journal_rows (entry_id, position, row_key, change_set, results)
			select id, 1, subject, replace(?, 'LOGIN', subject), ? from entries`,
			[portal, n, JSON.stringify(set), JSON.stringify([{is: 'applied', current: {id: 1000}}, null])],
		);
	};

	test('what is open on another portal stands before nothing of ours', async () => {
		await unwritten(100, 999);
		fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts delete ivan');
		await breakOff(here);
		await unwritten(100, 999);
		expect(await nextStart()).toEqual(['done interrupted-deleted']);
	});

	test('of more entries than one start checks, the newest are checked, and the number of the others is reported', async () => {
		await unwritten(102);
		fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts delete ivan');
		await breakOff(here);
		const look = async () => recoverInterrupted({...fixture.context, runId: 'this one'});
		const {found, ...first} = await look();
		expect(found).toHaveLength(100);
		expect(found[0]).toMatchObject({state: 'done', message: {code: 'interrupted-deleted'}});
		expect(first).toEqual({count: 103, rest: [{code: 'interrupted-more', values: {n: 3}}]});
		expect(await look()).toMatchObject({count: 102, rest: [{code: 'interrupted-more', values: {n: 2}}]});
	});

	test.each([
		['cuts the line', {is: 'reset'}],
		['cannot be reached by the server in front of it', {is: 'status', code: 502}],
	] as const)(
		'a portal that %s is asked once, and what needs no look there comes to its end',
		async (_, fault) => {
			await unwritten(3);
			fixture.account({login: 'ivan', ls: '17'});
			await fixture.act('accounts add ivan');
			await breakOff(here);
			await unwritten(2);
			const asked = fixture.portal.received.length;
			fixture.portal.setFault(fault);
			const {found, rest, count} = await recoverInterrupted({...fixture.context, runId: 'this one'});
			expect(fixture.portal.received).toHaveLength(asked + 1);
			expect(found).toMatchObject([{state: 'failed', message: {code: 'interrupted-before'}}]);
			expect(rest).toMatchObject([{code: 'interrupted-unread-several', values: {n: 5}}]);
			expect(count).toBe(6);
			fixture.portal.setFault(null);
			expect(await nextStart()).toHaveLength(5);
		},
	);

	test('one that answers nonsense about one account is asked about the next', async () => {
		await unwritten(2);
		fixture.portal.setFault({is: 'html', times: 1});
		expect(await nextStart()).toEqual(['open interrupted-unread', 'open interrupted-number']);
	});

	test('an interruption ends the look, whatever the portal does', async () => {
		fixture.account({login: 'ivan', ls: '17'});
		await fixture.act('accounts delete ivan');
		await breakOff(here);
		fixture.portal.setFault({is: 'hang'});
		const asked = fixture.portal.received.length;
		const interrupted = new AbortController();
		const look = recoverInterrupted({...fixture.context, runId: 'this one'}, interrupted.signal);
		await expect.poll(() => fixture.portal.received.length, {timeout: 20_000}).toBe(asked + 1);
		interrupted.abort();
		await expect(look).rejects.toBe(interrupted.signal.reason);
		fixture.portal.setFault(null);
		expect(await nextStart()).toEqual(['done interrupted-deleted']);
	});
});
