import {expect, test} from 'vitest';
import {onEachBilling} from './engines.ts';

onEachBilling(context => {
	test('counts of an hour replace each other, those of a portal are its own, and old ones go', async () => {
		const {counts} = context().billing;
		const at = (text: string) => new Date(text);
		const add = async (portal: number, unsynced: number, time: string) =>
			counts!.add(
				portal,
				[
					{list: 'accounts', unsynced},
					{list: 'stb', unsynced: 0},
				],
				at(time),
			);
		await add(1, 5, '2026-09-01T10:59:59Z');
		await add(1, 7, '2026-12-01T10:00:00Z');
		await add(1, 9, '2026-12-01T10:59:59Z');
		await add(1, 8, '2026-12-01T11:00:00Z');
		await add(2, 1, '2026-12-01T11:00:00Z');
		await counts!.add(1, [], at('2026-12-01T12:00:00Z'));
		expect(await counts!.read(1)).toEqual([
			{list: 'accounts', hour: '2026-12-01T10', unsynced: 9},
			{list: 'accounts', hour: '2026-12-01T11', unsynced: 8},
			{list: 'stb', hour: '2026-12-01T10', unsynced: 0},
			{list: 'stb', hour: '2026-12-01T11', unsynced: 0},
		]);
		expect((await counts!.read(2)).map(({unsynced}) => unsynced)).toEqual([1, 0]);
	});
});
