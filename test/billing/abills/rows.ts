import type {DemoBilling} from '../../../source/demo/seed-billing.ts';
import {zeroDate} from './columns.ts';

/** `null` is NULL; bytes are given as text. */
export type Value = string | number | null;

export type Rows = Readonly<Record<string, ReadonlyArray<Readonly<Record<string, Value>>>>>;

/** `iptv_services.id` of the demo portal, and of another provider. */
export const portalService = 1;
const otherService = 2;

const today = '2026-03-01';
const now = '2026-03-01 10:20:30';

/**
The billing that belongs to the demo portal, as an ABillS holds it: names in three parts, phones as contacts, second boxes as screens, zero
dates. It differs from the portal exactly where the demo's own billing does, plus what {@link peculiar} adds.
*/
export function abillsRows(billing: DemoBilling, url: string): Rows {
	return join(
		providerId(url),
		plansOf(billing),
		customersOf(billing),
		servicesOf(billing),
		channelsOf(billing),
		peculiar,
	);
}

const providerId = (url: string): Rows => ({
	admins: ['abills', 'system', 'users_web', 'olha'].map((id, place) => ({
		aid: place + 1,
		id,
		name: id,
		regdate: today,
		password: 'not for this program',
		web_options: '',
		comments: '',
		birthday: zeroDate,
		start_work: zeroDate,
	})),
	iptv_services: [
		{
			id: portalService,
			name: 'Stalker',
			module: 'Stalker_api',
			url,
			login: 'stalker',
			password: 'not for this program',
			user_portal: 2,
		},
		{id: otherService, name: 'Other TV', module: 'Other_api', url: 'http://other.example', comment: null},
	],
});

/** `tp_id` differs from the public number, as on any ABillS. */
const tpIdOf = (id: number): number => id + 1000;

const plansOf = ({plans, prices}: DemoBilling): Rows => {
	const planOf = (external: string) =>
		plans.find(({id, filter_id: filter}) => (filter || String(id)) === external)!.id;
	const priced = [...new Set(prices.map(({plan}) => planOf(plan)))];
	return {
		tarif_plans: plans.map(({id, filter_id, name}, place) => ({
			tp_id: tpIdOf(id),
			id,
			name,
			module: 'Iptv',
			service_id: portalService,
			filter_id,
			month_fee: 90 + place,
			payment_type: 0,
			abon_distribution: 1,
			comments: '',
		})),
		intervals: priced.map((id, place) => ({
			id: place + 1,
			tp_id: tpIdOf(id),
			begin: '00:00:00',
			end: '24:00:00',
			day: 0,
		})),
		iptv_ti_channels: prices.map(({plan, channel, month}) => ({
			interval_id: priced.indexOf(planOf(plan)) + 1,
			channel_id: channel,
			date: today,
			month_price: month,
		})),
	};
};

/** ABillS' own column is 20 wide, and holds no character of four bytes. */
const loginOf = (login: string): string => login.slice(0, 20);
const storable = (text: string): string => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?');

function customersOf({customers}: DemoBilling): Rows {
	const numbered = customers.map((customer, place) => ({...customer, uid: place + 1}));
	return {
		users: numbered.map(({uid, login, disable, deleted, expire}) => ({
			uid,
			id: loginOf(login),
			disable,
			deleted: deleted ? 1 : 0,
			expire: expire ?? zeroDate,
			registration: today,
			credit_date: [null, zeroDate, today][uid % 3]!,
			password: 'not for this program',
			bill_id: uid + 5000,
		})),
		bills: numbered.map(({uid, deposit}) => ({id: uid + 5000, uid, deposit, registration: today})),
		users_pi: numbered.map(({uid, fio, phone}) => {
			const [family = '', given = '', ...rest] = storable(fio).split(' ');
			const parted = uid % 2 === 0 && rest.length === 1;
			return {
				uid,
				fio: parted ? family : storable(fio),
				fio2: parted ? given : '',
				fio3: parted ? rest[0]! : '',
				// What moved to the contacts is empty here.
				phone: uid % 4 === 0 ? phone.slice(0, 16) : '',
				comments: '',
				reg_address: '',
				floor: 0,
				entrance: 0,
				pasport_num: 'not for us',
			};
		}),
		users_contacts: numbered.flatMap(({uid, phone}) =>
			uid % 4 === 0 || phone === '' ? [] : [{uid, type_id: uid % 2 === 0 ? 1 : 2, value: phone, date: today}],
		),
	};
}

