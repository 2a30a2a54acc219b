import {expect, test} from 'vitest';
import type {ServiceWithChannels} from '../../../source/resources/subscriptions/compare.ts';
import type {Subscription} from '../../../source/resources/subscriptions/read-subscriptions.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness} from '../session-harness.ts';

onOneEngine(fixture => {
	test('packages are requested for the visible rows when the cursor rests, once per row, and for no other screen', async () => {
		const harness = await createSessionHarness(fixture().billing, {accounts: 120, columns: 120, rows: 24});
		try {
			const asked = () =>
				harness.portal.received.flatMap(({path}) => /account_subscription\/(.*)$/.exec(path)?.[1] ?? []);
			await harness.press('1', 'page-down', 'down');
			expect(asked()).toEqual([]);
			await harness.press('4');
			const first = asked();
			const {rows} = harness.list();
			const column = harness.list().resource.columns.find(({id}) => id === 'subscribed')!;
			expect(first.length).toBeGreaterThan(5);
			expect(first.length).toBeLessThanOrEqual(24);
			expect(rows.slice(0, 5).map(row => column.value(row))).not.toContain(null);

			const {cursorKey} = harness.list();
			await harness.press('down', 'up');
			expect(asked()).toEqual(first);
			// Pages that are only passed cause no requests.
			harness.send('page-down', 'page-down', 'page-down');
			await harness.idle();
			expect(asked().length).toBeLessThanOrEqual(first.length + 24);
			expect(new Set(asked()).size).toBe(asked().length);
			await harness.press('home');
			expect(harness.list().cursorKey).toBe(cursorKey);
		} finally {
			await harness.close();
		}
	});

	test('a failed request of packages is reported once, and the list stays', async () => {
		const harness = await createSessionHarness(fixture().billing, {accounts: 30, columns: 120, rows: 24});
		try {
			harness.portal.setFault({is: 'html', matches: ({path}) => path.includes('account_subscription')});
			await harness.press('4', 'down', 'up');
			expect(harness.state().notifications.filter(({message}) => message.code === 'failed')).toHaveLength(1);
			expect(harness.list().rows.length).toBeGreaterThan(5);
		} finally {
			await harness.close();
		}
	});

	test('packages missing in the response are unknown, not “none”, and are not requested again', async () => {
		const harness = await createSessionHarness(fixture().billing, {accounts: 30, columns: 120, rows: 24});
		try {
			const isAsked = ({path}: {readonly path: string}) => path.includes('account_subscription');
			harness.portal.setFault({is: 'results-false', matches: isAsked});
			await harness.press('4', 'down', 'up');
			const {rows, resource} = harness.list();
			const column = resource.columns.find(({id}) => id === 'subscribed')!;
			expect(new Set(rows.map(row => column.value(row)))).toEqual(new Set([null]));
			const asked = harness.portal.received.filter(isAsked).map(({path}) => path);
			expect(asked.length).toBeGreaterThan(5);
			expect(new Set(asked).size).toBe(asked.length);
		} finally {
			await harness.close();
		}
	});

	test('loaded packages do not count as a change of the row: + adds the highlighted row and the selected rows at once', async () => {
		const harness = await createSessionHarness(fixture().billing, {accounts: 120, columns: 120, rows: 24});
		try {
			await harness.press('3', 'i', 'y', '4', '/', ...'sync:~', 'enter');
			const [first, ...rest] = harness
				.list()
				.rows.slice(0, 20)
				.filter(({stalker, billing}) => {
					const {sub_ch, subscribed} = stalker as Subscription;
					return subscribed !== null && billing !== null && lacksOnly(billing as ServiceWithChannels, sub_ch);
				})
				.map(({key}) => key);
			expect(rest.length).toBeGreaterThan(1);
			await harness.moveTo(first!);
			await harness.press('+');
			expect(harness.state().mode.is).toBe('browse');
			expect(harness.messageText()).toMatch(/^Billing has \d+ more channels? of /);
			for (const key of rest) {
				await harness.moveTo(key);
				await harness.press('space');
			}

			await harness.press('+', 'y');
			const {lines} = harness.state().results!;
			expect(lines).toHaveLength(rest.length);
			expect(lines.map(({message}) => message.code)).not.toContain('changed-row');
			expect(lines.filter(({changed}) => changed).length).toBeGreaterThan(1);
		} finally {
			await harness.close();
		}
	});
});

/** Billing has no records that the portal does not have, so nothing must be chosen. */
const lacksOnly = ({channels}: ServiceWithChannels, chosen: readonly string[] | null): boolean =>
	chosen !== null && channels.every(id => chosen.includes(String(id)));
