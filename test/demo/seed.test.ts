import {expect, test} from 'vitest';
import {seedBilling} from '../../source/demo/seed-billing.ts';
import {createPortal} from '../../source/demo/portal/portal.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {scenarios, scenarioAt, type Scenario} from '../../source/demo/portal/seed/scenarios.ts';

const state = seedPortal({accounts: 300, seed: 1});
const billing = seedBilling(state);
const accountOfScenario = (scenario: Scenario) =>
	state.users.find(({id}) => scenarioAt(id - 1) === scenario)!;
const servicesOf = (login: string) => billing.services.filter(service => service.login === login);

test('the same seed gives the same portal and the same billing, another seed others', () => {
	expect(seedPortal({accounts: 300, seed: 1})).toEqual(state);
	expect(seedBilling(seedPortal({accounts: 300, seed: 1}))).toEqual(billing);
	expect(seedPortal({accounts: 300, seed: 2}).users).not.toEqual(state.users);
});

test('a larger portal begins with the rows of a smaller', () => {
	expect(seedPortal({accounts: 10}).users).toEqual(state.users.slice(0, 10));
});

test('a portal of 300 has every scenario, three of five accounts in sync, and three of twenty unknown', () => {
	const all = state.users.map(({id}) => scenarioAt(id - 1));
	expect(new Set(all)).toEqual(new Set(scenarios));
	const share = (scenario: Scenario) => all.filter(one => one === scenario).length / all.length;
	expect([share('in-sync'), share('unknown'), share('customer-only')]).toEqual([0.6, 0.15, 0.05]);
});

test('an account in sync has a service of the same number, box, login, plan and state, or is off and in debt, and a customer of the same name', () => {
	const inSync = state.users.filter(({id}) => scenarioAt(id - 1) === 'in-sync');
	for (const {login, ls, mac, status, fname, phone, tariff_plan_id: plan} of inSync) {
		const [customer, ...others] = billing.customers.filter(one => one.login === login);
		const isDisabled = status !== 0 && customer!.deposit >= 0;
		expect(servicesOf(login)).toEqual([
			expect.objectContaining({
				id: Number(ls),
				cid: mac,
				iptv_login: login,
				plan: state.plans.find(({id}) => id === plan)!.external_id,
				disable: isDisabled ? expect.toBeOneOf([1, 3, 4, 5]) : 0,
				expire: null,
			}),
		]);
		expect(customer).toMatchObject({fio: fname, phone, disable: 0, deleted: false});
		expect(others).toEqual([]);
	}
});

const expectUnique = (values: ReadonlyArray<string | number>) => {
	const given = values.filter(value => value !== '').map(value => String(value).toLowerCase());
	expect(new Set(given).size).toBe(given.length);
};

test('billing follows its own rules: ids, MACs and logins are unique, every value fits its column', () => {
	const large = seedBilling(seedPortal({accounts: 5000}));
	expectUnique(large.services.map(({id}) => id));
	expectUnique(large.services.map(({cid}) => cid));
	expectUnique(large.services.map(({iptv_login: login}) => login));
	expectUnique(large.customers.map(({login}) => login));
	const logins = new Set(large.customers.map(({login}) => login));
	const plans = new Set(large.plans.map(({id, filter_id: filter}) => filter || String(id)));
	expect(
		large.services.filter(({login, plan}) => !logins.has(login) || (plan !== null && !plans.has(plan))),
	).toEqual([]);
	expect(large.services.filter(({id, cid}) => id < 1 || id > 999_999 || cid.length > 35)).toEqual([]);
	expect(
		large.customers.filter(
			({login, fio, phone}) => login.length > 64 || fio.length > 120 || phone.length > 32,
		),
	).toEqual([]);
});

test('the plans: one default, external ids that are no numbers, one empty, two equal; billing lacks some and has one more', () => {
	const stalkerPlans = state.plans.map(({external_id: id}) => id);
	const billingPlans = billing.plans.map(({id, filter_id: filter}) => filter || String(id));
	expect(state.plans.filter(({user_default: isDefault}) => isDefault)).toHaveLength(1);
	expect(stalkerPlans).toEqual(expect.arrayContaining(['', 'PROMO-1', 'VIP_2016']));
	expect(new Set(stalkerPlans).size).toBe(stalkerPlans.length - 1);
	expect(stalkerPlans.filter(id => id !== '' && !billingPlans.includes(id))).toEqual([
		'105',
		'106',
		'110',
		'110',
		'112',
	]);
	expect(billingPlans.filter(id => !stalkerPlans.includes(id))).toEqual(['199']);
});

