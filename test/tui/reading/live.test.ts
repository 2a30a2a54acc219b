import {afterEach, expect, test} from 'vitest';
import type {Row} from '../../../source/sync/row.ts';
import type {Account} from '../../../source/resources/accounts/account.ts';
import {compareAccounts} from '../../../source/resources/accounts/compare.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {openStage, type Stage} from '../stage.ts';

onOneEngine(scene => {
	let stage: Stage;
	afterEach(async () => stage.close());

	/** What the portal was asked since. */
	const askedSince = (from: number): readonly string[] =>
		stage.portal.received.slice(from).map(({path}) => decodeURIComponent(path.split('/api/v1/')[1]!));
	const theirs = (row: Row | null | undefined) => row?.theirs as Account;

	/** An account that was shown in sync, with a MAC of its own, and is out of sync from now on. */
	function change(): string {
		const row = stage
			.list()
			.rows.slice(0, 10)
			.find(({mark, theirs: account}) => mark === '=' && (account as Account).stb_mac !== '')!;
		const user = stage.portal.state.users.find(({login}) => login === theirs(row).login)!;
		user.status = user.status === 1 ? 0 : 1;
		return row.key;
	}

	const find = (key: string) => stage.list().sheet!.rows.find(row => row.key === key);

	test('rows on the screen are read again by their names, and only they; cursor and marks stay', async () => {
		stage = await openStage(scene().billing, {accounts: 200});
		await stage.press('1', 'down', 'down', ' ', 'down');
		const {key, marked, top} = stage.list();
		const changed = change();
		const from = stage.portal.received.length;
		stage.later(31_000);
		await stage.idle();
		const paths = askedSince(from);
		expect(paths.length).toBeGreaterThan(0);
		expect(paths.every(path => path.startsWith('accounts/'))).toBe(true);
		expect(paths.join(',').split(',').length).toBeLessThanOrEqual(stage.now().size.rows);
		expect(find(changed)).toMatchObject({mark: '~'});
		expect(stage.list()).toMatchObject({key, marked, top});
		const {theirs: portal, ours, rows} = stage.list().sheet!;
		expect(rows).toEqual(compareAccounts(portal as never, ours as never, false));
	});

	test('they are asked for again after half a minute, others when they come into view, and none while nobody is there', async () => {
		stage = await openStage(scene().billing, {accounts: 200});
		await stage.press('1');
		stage.later(31_000);
		await stage.idle();
		let from = stage.portal.received.length;
		await stage.press('down');
		expect(askedSince(from)).toEqual([]);
		await stage.press('page-down', 'page-down');
		expect(askedSince(from).length).toBeGreaterThan(0);
		from = stage.portal.received.length;
		stage.later(29_000);
		await stage.idle();
		// The whole list has come by now, and its rows are of today.
		stage.later(600_001);
		await stage.idle();
		from = stage.portal.received.length;
		for (let minute = 0; minute < 60; minute++) {
			stage.later(60_000);
			await stage.idle();
		}

		expect(askedSince(from)).toEqual([]);
	});

	test('while reading by itself is paused, or a question stands, nothing is asked', async () => {
		stage = await openStage(scene().billing, {accounts: 200});
		await stage.press('1', 'p');
		let from = stage.portal.received.length;
		stage.later(31_000);
		await stage.idle();
		expect(askedSince(from)).toEqual([]);
		await stage.press('p', 'd');
		expect(stage.now().mode.is).toBe('ask');
		from = stage.portal.received.length;
		stage.later(31_000);
		await stage.idle();
		expect(askedSince(from)).toEqual([]);
	});

	test('an account that is gone, and a portal that does not answer, leave the rows as they were', async () => {
		stage = await openStage(scene().billing, {accounts: 200});
		await stage.press('1');
		const {rows} = stage.list();
		const gone = theirs(rows[2]).login;
		const changed = change();
		stage.portal.state.users = stage.portal.state.users.filter(({login}) => login !== gone);
		stage.later(31_000);
		await stage.idle();
		expect(find(changed)).toMatchObject({mark: '~'});
		expect(find(rows[2]!.key)).toBe(rows[2]);
		stage.portal.misbehave({is: 'status', code: 500});
		const before = stage.list().sheet!.rows;
		stage.later(31_000);
		await stage.idle();
		expect(stage.list().sheet!.rows.map(row => row.theirs)).toEqual(before.map(row => row.theirs));
		expect(stage.now().messages.length).toBeGreaterThan(0);
	});
});
