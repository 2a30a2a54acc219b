import {expect, test} from 'vitest';
import {createTextMatcher} from '../../source/demo/portal/collation.ts';

test.each([
	['user00021', 'USER00021'],
	['user', 'user   '],
	['user  ', 'USER'],
	['', '  '],
	['Иванов_18', 'иванов_18'],
	['Соловьёв', 'СОЛОВЬЕВ '],
	['їжак', 'ІЖАК'],
	['é', 'E'],
	['ß', 's'],
])('%j and %j are the same', (one, other) => {
	expect([createTextMatcher(one)(other), createTextMatcher(other)(one)]).toEqual([true, true]);
});

test.each([
	['user1', 'user10'],
	['user1', 'user2'],
	[' user', 'user'],
	['user', 'user\t'],
	['й', 'и'],
	['ґ', 'г'],
	['', '0'],
	['а', 'a'],
])('%j and %j are not', (one, other) => {
	expect([createTextMatcher(one)(other), createTextMatcher(other)(one)]).toEqual([false, false]);
});
