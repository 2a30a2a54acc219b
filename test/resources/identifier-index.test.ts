import fc from 'fast-check';
import {expect, test} from 'vitest';
import {IdentifierIndex} from '../../source/resources/accounts/identifier-index.ts';
import {finishSteps} from '../../source/sync/sliced-work.ts';

const indexOf = (...names: Parameters<typeof IdentifierIndex.createInSteps>) =>
	finishSteps(IdentifierIndex.createInSteps(...names));

/** Few texts, so that rows share them, and blank ones. */
const name = fc.oneof(fc.constant(''), fc.string({maxLength: 2, unit: fc.constantFrom('a', 'b', 'і', 'B')}));

test('rows are found by any of their identifiers as by a list that is searched, and none by a blank', () => {
	fc.assert(
		fc.property(fc.array(fc.uniqueArray(name, {minLength: 1, maxLength: 3}), {maxLength: 40}), rows => {
			const further = rows.flatMap(([, ...more], row) => more.map(text => ({text, row})));
			const index = indexOf(
				[...rows.map(([first]) => first!), ...further.map(({text}) => text)],
				further.map(({row}) => row),
			);
			for (const wanted of new Set([...rows.flat(), '', 'unknown'])) {
				const owners = rows.flatMap((own, row) => (wanted !== '' && own.includes(wanted) ? [row] : []));
				expect(index.get(wanted)).toEqual(owners);
				expect(index.isShared(wanted)).toBe(owners.length > 1);
				expect(index.has(wanted)).toBe(owners.length > 0);
				expect(index.only(wanted)).toBe(owners.length === 1 ? owners[0] : -1);
				for (const row of rows.keys())
					expect(index.isOnly(wanted, row)).toBe(owners.length === 1 && owners[0] === row);
			}
		}),
	);
});

test('thousands of texts that differ in one character are told apart', () => {
	const names = Array.from({length: 5000}, (_, number) => `user${number}`);
	const index = indexOf(names);
	for (const [row, text] of names.entries()) expect(index.get(text)).toEqual([row]);
	expect(index.get('user5000')).toEqual([]);
});
