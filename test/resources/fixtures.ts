import type {Customer, BillingPlan} from '../../source/billing/read-types.ts';
import type {Account} from '../../source/resources/accounts/account.ts';
import {compareAccounts} from '../../source/resources/accounts/compare.ts';
import type {AccountRow} from '../../source/resources/accounts/build-row.ts';
import type {BillingCustomers} from '../../source/resources/accounts/billing-customers.ts';

/** An account in sync with `createSubscriber()`. */
export const createAccount = (more: Partial<Account> = {}): Account => ({
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

const createPlan = (more: Partial<BillingPlan> = {}): BillingPlan => ({
	tp_id: 70,
	id: 7,
	filter_id: '',
	name: 'Базовий',
	service_id: 1,
	month_fee: '0.00',
	day_fee: '0.00',
	activate_price: '0.00',
	credit: '0.00',
	payment_type: 0,
	status: 0,
	accounts: 0,
	...more,
});

type Service = NonNullable<Customer['service']>;

export const createCustomer = (more: Partial<Customer> = {}): Customer => ({
	uid: 1,
	login: 'ivan',
	user_disable: 0,
	deleted: false,
	user_activate: null,
	user_expire: null,
	fio: 'Іваненко Олег',
	phone: '380501112233',
	bill_id: 1,
	deposit: '0.000000',
	credit: '0.00',
	service: null,
	...more,
});

const createService = (more: Partial<Service> = {}): Service => ({
	id: 101,
	cid: '00:1A:79:00:00:01',
	iptv_login: 'ivan',
	disable: 0,
	activate: null,
	expire: null,
	registration: '2026-01-01',
	tp_id: 70,
	plan_id: 7,
	plan_filter_id: '',
	plan_name: 'Базовий',
	...more,
});

export const createSubscriber = (
	service: Partial<Service> = {},
	customer: Partial<Customer> = {},
): Customer => createCustomer({...customer, service: createService(service)});

export const billingCustomers = (
	customers: readonly Customer[],
	more: Partial<BillingCustomers> = {},
): BillingCustomers => ({
	customers,
	plans: [createPlan(), createPlan({tp_id: 80, id: 8, name: 'Спорт'})],
	takenIds: new Set(),
	today: '2026-11-23',
	abills: null,
	...more,
});

export const compareRows = (
	accounts: readonly Account[],
	customers: readonly Customer[],
	{
		short = false,
		defaultPlan = null,
		planIds = ['7', '8'],
		...more
	}: Partial<BillingCustomers> & {
		readonly short?: boolean;
		readonly defaultPlan?: string | null;
		readonly planIds?: readonly string[];
	} = {},
): readonly AccountRow[] =>
	compareAccounts(
		{items: accounts, invalid: [], warnings: [], defaultPlan, planIds},
		billingCustomers(customers, more),
		short,
	);

/** `+ A1` for each row: the sync status and the kinds. */
export const rowTexts = (rows: readonly AccountRow[]): readonly string[] =>
	rows.map(({mark, differences}) => [mark, ...differences.map(({code}) => code)].join(' '));
