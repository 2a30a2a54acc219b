import fc from 'fast-check';
import {expect, test} from 'vitest';
import {syncStatuses} from '../../source/sync/difference.ts';
import {reuseFrom, type Row} from '../../source/sync/row.ts';
import {countStatuses, countUncompared} from '../../source/sync/statuses.ts';

const rows = fc
	.record({mark: fc.constantFrom(...syncStatuses), isCompared: fc.boolean()})
	.map(({mark, isCompared}): Row => ({
		key: 'key',
		mark,
		differences: [],
		stalker: null,
		billing: null,
		matchedBy: null,
		...(!isCompared && {isCompared}),
	}));

test('a list that was made of an earlier one has the same counts as one that is counted by itself', () => {
	const lists = fc.array(rows, {maxLength: 12}).chain(before =>
		fc.record({
			before: fc.constant(before),
			after: fc.array(fc.oneof(fc.constantFrom(...before, ...(before.length === 0 ? [null] : [])), rows)),
		}),
	);
	fc.assert(
		fc.property(lists, fc.boolean(), ({before, after: made}, isBeforeCounted) => {
			const after = made.filter(row => row !== null);
			if (isBeforeCounted) countStatuses(before);
			reuseFrom(after, before);
			expect(countStatuses(after)).toEqual(countStatuses([...after]));
			expect(countUncompared(after)).toBe(after.filter(({isCompared}) => isCompared === false).length);
		}),
	);
});
