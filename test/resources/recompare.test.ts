import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Customer} from '../../source/billing/read-types.ts';
import type {Account} from '../../source/resources/accounts/account.ts';
import {compareAccounts} from '../../source/resources/accounts/compare.ts';
import type {AccountList, AccountRow} from '../../source/resources/accounts/build-row.ts';
import {recompareConnected} from '../../source/resources/accounts/recompare.ts';
import {scaledRuns} from '../support/thoroughness.ts';
import {billingCustomers, createAccount, createCustomer, createSubscriber} from './fixtures.ts';

/** So few identifiers that most are shared, and that many lead to several services or to none. */
const login = fc.constantFrom('ann', 'Ann ', 'bob', 'ann_1', 'ann_2', 'bob_3', 'eve', '');
const mac = fc.constantFrom('00:1A:79:00:00:01', '001a79000001', '00:1A:79:00:00:02', 'box', '');
const macs = fc.constantFrom('00:1A:79:00:00:01', '00:1A:79:00:00:02;00:1a:79:00:00:01', 'box', '');
const number = fc.constantFrom('1', '2', '3', '3 ', '3\t', '04', 'A-77', '');
const status = fc.constantFrom(0, 1);

const account = fc
	.record({login, stb_mac: mac, account_number: number, status})
	.map(fields => createAccount(fields));

/** A customer without place in the list: `uid` and the TV ids follow from that. */
const person = fc.record({
	login,
	service: fc.option(fc.record({cid: macs, iptv_login: login, disable: fc.constantFrom(0, 1, 2)})),
});

/** A customer may have several services: then he is there several times. Each has another TV id. */
const customersOf = (
	people: ReadonlyArray<typeof person extends fc.Arbitrary<infer One> ? One : never>,
	isDoubled: boolean,
): readonly Customer[] =>
	people.map(({login: name, service}, at) => {
		const uid = isDoubled ? Math.floor(at / 2) + 1 : at + 1;
		const more = {uid, login: name, bill_id: uid};
		return service ? createSubscriber({...service, id: at + 1}, more) : createCustomer(more);
	});

const change = fc.record({
	accounts: fc.array(fc.record({at: fc.nat(7), account}), {maxLength: 2}),
	customers: fc.array(fc.record({at: fc.nat(7), person}), {maxLength: 2}),
});

const invalid = fc.constantFrom(
	[],
	[{key: 'invalid:1', reason: 'no status', raw: {login: 'bob', stb_mac: '00:1A:79:00:00:02'}}],
);

/** With other objects for the lists, for which nothing is indexed yet. */
const compareAnew = (stalker: AccountList, customers: readonly Customer[], short: boolean) =>
	compareAccounts({...stalker, items: [...stalker.items]}, billingCustomers([...customers]), short);

const replaceAt = <Item>(items: readonly Item[], at: number, item: Item): readonly Item[] =>
	at < items.length ? items.with(at, item) : [...items, item];

test('rows that are compared where something has changed are what comparing all of them gives', () => {
	let kept = 0;
	fc.assert(
		fc.property(
			fc.array(account, {maxLength: 6}),
			fc.array(person, {maxLength: 6}),
			fc.array(change, {minLength: 1, maxLength: 4}),
			invalid,
			fc.record({isDoubled: fc.boolean(), short: fc.boolean()}),
			(items, people, changes, broken, {isDoubled, short}) => {
				let stalker: AccountList = {
					...{items, invalid: broken, warnings: [], defaultPlan: null, planIds: ['7', '8']},
				};
				let customers = customersOf(people, isDoubled);
				const billing = billingCustomers(customers);
				let rows: readonly AccountRow[] = compareAccounts(stalker, billing, short);
				let known = people;
				for (const one of changes) {
					let current: readonly Account[] = stalker.items;
					for (const {at, account: now} of one.accounts)
						if (broken.length === 0 || at < current.length) current = replaceAt(current, at, now);
					for (const {at, person: now} of one.customers) known = [...replaceAt(known, at, now)];
					stalker = {...stalker, items: current};
					const read = customersOf(known, isDoubled);
					customers = read.map((customer, at) =>
						at < customers.length && known[at] === people[at] ? customers[at]! : customer,
					);
					people = known;
					const patched = recompareConnected(rows, {stalker, billing: {...billing, customers}, short});
					expect(patched).toEqual(compareAnew(stalker, customers, short));
					if (patched!.some((row, at) => row === rows[at])) kept++;
					rows = patched!;
				}
			},
		),
		{numRuns: scaledRuns(400)},
	);
	expect(kept).toBeGreaterThan(0);
});

