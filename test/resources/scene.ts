import type {Customer, Plan} from '../../source/billing/read.ts';
import type {Account} from '../../source/resources/accounts/account.ts';
import {compareAccounts, type AccountRow} from '../../source/resources/accounts/compare.ts';
import type {Known} from '../../source/resources/accounts/billing-side.ts';

/** An account that is in sync with `aSubscriber()`. */
export const anAccount = (more: Partial<Account> = {}): Account => ({
	login: 'ivan',
	full_name: 'Іваненко Олег',
	phone: '+380501112233',
	account_number: '101',
	tariff_plan: '7',
	stb_sn: '',
	stb_mac: '00:1A:79:00:00:01',
	stb_type: 'MAG250',
	status: 1,
	online: '0',
	ip: '',
	version: '',
	comment: null,
	account_balance: '',
	last_active: null,
	subscribed: [],
	...more,
});

const aPlan = (more: Partial<Plan> = {}): Plan => ({
	tp_id: 70,
	id: 7,
	filter_id: '',
	name: 'Базовий',
	service_id: 1,
	month_fee: '0.00',
	day_fee: '0.00',
	activate_price: '0.00',
	status: 0,
	accounts: 0,
	...more,
});

type Service = NonNullable<Customer['service']>;

export const aCustomer = (more: Partial<Customer> = {}): Customer => ({
	uid: 1,
	login: 'ivan',
	user_disable: 0,
	deleted: false,
	user_expire: null,
	fio: 'Іваненко Олег',
	phone: '380501112233',
	bill_id: 1,
	deposit: '0.000000',
	credit: '0.00',
	service: null,
	...more,
});

const aService = (more: Partial<Service> = {}): Service => ({
	id: 101,
	cid: '00:1A:79:00:00:01',
	iptv_login: 'ivan',
	disable: 0,
	expire: null,
	registration: '2026-01-01',
	tp_id: 70,
	plan_id: 7,
	plan_filter_id: '',
	plan_name: 'Базовий',
	...more,
});

export const aSubscriber = (service: Partial<Service> = {}, customer: Partial<Customer> = {}): Customer =>
	aCustomer({...customer, service: aService(service)});

export const known = (customers: readonly Customer[], more: Partial<Known> = {}): Known => ({
	customers,
	plans: [aPlan(), aPlan({tp_id: 80, id: 8, name: 'Спорт'})],
	takenIds: new Set(),
	today: '2026-11-23',
	...more,
});

export const rowsOf = (
	accounts: readonly Account[],
	customers: readonly Customer[],
	{
		short = false,
		defaultPlan = null,
		...more
	}: Partial<Known> & {readonly short?: boolean; readonly defaultPlan?: string | null} = {},
): readonly AccountRow[] =>
	compareAccounts({items: accounts, bad: [], warnings: [], defaultPlan}, known(customers, more), short);

/** `+ A1` for each row: the mark and the kinds. */
export const told = (rows: readonly AccountRow[]): readonly string[] =>
	rows.map(({mark, drifts}) => [mark, ...drifts.map(({code}) => code)].join(' '));
