import {seedChannelChoices, type DemoChoices} from './seed-channel-choices.ts';
import {createRandom} from './portal/seed/random.ts';
import {
	macAt,
	accountNumberAt,
	partnerDistance,
	unusedMacAt,
	unusedTvIdAt,
	scenarioAt,
	type Scenario,
} from './portal/seed/scenarios.ts';
import type {PortalState, User} from './portal/state.ts';

/** The records of the demo's billing, as plain data. Dates are `YYYY-MM-DD`. */
export type DemoBilling = DemoChoices & {
	readonly plans: readonly DemoPlan[];
	readonly customers: readonly DemoCustomer[];
	readonly services: readonly DemoService[];
	/** `id` is the portal's; so is `num`. */
	readonly channels: ReadonlyArray<{readonly id: number; readonly name: string; readonly num: number}>;
};

/** `tarif_plans`: `filter_id` is the external id where that is not the number, else empty. */
type DemoPlan = {readonly id: number; readonly filter_id: string; readonly name: string};

/** `users`, `users_pi` and `bills`. */
type DemoCustomer = {
	readonly login: string;
	readonly fio: string;
	readonly phone: string;
	readonly disable: 0 | 1;
	readonly deleted: boolean;
	readonly expire: string | null;
	readonly deposit: number;
};

/** `iptv_main`. `login` is the customer's; `plan` the external id of a plan above. */
type DemoService = {
	readonly id: number;
	readonly login: string;
	readonly cid: string;
	readonly iptv_login: string;
	readonly disable: 0 | 1 | 2 | 3 | 4 | 5;
	readonly plan: string | null;
	readonly expire: string | null;
};

/**
The billing that belongs to a portal just seeded: it has most accounts, lacks some, has some more, and differs where an
account's scenario says so. It lacks the plans 105, 106 and 112, and has one that the portal lacks.
*/
export function seedBilling(state: PortalState): DemoBilling {
	const records = state.users.map(user => recordsOf(scenarioAt(user.id - 1), user, state));
	const services = records.flatMap(({services: own}) => own);
	const channels = channelsOf(state);
	return {
		plans: [
			{id: 101, filter_id: '', name: 'Стартовий'},
			{id: 102, filter_id: '', name: 'Базовий'},
			{id: 103, filter_id: '', name: 'Базовий + HD'},
			{id: 104, filter_id: '', name: 'Сімейний плюс'},
			{id: 900, filter_id: 'PROMO-1', name: 'Промо <3 місяці>'},
			{id: 901, filter_id: 'VIP_2016', name: 'VIP'},
			{id: 199, filter_id: '', name: 'Архівний'},
		],
		customers: records.flatMap(({customers}) => customers),
		services,
		channels,
		...seedChannelChoices(state, {services, channels}),
	};
}

type BillingRecords = {
	readonly customers: readonly DemoCustomer[];
	readonly services: readonly DemoService[];
};

function recordsOf(scenario: Scenario, user: User, state: PortalState): BillingRecords {
	const index = user.id - 1;
	const customer = customerOf(user, index);
	const service = serviceOf(user, index, customer.login, state);
	const customerAndService = (
		serviceChange: Partial<DemoService> = {},
		customerChange: Partial<DemoCustomer> = {},
	): BillingRecords => ({
		customers: [{...customer, ...customerChange}],
		services: [{...service, ...serviceChange}],
	});
	switch (scenario) {
		case 'unknown':
		case 'unknown-without-mac':
		case 'unknown-without-plan':
		case 'unknown-on-unknown-plan':
		case 'number-shared-again':
		case 'login-case-again':
			return {customers: [], services: []};
		case 'customer-only':
			return {customers: [customer], services: []};
		case 'number-shared':
			return customerAndService({cid: `${user.mac};${macAt(index + partnerDistance)}`});
		case 'number-taken':
			return customerWithoutAccount(index, 'sosid', {id: unusedTvIdAt(index)});
		case 'only-in-billing':
			return mergeRecords(customerAndService(), customerWithoutAccount(index, 'gone', {}));
		case 'only-in-billing-off':
			return mergeRecords(customerAndService(), customerWithoutAccount(index, 'gone', {disable: 1}));
		case 'only-in-billing-never':
			return mergeRecords(customerAndService(), customerWithoutAccount(index, 'gone', {disable: 2}));
		case 'conflict':
			return mergeRecords(
				customerAndService({cid: ''}),
				customerWithoutAccount(index, 'chuzhyi', {cid: user.mac}),
			);
		case 'mac-in-two-services':
			return mergeRecords(
				customerAndService(),
				customerWithoutAccount(index, 'brat', {cid: `${unusedMacAt(index)};${user.mac}`}),
			);
		default:
			return customerAndService(serviceChanges[scenario], customerChanges[scenario]);
	}
}

