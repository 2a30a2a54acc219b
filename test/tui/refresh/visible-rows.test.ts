import {afterEach, expect, test} from 'vitest';
import type {Row} from '../../../source/sync/row.ts';
import type {Account} from '../../../source/resources/accounts/account.ts';
import {compareAccounts} from '../../../source/resources/accounts/compare.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(fixture => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	/** Paths requested from the portal since then. */
	const askedSince = (from: number): readonly string[] =>
		harness.portal.received.slice(from).map(({path}) => decodeURIComponent(path.split('/api/v1/')[1]!));
	const stalkerOf = (row: Row | null | undefined) => row?.stalker as Account;

	/** An account with a unique MAC that was shown in sync, and is out of sync from now on. */
	function change(): string {
		const row = harness
			.list()
			.rows.slice(0, 10)
			.find(({mark, stalker: account}) => mark === '=' && (account as Account).stb_mac !== '')!;
		const user = harness.portal.state.users.find(({login}) => login === stalkerOf(row).login)!;
		user.status = user.status === 1 ? 0 : 1;
		return row.key;
	}

	const find = (key: string) => harness.list().comparison!.rows.find(row => row.key === key);

	test('only the visible rows are read again, by identifier; cursor and selection stay', async () => {
		harness = await createSessionHarness(fixture().billing, {accounts: 200});
		await harness.press('1', 'down', 'down', ' ', 'down');
		const {cursorKey, selected, top} = harness.list();
		const changed = change();
		const from = harness.portal.received.length;
		harness.advanceClock(31_000);
		await harness.idle();
		const paths = askedSince(from);
		expect(paths.length).toBeGreaterThan(0);
		expect(paths.every(path => path.startsWith('accounts/'))).toBe(true);
		expect(paths.join(',').split(',').length).toBeLessThanOrEqual(harness.state().size.rows);
		expect(find(changed)).toMatchObject({mark: '~'});
		expect(harness.list()).toMatchObject({cursorKey, selected, top});
		const {stalker: portal, billing, rows} = harness.list().comparison!;
		expect(rows).toEqual(compareAccounts(portal as never, billing as never, false));
	});

	test('visible rows are read again after half a minute, other rows when they become visible, and none while the operator is inactive', async () => {
		harness = await createSessionHarness(fixture().billing, {accounts: 200});
		await harness.press('1');
		harness.advanceClock(31_000);
		await harness.idle();
		let from = harness.portal.received.length;
		await harness.press('down');
		expect(askedSince(from)).toEqual([]);
		await harness.press('page-down', 'page-down');
		expect(askedSince(from).length).toBeGreaterThan(0);
		from = harness.portal.received.length;
		harness.advanceClock(29_000);
		await harness.idle();
		// The whole list has been read by now, so its rows are current.
		harness.advanceClock(600_001);
		await harness.idle();
		from = harness.portal.received.length;
		for (let minute = 0; minute < 60; minute++) {
			harness.advanceClock(60_000);
			await harness.idle();
		}

		expect(askedSince(from)).toEqual([]);
	});

	test('while the refresh is paused, or a confirmation is open, nothing is requested', async () => {
		harness = await createSessionHarness(fixture().billing, {accounts: 200});
		await harness.press('1', 'p');
		let from = harness.portal.received.length;
		harness.advanceClock(31_000);
		await harness.idle();
		expect(askedSince(from)).toEqual([]);
		await harness.press('p', 'd');
		expect(harness.state().mode.is).toBe('confirm');
		from = harness.portal.received.length;
		harness.advanceClock(31_000);
		await harness.idle();
		expect(askedSince(from)).toEqual([]);
	});

	test('a deleted account and a portal that does not respond leave the rows unchanged', async () => {
		harness = await createSessionHarness(fixture().billing, {accounts: 200});
		await harness.press('1');
		const {rows} = harness.list();
		const gone = stalkerOf(rows[2]).login;
		const changed = change();
		harness.portal.state.users = harness.portal.state.users.filter(({login}) => login !== gone);
		harness.advanceClock(31_000);
		await harness.idle();
		expect(find(changed)).toMatchObject({mark: '~'});
		expect(find(rows[2]!.key)).toBe(rows[2]);
		harness.portal.setFault({is: 'status', code: 500});
		const before = harness.list().comparison!.rows;
		harness.advanceClock(31_000);
		await harness.idle();
		expect(harness.list().comparison!.rows.map(row => row.stalker)).toEqual(before.map(row => row.stalker));
		expect(harness.state().notifications.length).toBeGreaterThan(0);
	});
});
