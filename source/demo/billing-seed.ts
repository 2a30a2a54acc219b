import {seedChoices, type DemoChoices} from './choices-seed.ts';
import {randomFor} from './portal/seed/random.ts';
import {
	macAt,
	numberOf,
	partnerDistance,
	spareMac,
	spareNumber,
	storyOf,
	type Story,
} from './portal/seed/stories.ts';
import type {PortalState, User} from './portal/state.ts';

/** What the demo's billing knows, as plain data. Dates are `YYYY-MM-DD`. */
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
The billing that belongs to a portal just seeded: it knows most accounts, lacks some, has some besides, and differs where an
account's story says so. It lacks the plans 105, 106 and 112, and has one that the portal lacks.
*/
export function seedBilling(state: PortalState): DemoBilling {
	const told = state.users.map(user => tell(storyOf(user.id - 1), user, state));
	const services = told.flatMap(({services: own}) => own);
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
		customers: told.flatMap(({customers}) => customers),
		services,
		channels,
		...seedChoices(state, {services, channels}),
	};
}

type Told = {readonly customers: readonly DemoCustomer[]; readonly services: readonly DemoService[]};

function tell(story: Story, user: User, state: PortalState): Told {
	const place = user.id - 1;
	const customer = customerOf(user, place);
	const service = serviceOf(user, place, customer.login, state);
	const both = (more: Partial<DemoService> = {}, self: Partial<DemoCustomer> = {}): Told => ({
		customers: [{...customer, ...self}],
		services: [{...service, ...more}],
	});
	switch (story) {
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
			return both({cid: `${user.mac};${macAt(place + partnerDistance)}`});
		case 'number-taken':
			return stranger(place, 'sosid', {id: spareNumber(place)});
		case 'only-in-billing':
			return join(both(), stranger(place, 'gone', {}));
		case 'only-in-billing-off':
			return join(both(), stranger(place, 'gone', {disable: 1}));
		case 'only-in-billing-never':
			return join(both(), stranger(place, 'gone', {disable: 2}));
		case 'conflict':
			return join(both({cid: ''}), stranger(place, 'chuzhyi', {cid: user.mac}));
		case 'mac-in-two-services':
			return join(both(), stranger(place, 'brat', {cid: `${spareMac(place)};${user.mac}`}));
		default:
			return both(changedService[story], changedCustomer[story]);
	}
}

/** Where billing's service is not what the account says. */
const changedService: {readonly [story in Story]?: Partial<DemoService>} = {
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

/** Where the customer is not who the account says. */
const changedCustomer: {readonly [story in Story]?: Partial<DemoCustomer>} = {
	'customer-deleted': {deleted: true},
	'customer-disabled': {disable: 1},
	'name-differs': {fio: 'Коваль Ганна Петрівна'},
	'phone-differs': {phone: '+380440000000'},
	'balance-differs': {deposit: 41.7},
	'name-escapes': {fio: 'Червоний Олег'},
	'name-clipboard': {fio: 'Клим Буфер'},
	'comment-bidi': {fio: 'Мирний Тарас'},
};

const join = (one: Told, other: Told): Told => ({
	customers: [...one.customers, ...other.customers],
	services: [...one.services, ...other.services],
});

/** The customer whose account this is, as far as the account tells. */
function customerOf({login, ls, fname, phone, account_balance: balance}: User, place: number): DemoCustomer {
	const suffix = `_${ls}`;
	const own = login.endsWith(suffix) ? login.slice(0, -suffix.length) : login;
	return {
		login: own === '' ? `bezimennyi${place + 1}` : own,
		fio: fname,
		phone,
		disable: 0,
		deleted: false,
		expire: null,
		deposit: Number(balance) === 0 ? randomFor(place, 11).below(40_000) / 100 - 50 : Number(balance),
	};
}

/** A service that agrees with the account in everything. */
function serviceOf(user: User, place: number, login: string, {plans}: PortalState): DemoService {
	const plan = plans.find(({id}) => id === (user.tariff_plan_id || 1))?.external_id ?? '';
	const spelled = /^[\da-f]{2}(-[\da-f]{2}){5}$/.test(user.mac) ? macAt(place) : user.mac;
	return {
		id: numberOf(place),
		login,
		cid: storyOf(place) === 'mac-differs' || storyOf(place) === 'mac-missing' ? spareMac(place) : spelled,
		iptv_login: user.login,
		disable: user.status === 0 ? 0 : randomFor(place, 13).of([1, 3, 4, 5] as const),
		plan: plan === '' ? null : plan,
		expire: null,
	};
}

/** Somebody of whom the portal has no account. */
function stranger(place: number, name: string, more: Partial<DemoService>): Told {
	const login = `${name}${place + 1}`;
	return {
		customers: [
			{login, fio: `Сусід ${place + 1}`, phone: '', disable: 0, deleted: false, expire: null, deposit: 0},
		],
		services: [
			{
				id: spareNumber(place),
				login,
				cid: spareMac(place),
				iptv_login: login,
				disable: 0,
				plan: '101',
				expire: null,
				...more,
			},
		],
	};
}

/** The portal's channels after some years without import: five are new, two renamed, one renumbered, and two are gone. */
function channelsOf({channels}: PortalState): DemoBilling['channels'] {
	const known = channels
		.filter(({id}) => id <= 55)
		.map(({id, name, number}) => ({
			id,
			name: id === 7 || id === 12 ? `${name} (архів)` : name,
			num: id === 20 ? 820 : Number(number) || id,
		}));
	return [...known, {id: 9001, name: 'Тоніс', num: 901}, {id: 9002, name: 'Гамма', num: 902}];
}