test('names carry apostrophes and Cyrillic; some carry escapes, a clipboard write, newlines and overrides', () => {
	expect(state.users.some(({fname}) => /[’'ʼ]/.test(fname))).toBe(true);
	expect(accountOfScenario('name-escapes').fname).toContain('\u001B[31m');
	expect(accountOfScenario('name-clipboard').fname).toContain('\u001B]52;c;');
	for (const character of '\n\t\u0007\u2066')
		expect(accountOfScenario('comment-bidi').comment).toContain(character);
	expect(accountOfScenario('comment-bidi').fname).toContain('\u202E');
});

test.each<[Scenario, (account: ReturnType<typeof accountOfScenario>) => unknown]>([
	['number-missing', ({ls}) => ls === ''],
	['number-padded', ({ls}) => /^0\d{5}$/.test(ls)],
	['number-word', ({ls}) => !/^\d+$/.test(ls)],
	['number-long', ({ls}) => /^\d{7}$/.test(ls)],
	['number-twelve', ({ls}) => /^\d{12}$/.test(ls)],
	['number-not-tv-id', ({ls, login}) => Number(ls) !== servicesOf(login)[0]!.id],
	[
		'number-taken',
		({ls, login}) => billing.services.some(({id, login: other}) => id === Number(ls) && other !== login),
	],
	['number-shared-again', ({ls}) => state.users.filter(user => user.ls === ls).length === 2],
	['mac-missing', ({mac, login}) => mac === '' && servicesOf(login)[0]!.cid !== ''],
	['mac-missing-in-billing', ({mac, login}) => mac !== '' && servicesOf(login)[0]!.cid === ''],
	['mac-differs', ({mac, login}) => mac !== servicesOf(login)[0]!.cid],
	['mac-shared-again', ({mac}) => state.users.filter(user => user.mac === mac).length === 2],
	['mac-in-two-services', ({mac}) => billing.services.filter(({cid}) => cid.includes(mac)).length === 2],
	[
		'conflict',
		({mac, login}) => billing.services.some(service => service.cid === mac && service.login !== login),
	],
	['on-but-disabled', ({status, login}) => status === 0 && servicesOf(login)[0]!.disable === 4],
	['off-but-active', ({status, login}) => status === 1 && servicesOf(login)[0]!.disable === 0],
	[
		'login-case-again',
		({login}) => state.users.filter(user => user.login.toLowerCase() === login.toLowerCase()).length === 2,
	],
	['login-long', ({login}) => login.length === 64],
	['login-empty', ({login}) => login === ''],
])('the account of the scenario %s is as the name says', (scenario, holds) => {
	expect(holds(accountOfScenario(scenario))).toBe(true);
});

test('billing has an active, an inactive and a never activated service without account', () => {
	const numbers = new Set(state.users.map(({ls}) => ls));
	const alone = billing.services.filter(
		({id, login}) => login.startsWith('gone') && !numbers.has(String(id)),
	);
	expect(new Set(alone.map(({disable}) => disable))).toEqual(new Set([0, 1, 2]));
});

test('a hundred thousand accounts have a hundred thousand boxes and logins, but for the scenarios of duplicates', () => {
	const {users} = seedPortal({accounts: 100_000});
	expect(users).toHaveLength(100_000);
	const duplicates = users.filter(({id}) => scenarioAt(id - 1) === 'mac-shared-again').length;
	const without = users.filter(({mac}) => mac === '').length;
	expect(new Set(users.map(({mac}) => mac)).size).toBe(100_000 - duplicates - without + 1);
});

test('the portal of one account, and of none, can be read', () => {
	for (const accounts of [0, 1]) {
		const portal = createPortal(seedPortal({accounts}), {login: 'a', password: 'b'});
		const headers = {authorization: `Basic ${btoa('a:b')}`};
		const {body} = portal.handle({
			method: 'GET',
			path: '/stalker_portal/api/v1/accounts',
			headers,
			body: Buffer.alloc(0),
		});
		expect(JSON.parse(body.toString())).toMatchObject({status: 'OK', results: {length: accounts}});
	}
});
