import type {Billing} from '../../source/billing/billing.ts';
import type {AddContext, ServiceOrder} from '../../source/billing/services.ts';

const operator = {os_user: 'olga', sudo_user: null, ssh_client: '10.0.0.5'};

export const context: AddContext = {operator, run: 'run-1', avoid: []};

const macs = {used: 0};

/** An order for a new customer; the MAC is a new one each time. */
export const createOrder = (login: string, more: Partial<ServiceOrder> = {}): ServiceOrder => ({
	key: login,
	customer: {login, fio: `Name of ${login}`, phone: '+380501112233'},
	tvId: null,
	tp_id: null,
	cid: `00:1A:79:00:${(Math.floor(++macs.used / 256) % 256).toString(16).padStart(2, '0').toUpperCase()}:${(macs.used % 256).toString(16).padStart(2, '0').toUpperCase()}`,
	iptv_login: login,
	disable: 0,
	writeBack: false,
	intent: {login},
	before: null,
	...more,
});

/** The portal's row of `iptv_services`. */
export const createProvider = async (billing: Billing): Promise<number> =>
	billing.ensurePortal('http://portal.example/stalker_portal/api/v1');

export const countRows = async ({database}: Billing): Promise<Readonly<Record<string, number>>> => {
	const [row] = await database.query<Record<string, number>>(
		`select (select count(*) from users)::int as users, (select count(*) from users_pi)::int as users_pi, (select count(*) from bills)::int as bills,
			(select count(*) from iptv_main)::int as iptv_main, (select count(*) from admin_actions)::int as admin_actions`,
	);
	return row!;
};