function servicesOf({customers, services, plans, choices}: DemoBilling): Rows {
	const uids = new Map(customers.map(({login}, place) => [login, place + 1]));
	const planOf = (external: string | null) =>
		external === null
			? undefined
			: plans.find(({id, filter_id: filter}) => (filter || String(id)) === external);
	const rows = services.map(({id, login, cid, iptv_login, disable, plan, expire}) => {
		const [first = '', ...further] = cid.split(';');
		const asScreens = further.length > 0 && id % 2 === 0;
		const found = planOf(plan);
		return {
			further: asScreens ? further : [],
			row: {
				id,
				uid: uids.get(login)!,
				tp_id: found ? tpIdOf(found.id) : 0,
				service_id: portalService,
				cid: asScreens ? first : cid,
				iptv_login: iptv_login.slice(0, 32),
				disable,
				expire: expire ?? zeroDate,
				activate: zeroDate,
				registration: today,
				pin: '',
			},
		};
	});
	const byId = new Map(rows.map(({row}) => [row.id, row]));
	return {
		iptv_main: rows.map(({row}) => row),
		iptv_users_screens: rows.flatMap(({row, further}) =>
			further.map((cid, place) => ({service_id: row.id, screen_id: place + 1, date: today, cid})),
		),
		// ABillS itself leaves the customer out.
		iptv_users_channels: choices.flatMap(({service, channel}) => {
			const {tp_id = 0} = byId.get(service) ?? {};
			return tp_id === 0 ? [] : [{id: service, channel_id: channel, tp_id, uid: 0, changed: now}];
		}),
		iptv_monthly_active_users_report: rows.flatMap(({row: {id, uid, tp_id, disable}}) =>
			disable === 0 && tp_id > 0
				? [{uid, subscribe_id: id, service_id: portalService, tp_id, activate: today}]
				: [],
		),
	};
}

/** Names and numbers are unique there. */
function channelsOf({channels}: DemoBilling): Rows {
	const names = new Set<string>();
	return {
		iptv_channels: channels.map(({id, name, num}) => {
			const own = names.has(name.toLowerCase()) ? `${name} [${id}]` : name;
			names.add(name.toLowerCase());
			return {id, name: own, num, port: id, comments: '', filter_id: `f${id}`, genre_id: id % 7};
		}),
	};
}