test('only what is connected with a change is compared: all other rows are the same objects', () => {
	const items = Array.from({length: 50}, (_, at) =>
		createAccount({login: `user${at}`, account_number: '', stb_mac: ''}),
	);
	const customers = items.map(({login: name}, at) => createCustomer({uid: at + 1, login: name}));
	const stalker = {items, invalid: [], warnings: [], defaultPlan: null, planIds: ['7']};
	const billing = billingCustomers(customers);
	const rows = compareAccounts(stalker, billing, false);
	const now = customers.with(7, createSubscriber({iptv_login: 'user7'}, {uid: 8, login: 'user7'}));
	const patched = recompareConnected(rows, {stalker, billing: {...billing, customers: now}, short: false})!;
	expect(patched.flatMap((row, at) => (row === rows[at] ? [] : [row.key]))).toEqual(['user7']);
});

test('one of thousands of boxes of one customer is compared again in the time in which all of them are compared', () => {
	const items = Array.from({length: 4000}, (_, at) =>
		createAccount({login: `hotel_${at + 1}`, account_number: String(at + 1), stb_mac: ''}),
	);
	const customers = items.map(({login: name}, at) =>
		createSubscriber({id: at + 1, cid: '', iptv_login: name}, {login: 'hotel'}),
	);
	const stalker = {items, invalid: [], warnings: [], defaultPlan: null, planIds: ['7']};
	const billing = billingCustomers(customers);
	/** Milliseconds of processor time. */
	const timeOf = (work: () => void): number => {
		const before = process.cpuUsage();
		work();
		const {user, system} = process.cpuUsage(before);
		return (user + system) / 1000;
	};
	let rows: readonly AccountRow[] = [];
	const all = timeOf(() => {
		rows = compareAccounts(stalker, billing, false);
	});
	const now = {...stalker, items: items.with(7, {...items[7]!, status: 0})};
	const one = timeOf(() => {
		rows = recompareConnected(rows, {stalker: now, billing, short: false})!;
	});
	expect(rows[7]!.mark).toBe('~');
	// About 1; over 100 where each of the boxes looks up all of them.
	expect(one / all).toBeLessThan(8);
});

test('a box that is not the first one of its service is not taken for that of an added customer', () => {
	const items = [createAccount({login: 'ann', account_number: '3', stb_mac: '00:1A:79:00:00:01'})];
	const stalker = {items, invalid: [], warnings: [], defaultPlan: null, planIds: ['7']};
	const customers = [
		createSubscriber({id: 1, cid: '00:1A:79:00:00:02;00:1A:79:00:00:01', iptv_login: ''}, {login: 'eve'}),
		createCustomer({uid: 2, login: 'bob'}),
	];
	const billing = billingCustomers(customers);
	const now = [...customers, createSubscriber({id: 3, cid: '', iptv_login: 'ann'}, {uid: 3, login: 'ann'})];
	const rows = compareAccounts(stalker, billing, false);
	const patched = recompareConnected(rows, {stalker, billing: {...billing, customers: now}, short: false});
	expect(patched).toEqual(compareAnew(stalker, now, false));
});

test('all rows are compared where a plan, the date or an account that is gone may change any of them', () => {
	const stalker = {items: [createAccount()], invalid: [], warnings: [], defaultPlan: null, planIds: ['7']};
	const billing = billingCustomers([createSubscriber()]);
	const rows = compareAccounts(stalker, billing, false);
	for (const sides of [
		{stalker, billing: {...billing, today: '2026-12-01'}, short: false},
		{stalker, billing: {...billing, plans: []}, short: false},
		{stalker: {...stalker, defaultPlan: '7'}, billing, short: false},
		{stalker: {...stalker, items: []}, billing, short: false},
		{stalker, billing: {...billing, customers: []}, short: false},
		{stalker, billing, short: true},
	])
		expect(recompareConnected(rows, sides)).toBeNull();
	expect(recompareConnected([...rows], {stalker, billing, short: false})).toBeNull();
});
