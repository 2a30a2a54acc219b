import {expect, test} from 'vitest';
import type {ServiceWithChannels} from '../../../source/resources/subscriptions/compare.ts';
import type {Subscription} from '../../../source/resources/subscriptions/subscription.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness} from '../session-harness.ts';

onOneEngine(fixture => {
	test('packages are requested for the visible rows when the cursor rests, once per row, and for no other screen', async () => {
		const stage = await createSessionHarness(fixture().billing, {accounts: 120, columns: 120, rows: 24});
		try {
			const asked = () =>
				stage.portal.received.flatMap(({path}) => /account_subscription\/(.*)$/.exec(path)?.[1] ?? []);
			await stage.press('1', 'page-down', 'down');
			expect(asked()).toEqual([]);
			await stage.press('4');
			const first = asked();
			const {rows} = stage.list();
			const column = stage.list().resource.columns.find(({id}) => id === 'subscribed')!;
			expect(first.length).toBeGreaterThan(5);
			expect(first.length).toBeLessThanOrEqual(24);
			expect(rows.slice(0, 5).map(row => column.value(row))).not.toContain(null);

			const {cursorKey} = stage.list();
			await stage.press('down', 'up');
			expect(asked()).toEqual(first);
			// Pages that are only passed cause no requests.
			stage.send('page-down', 'page-down', 'page-down');
			await stage.idle();
			expect(asked().length).toBeLessThanOrEqual(first.length + 24);
			expect(new Set(asked()).size).toBe(asked().length);
			await stage.press('home');
			expect(stage.list().cursorKey).toBe(cursorKey);
		} finally {
			await stage.close();
		}
	});

	test('a failed request of packages is reported once, and the list stays', async () => {
		const stage = await createSessionHarness(fixture().billing, {accounts: 30, columns: 120, rows: 24});
		try {
			stage.portal.setFault({is: 'html', matches: ({path}) => path.includes('account_subscription')});
			await stage.press('4', 'down', 'up');
			expect(stage.state().notifications.filter(({message}) => message.code === 'failed')).toHaveLength(1);
			expect(stage.list().rows.length).toBeGreaterThan(5);
		} finally {
			await stage.close();
		}
	});

	test('packages missing in the response are unknown, not “none”, and are not requested again', async () => {
		const stage = await createSessionHarness(fixture().billing, {accounts: 30, columns: 120, rows: 24});
		try {
			const isAsked = ({path}: {readonly path: string}) => path.includes('account_subscription');
			stage.portal.setFault({is: 'results-false', matches: isAsked});
			await stage.press('4', 'down', 'up');
			const {rows, resource} = stage.list();
			const column = resource.columns.find(({id}) => id === 'subscribed')!;
			expect(new Set(rows.map(row => column.value(row)))).toEqual(new Set([null]));
			const asked = stage.portal.received.filter(isAsked).map(({path}) => path);
			expect(asked.length).toBeGreaterThan(5);
			expect(new Set(asked).size).toBe(asked.length);
		} finally {
			await stage.close();
		}
	});

	test('loaded packages do not count as a change of the row: + adds the highlighted row and the selected rows at once', async () => {
		const stage = await createSessionHarness(fixture().billing, {accounts: 120, columns: 120, rows: 24});
		try {
			await stage.press('3', 'i', 'y', '4', '/', ...'sync:~', 'enter');
			const [first, ...rest] = stage
				.list()
				.rows.slice(0, 20)
				.filter(({stalker, billing}) => {
					const {sub_ch, subscribed} = stalker as Subscription;
					return subscribed !== null && billing !== null && lacksOnly(billing as ServiceWithChannels, sub_ch);
				})
				.map(({key}) => key);
			expect(rest.length).toBeGreaterThan(1);
			await stage.moveTo(first!);
			await stage.press('+');
			expect(stage.state().mode.is).toBe('browse');
			expect(stage.messageText()).toMatch(/^Billing has \d+ more channels? of /);
			for (const key of rest) {
				await stage.moveTo(key);
				await stage.press('space');
			}

			await stage.press('+', 'y');
			const {lines} = stage.state().results!;
			expect(lines).toHaveLength(rest.length);
			expect(lines.map(({message}) => message.code)).not.toContain('changed-row');
			expect(lines.filter(({changed}) => changed).length).toBeGreaterThan(1);
		} finally {
			await stage.close();
		}
	});
});

/** Billing has no records that the portal does not have, so nothing must be chosen. */
const lacksOnly = ({channels}: ServiceWithChannels, chosen: readonly string[] | null): boolean =>
	chosen !== null && channels.every(id => chosen.includes(String(id)));