/** Rows that every grown ABillS has and that no clean design would: each is read as it is, and none of them is ever written. */
const peculiar: Rows = {
	companies: [{id: 1, name: 'ТОВ Ромашка', bill_id: 9000, credit: 50, domain_id: 0}],
	users: [
		{uid: 9001, id: 'firma1', company_id: 1, bill_id: 0, registration: today},
		{uid: 9002, id: 'bez_rahunku', bill_id: 0, registration: today},
		{uid: 9003, id: 'bez_danyh', bill_id: 9003, registration: null},
		{uid: 9004, id: 'inshyi_domen', domain_id: 1, bill_id: 9004, registration: today},
		{uid: 9005, id: 'Їжак_Єва', bill_id: 9005, registration: zeroDate, credit_date: zeroDate},
		{uid: 9006, id: 'probil ', bill_id: 9006, registration: today},
		{uid: 9007, id: 'yevhen@old', deleted: 1, bill_id: 9007, registration: today},
		{uid: 9008, id: 'dvi_poslugy', bill_id: 9008, registration: today},
	].map(row => ({password: '', ...row})),
	users_pi: [
		{uid: 9001, fio: 'Фірма', fio2: '', fio3: ''},
		{uid: 9002, fio: 'Безрахунковий Петро'},
		{uid: 9004, fio: 'Інший Домен'},
		{uid: 9005, fio: 'Їжак', fio2: 'Єва', fio3: 'Олексіївна'},
		{uid: 9006, fio: 'Пробіл Тарас'},
		{uid: 9007, fio: 'Старий Євген'},
		{uid: 9008, fio: 'Дві Послуги', phone: '0501112233'},
	].map(row => ({comments: '', reg_address: '', floor: 0, entrance: 0, ...row})),
	bills: [
		{id: 9000, uid: 0, company_id: 1, deposit: 100.5, registration: today},
		...[9003, 9004, 9005, 9006, 9007, 9008].map(id => ({id, uid: id, deposit: 0, registration: zeroDate})),
	],
	users_contacts: [
		{uid: 9005, type_id: 1, value: '+380671234567', priority: 0},
		{uid: 9005, type_id: 2, value: '044 123-45-67', priority: 1},
		{uid: 9005, type_id: 9, value: 'yizhak@example.net', priority: 0},
	],
	tarif_plans: [
		{tp_id: 2001, id: 101, name: 'Internet 100', module: 'Internet', comments: ''},
		{
			tp_id: 2002,
			id: 101,
			name: 'Інший домен',
			module: 'Iptv',
			domain_id: 1,
			service_id: portalService,
			comments: '',
		},
		{tp_id: 2003, id: 501, name: 'Other provider', module: 'Iptv', service_id: otherService, comments: ''},
		{tp_id: 2004, id: 502, name: 'Nobody', module: 'Iptv', service_id: 0, comments: ''},
	],
	iptv_main: [
		{id: 500_001, uid: 9001, tp_id: tpIdOf(101), service_id: portalService, cid: '00:1a:79:f0:00:01'},
		{id: 500_002, uid: 9002, tp_id: tpIdOf(101), service_id: portalService, cid: '001A79F00002', disable: 1},
		{
			id: 500_005,
			uid: 9005,
			tp_id: 0,
			service_id: portalService,
			cid: '00-1A-79-F0-00-05',
			iptv_login: 'yizhak',
		},
		{id: 500_006, uid: 9006, tp_id: tpIdOf(102), service_id: otherService, cid: '00:1A:79:F0:00:06'},
		{id: 500_007, uid: 9007, tp_id: tpIdOf(102), service_id: 0, cid: '00:1A:79:F0:00:07', disable: 1},
		{
			id: 500_008,
			uid: 9008,
			tp_id: tpIdOf(102),
			service_id: portalService,
			cid: '00:1A:79:F0:00:08',
			disable: 2,
		},
		{
			id: 500_009,
			uid: 9008,
			tp_id: tpIdOf(102),
			service_id: portalService,
			cid: '00:1A:79:F0:00:08',
			disable: 3,
		},
		// Its customer is gone.
		{id: 500_010, uid: 9999, tp_id: tpIdOf(102), service_id: portalService, cid: '', disable: 1},
	].map(row => ({registration: today, pin: '', ...row})),
	iptv_users_screens: [
		{service_id: 500_005, screen_id: 1, date: today, cid: '00:1A:79:F0:01:05', serial: 'S-1'},
	],
	iptv_users_channels: [
		// Of a service that was deleted, with a number that is free again.
		{id: 7, channel_id: 3, tp_id: tpIdOf(102), uid: 0, changed: now},
		{id: 500_005, channel_id: 3, tp_id: tpIdOf(101), uid: 9005, changed: now},
	],
	fees: [{date: now, sum: 99, dsc: 'Abon', uid: 1, aid: 2, bill_id: 5001}],
	payments: [{date: now, sum: 100, dsc: '', uid: 1, aid: 4, bill_id: 5001}],
	admin_actions: [{actions: 'LOGIN:user00001', datetime: now, ip: 0, uid: 1, aid: 4, action_type: 7}],
};

const join = (...all: readonly Rows[]): Rows => {
	const joined: Record<string, Rows[string]> = {};
	for (const rows of all)
		for (const [table, more] of Object.entries(rows)) joined[table] = [...(joined[table] ?? []), ...more];
	return joined;
};