/** Fields in which billing's service differs from the account. */
const serviceChanges: {readonly [scenario in Scenario]?: Partial<DemoService>} = {
	'on-but-disabled': {disable: 4},
	'off-but-active': {disable: 0},
	'tariff-differs': {plan: '103'},
	'tariff-default': {plan: '103'},
	'tariff-unknown': {plan: '102'},
	'mac-missing-in-billing': {cid: ''},
	'mac-shared-again': {cid: ''},
	'service-expired': {expire: '2020-01-31'},
	'end-date-differs': {expire: '2099-12-31'},
	'login-suffixed': {iptv_login: ''},
};

/** Fields in which the customer differs from the account. */
const customerChanges: {readonly [scenario in Scenario]?: Partial<DemoCustomer>} = {
	'customer-deleted': {deleted: true},
	'off-but-active': {deposit: 25},
	'customer-disabled': {disable: 1},
	'name-differs': {fio: 'Коваль Ганна Петрівна'},
	'phone-differs': {phone: '+380440000000'},
	'balance-differs': {deposit: 41.7},
	'name-escapes': {fio: 'Червоний Олег'},
	'name-clipboard': {fio: 'Клим Буфер'},
	'comment-bidi': {fio: 'Мирний Тарас'},
};

const mergeRecords = (one: BillingRecords, other: BillingRecords): BillingRecords => ({
	customers: [...one.customers, ...other.customers],
	services: [...one.services, ...other.services],
});

/** The customer to whom the account belongs, made from its fields. */
function customerOf({login, ls, fname, phone, account_balance: balance}: User, index: number): DemoCustomer {
	const suffix = `_${ls}`;
	const customerLogin = login.endsWith(suffix) ? login.slice(0, -suffix.length) : login;
	return {
		login: customerLogin === '' ? `bezimennyi${index + 1}` : customerLogin,
		fio: fname,
		phone,
		disable: 0,
		deleted: false,
		expire: null,
		deposit:
			Number(balance) === 0 ? createRandom(index, 11).integerBelow(40_000) / 100 - 50 : Number(balance),
	};
}

/** A service that agrees with the account in every field, but for the MAC in two scenarios. */
function serviceOf(user: User, index: number, login: string, {plans}: PortalState): DemoService {
	const plan = plans.find(({id}) => id === (user.tariff_plan_id || 1))?.external_id ?? '';
	const scenario = scenarioAt(index);
	// In debt: the billing leaves the service active, and switches the account off.
	const isInDebt = customerOf(user, index).deposit < 0;
	const hasOtherMac = scenario === 'mac-differs' || scenario === 'mac-missing';
	// One scenario spells the MAC in lower case with dashes, in the portal alone.
	const mac = /^[\da-f]{2}(-[\da-f]{2}){5}$/.test(user.mac) ? macAt(index) : user.mac;
	return {
		id: accountNumberAt(index),
		login,
		cid: hasOtherMac ? unusedMacAt(index) : mac,
		iptv_login: user.login,
		disable: user.status === 0 || isInDebt ? 0 : createRandom(index, 13).pick([1, 3, 4, 5] as const),
		plan: plan === '' ? null : plan,
		expire: null,
	};
}

/** A customer with a TV service, who has no account in the portal. */
function customerWithoutAccount(index: number, name: string, change: Partial<DemoService>): BillingRecords {
	const login = `${name}${index + 1}`;
	return {
		customers: [
			{login, fio: `Сусід ${index + 1}`, phone: '', disable: 0, deleted: false, expire: null, deposit: 0},
		],
		services: [
			{
				id: unusedTvIdAt(index),
				login,
				cid: unusedMacAt(index),
				iptv_login: login,
				disable: 0,
				plan: '101',
				expire: null,
				...change,
			},
		],
	};
}

/**
The portal's channels after some years without import: five are missing, two have old names, one an old number, and two are in billing
alone.
*/
function channelsOf({channels}: PortalState): DemoBilling['channels'] {
	const imported = channels
		.filter(({id}) => id <= 55)
		.map(({id, name, number}) => ({
			id,
			name: id === 7 || id === 12 ? `${name} (архів)` : name,
			num: id === 20 ? 820 : Number(number) || id,
		}));
	return [...imported, {id: 9001, name: 'Тоніс', num: 901}, {id: 9002, name: 'Гамма', num: 902}];
}
