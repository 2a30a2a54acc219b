import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {BillingChannelUsage} from '../../source/billing/channels.ts';
import {compareKey} from '../../source/normalize/collation.ts';
import {
	type StalkerChannel,
	toStorableChannels,
	unstorableReason,
} from '../../source/resources/channels/channel.ts';

const limits = {name: 50, number: 65_535, isUnique: true};

const aChannel = (id: number, name: string, number: number): StalkerChannel => ({
	...{id, name, number},
	...{base_ch: null, hd: null, enable_monitoring: null, url: null},
});

const storable = (items: readonly StalkerChannel[], channels: readonly BillingChannelUsage[] = []) =>
	[...toStorableChannels(items, channels, limits)].map(([id, {name, num}]) => [id, num, name]);

test('equal names get the id behind them, as the collation takes them for equal', () => {
	expect(
		storable([
			aChannel(1, 'Елка', 1),
			aChannel(2, 'ЁЛКА', 2),
			aChannel(3, 'x'.repeat(50), 3),
			aChannel(4, 'X'.repeat(50), 4),
		]),
	).toEqual([
		[1, 1, 'Елка'],
		[2, 2, 'ЁЛКА [2]'],
		[3, 3, 'x'.repeat(50)],
		[4, 4, `${'X'.repeat(46)} [4]`],
	]);
});

test('a number that is 0, too large or taken becomes the id, or else the next free one', () => {
	expect(
		storable([
			aChannel(7, 'a', 5),
			aChannel(8, 'b', 5),
			aChannel(9, 'c', 0),
			aChannel(5, 'd', 70_000),
			aChannel(10, 'e', 8),
		]).map(([id, num]) => [id, num]),
	).toEqual([
		[5, 1],
		[7, 5],
		[8, 2],
		[9, 9],
		[10, 8],
	]);
});

test('an id of more than 16 bits is left out', () => {
	expect(unstorableReason(aChannel(70_000, 'a', 1), limits)).toMatchObject({
		code: 'channel-id-large',
		values: {most: 65_535},
	});
	expect(storable([aChannel(70_000, 'a', 1)])).toEqual([]);
});

test('whatever the portal has, names and numbers are unique, fit, and stay so when they are read again', () => {
	const channel = fc.record({
		id: fc.integer({min: 1, max: 12}),
		name: fc.constantFrom('a', 'A', 'ё', 'е', 'a [2]', 'x'.repeat(50)),
		number: fc.integer({min: 0, max: 12}),
	});
	fc.assert(
		fc.property(fc.uniqueArray(channel, {selector: ({id}) => id}), list => {
			const result = storable(list.map(({id, name, number}) => aChannel(id, name, number)));
			expect(result).toHaveLength(list.length);
			expect(new Set(result.map(([, , name]) => compareKey(String(name)))).size).toBe(list.length);
			expect(new Set(result.map(([, num]) => num)).size).toBe(list.length);
			for (const [, num, name] of result) {
				expect(num).toBeGreaterThan(0);
				expect(String(name).length).toBeLessThanOrEqual(50);
			}
		}),
	);
});
