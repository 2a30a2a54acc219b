import {expect, test} from 'vitest';
import {onEachEngine} from '../../billing/engines.ts';
import {openStage} from '../stage.ts';

onEachEngine(scene => {
	test('packages are asked for of the rows on the screen when the cursor rests, of each once, and of no other screen’s', async () => {
		const stage = await openStage(scene().billing, {accounts: 120, columns: 120, rows: 24});
		try {
			const asked = () =>
				stage.portal.received.flatMap(({path}) => /account_subscription\/(.*)$/.exec(path)?.[1] ?? []);
			await stage.press('1', 'page-down', 'down');
			expect(asked()).toEqual([]);
			await stage.press('4');
			const first = asked();
			const {rows} = stage.list();
			const column = stage.list().tab.columns.find(({id}) => id === 'subscribed')!;
			expect(first.length).toBeGreaterThan(5);
			expect(first.length).toBeLessThanOrEqual(24);
			expect(rows.slice(0, 5).map(row => column.value(row))).not.toContain(null);

			const {key} = stage.list();
			await stage.press('down', 'up');
			expect(asked()).toEqual(first);
			// Whoever pages through does not pay for what he passes.
			stage.send('page-down', 'page-down', 'page-down');
			await stage.idle();
			expect(asked().length).toBeLessThanOrEqual(first.length + 24);
			expect(new Set(asked()).size).toBe(asked().length);
			await stage.press('home');
			expect(stage.list().key).toBe(key);
		} finally {
			await stage.close();
		}
	});

	test('packages that cannot be had are told once, and the list stays', async () => {
		const stage = await openStage(scene().billing, {accounts: 30, columns: 120, rows: 24});
		try {
			stage.portal.misbehave({is: 'html', on: ({path}) => path.includes('account_subscription')});
			await stage.press('4', 'down', 'up');
			expect(stage.now().messages.filter(({said}) => said.code === 'failed')).toHaveLength(1);
			expect(stage.list().rows.length).toBeGreaterThan(5);
		} finally {
			await stage.close();
		}
	});
});
