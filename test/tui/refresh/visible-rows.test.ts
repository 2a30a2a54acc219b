import {afterEach, expect, test} from 'vitest';
import type {Row} from '../../../source/sync/row.ts';
import type {Account} from '../../../source/resources/accounts/account.ts';
import {compareAccounts} from '../../../source/resources/accounts/compare.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(fixture => {
	let stage: SessionHarness;
	afterEach(async () => stage.close());

	/** Paths requested from the portal since then. */
	const askedSince = (from: number): readonly string[] =>
		stage.portal.received.slice(from).map(({path}) => decodeURIComponent(path.split('/api/v1/')[1]!));
	const theirs = (row: Row | null | undefined) => row?.stalker as Account;

	/** An account with a unique MAC that was shown in sync, and is out of sync from now on. */
	function change(): string {
		const row = stage
			.list()
			.rows.slice(0, 10)
			.find(({mark, stalker: account}) => mark === '=' && (account as Account).stb_mac !== '')!;
		const user = stage.portal.state.users.find(({login}) => login === theirs(row).login)!;
		user.status = user.status === 1 ? 0 : 1;
		return row.key;
	}

	const find = (key: string) => stage.list().comparison!.rows.find(row => row.key === key);

	test('only the visible rows are read again, by identifier; cursor and selection stay', async () => {
		stage = await createSessionHarness(fixture().billing, {accounts: 200});
		await stage.press('1', 'down', 'down', ' ', 'down');
		const {cursorKey, selected, top} = stage.list();
		const changed = change();
		const from = stage.portal.received.length;
		stage.advanceClock(31_000);
		await stage.idle();
		const paths = askedSince(from);
		expect(paths.length).toBeGreaterThan(0);
		expect(paths.every(path => path.startsWith('accounts/'))).toBe(true);
		expect(paths.join(',').split(',').length).toBeLessThanOrEqual(stage.state().size.rows);
		expect(find(changed)).toMatchObject({mark: '~'});
		expect(stage.list()).toMatchObject({cursorKey, selected, top});
		const {stalker: portal, billing, rows} = stage.list().comparison!;
		expect(rows).toEqual(compareAccounts(portal as never, billing as never, false));
	});

	test('visible rows are read again after half a minute, other rows when they become visible, and none while the operator is inactive', async () => {
		stage = await createSessionHarness(fixture().billing, {accounts: 200});
		await stage.press('1');
		stage.advanceClock(31_000);
		await stage.idle();
		let from = stage.portal.received.length;
		await stage.press('down');
		expect(askedSince(from)).toEqual([]);
		await stage.press('page-down', 'page-down');
		expect(askedSince(from).length).toBeGreaterThan(0);
		from = stage.portal.received.length;
		stage.advanceClock(29_000);
		await stage.idle();
		// The whole list has been read by now, so its rows are current.
		stage.advanceClock(600_001);
		await stage.idle();
		from = stage.portal.received.length;
		for (let minute = 0; minute < 60; minute++) {
			stage.advanceClock(60_000);
			await stage.idle();
		}

		expect(askedSince(from)).toEqual([]);
	});

	test('while the refresh is paused, or a confirmation is open, nothing is requested', async () => {
		stage = await createSessionHarness(fixture().billing, {accounts: 200});
		await stage.press('1', 'p');
		let from = stage.portal.received.length;
		stage.advanceClock(31_000);
		await stage.idle();
		expect(askedSince(from)).toEqual([]);
		await stage.press('p', 'd');
		expect(stage.state().mode.is).toBe('confirm');
		from = stage.portal.received.length;
		stage.advanceClock(31_000);
		await stage.idle();
		expect(askedSince(from)).toEqual([]);
	});

	test('a deleted account and a portal that does not respond leave the rows unchanged', async () => {
		stage = await createSessionHarness(fixture().billing, {accounts: 200});
		await stage.press('1');
		const {rows} = stage.list();
		const gone = theirs(rows[2]).login;
		const changed = change();
		stage.portal.state.users = stage.portal.state.users.filter(({login}) => login !== gone);
		stage.advanceClock(31_000);
		await stage.idle();
		expect(find(changed)).toMatchObject({mark: '~'});
		expect(find(rows[2]!.key)).toBe(rows[2]);
		stage.portal.setFault({is: 'status', code: 500});
		const before = stage.list().comparison!.rows;
		stage.advanceClock(31_000);
		await stage.idle();
		expect(stage.list().comparison!.rows.map(row => row.stalker)).toEqual(before.map(row => row.stalker));
		expect(stage.state().notifications.length).toBeGreaterThan(0);
	});
});
