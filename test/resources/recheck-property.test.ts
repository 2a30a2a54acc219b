import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {User} from '../../source/demo/portal/state.ts';
import {findWriteAddress} from '../../source/resources/accounts/write-address.ts';
import {compareAccounts, type AccountComparison} from '../../source/resources/accounts/compare.ts';
import {onEachEngine} from '../billing/engines.ts';
import {openTwoSystems, insertPerson, insertSubscriber} from './two-systems.ts';
import {scaledRuns} from '../support/thoroughness.ts';

const macs = ['', '00:1A:79:00:00:01', '00:1A:79:00:00:02', '00:1A:79:00:00:03', '001a79000003'];
const numbers = ['', '101', '102', '0103'];
const logins = ['ivan', 'IVAN', 'petro', 'olga', 'taras'];
const field = fc.oneof(
	fc.record({mac: fc.constantFrom(...macs)}),
	fc.record({ls: fc.constantFrom(...numbers)}),
	fc.record({login: fc.constantFrom(...logins)}),
	fc.record({status: fc.constantFrom(0, 1)}),
	fc.record({online: fc.boolean()}),
);
const someone: fc.Arbitrary<Partial<User>> = fc.record({
	login: fc.constantFrom(...logins),
	mac: fc.constantFrom(...macs),
	ls: fc.constantFrom(...numbers),
});
/**
A change of the account at an index of the list; one per account, since an account that lost all its identifiers
cannot be found.
*/
const events = fc.uniqueArray(
	fc.record({place: fc.nat(3), change: fc.oneof(field, fc.constant('gone' as const))}),
	{selector: ({place: index}) => index, maxLength: 3},
);

/** Without order: an account with a changed login may be elsewhere. */
const rowTexts = ({rows}: AccountComparison) =>
	rows
		.map(({mark, stalker, billing, differences}) =>
			JSON.stringify([stalker, billing?.service?.id, mark, differences.map(({code}) => code)]),
		)
		.toSorted();

/** An account that has only a login, and gets another. */
const isOnlyName = ({login}: User, change: object | 'gone', {stalker: {items}}: AccountComparison): boolean =>
	typeof change === 'object' &&
	'login' in change &&
	items.some(
		account => account.login === login && (findWriteAddress(account, items)?.is ?? 'login') === 'login',
	);

onEachEngine(scene => {
	test('whatever happens to the accounts that are looked at, the second look finds what a whole list would', async () => {
		const both = await openTwoSystems(scene().billing);
		await insertSubscriber(both);
		await fc.assert(
			fc.asyncProperty(fc.array(someone, {minLength: 1, maxLength: 4}), events, async (people, events) => {
				both.state.users = [];
				for (const one of people) insertPerson(both.state, one);
				const comparison = await both.list();
				const users = [...both.state.users];
				for (const {place: index, change} of events) {
					const user = users[index];
					if (!user || isOnlyName(user, change, comparison)) continue;
					if (change === 'gone') both.state.users = both.state.users.filter(other => other !== user);
					else Object.assign(user, change);
				}

				const {comparison: now, changedKeys} = await both.again(
					comparison.rows.map(({key}) => key),
					comparison,
				);
				expect(now.rows).toEqual(compareAccounts(now.stalker, now.billing, now.short !== null));
				const whole = await both.list();
				const truth = {...whole, rows: compareAccounts(whole.stalker, whole.billing, now.short !== null)};
				expect(rowTexts(now)).toEqual(rowTexts(truth));
				const keys = new Set(whole.rows.map(({key}) => key));
				for (const {key} of comparison.rows) if (!keys.has(key)) expect(changedKeys).toContain(key);
			}),
			{numRuns: scaledRuns(40)},
		);
		await both.close();
	});
});
