import type {TariffPlan, User} from '../state.ts';
import {personName, phoneNumber} from './person-names.ts';
import {createRandom, type Random} from './random.ts';
import {
	macAt,
	accountNumberAt,
	partnerDistance,
	unusedTvIdAt,
	scenarioAt,
	type Scenario,
} from './scenarios.ts';

/**
The account at this index (from 0) of a seeded portal, with the fields of its scenario. `clock` is the portal's, `YYYY-MM-DD HH:MM:SS`.
*/
export function seedAccount(
	index: number,
	seed: number,
	clock: string,
	plans: readonly TariffPlan[],
): Omit<User, 'id'> {
	const scenario = scenarioAt(index);
	const random = createRandom(seed, index);
	const ordinary = {...ordinaryAccount(index, random, clock, scenario), ...oddFields(random)};
	const account = {...ordinary, ...scenarioFields(scenario, index, random)};
	return plans.some(({id}) => id === account.tariff_plan_id) || account.tariff_plan_id === 0
		? account
		: {...account, tariff_plan_id: 1};
}

/** An account without anything special. */
function ordinaryAccount(index: number, random: Random, clock: string, scenario: Scenario): Omit<User, 'id'> {
	const isOff = random.chance(10);
	const online = !isOff && random.chance(45);
	const minutes = online ? 0 : random.integerBelow(60 * 24 * 200) + 5;
	const isUnknown = scenario === 'unknown';
	return {
		login: loginAt(index),
		fname: personName(random),
		phone: phoneNumber(random),
		ls: String(accountNumberAt(index)),
		tariff_plan_id:
			isUnknown && random.chance(20)
				? random.pick([5, 6, 12])
				: random.pick([1, 1, 1, 2, 2, 2, 3, 3, 4, 7, 8]),
		sn: random.chance(80)
			? `${random.pick(['052013N', '112014J', '022016N'])}${String(index + 1).padStart(6, '0')}`
			: '',
		mac: macAt(index),
		stb_type: random.pick(['MAG250', 'MAG250', 'MAG254', 'MAG254', 'MAG322', 'MAG420']),
		status: isOff ? 1 : 0,
		online,
		ip: `10.${random.integerBelow(256)}.${random.integerBelow(256)}.${random.integerBelow(254) + 1}`,
		version: random.pick(versions),
		comment: null,
		account_balance: random.chance(30) ? '' : '0',
		last_active: minutesBefore(clock, minutes, random.integerBelow(60)),
		additional_services_on: random.chance(70) ? '1' : '0',
		expire_billing_date: '0000-00-00 00:00:00',
		password: '',
	};
}

/** `user00007` is the seventh account. */
const loginAt = (index: number): string => `user${String(index + 1).padStart(5, '0')}`;

const version = (image: string, date: string, portal: string) =>
	`ImageDescription: ${image}; ImageDate: ${date}; PORTAL version: ${portal}; API Version: JS API version: 348; STB API version: 146; Player Engine version: 0x58c`;

const versions = [
	version('0.2.18-r14-pub-250', 'Fri Jan 15 15:20:44 EET 2016', '4.9.35'),
	version('0.2.20-r19-pub-254', 'Tue Oct 9 11:01:44 EEST 2018', '5.0.3'),
	version('2.20.02-pub-424', 'Thu Sep 19 17:48:12 EEST 2019', '5.6.1'),
	'',
];

/** The time so many minutes before the clock, in the clock's own zone, `YYYY-MM-DD HH:MM:SS`. */
function minutesBefore(clock: string, minutes: number, seconds: number): string {
	const then = new Date(Date.parse(`${clock.replace(' ', 'T')}Z`) - (minutes * 60 + seconds) * 1000);
	return then.toISOString().slice(0, 19).replace('T', ' ');
}

/** Fields of some accounts that real portals contain: comments, boxes never switched on, zero dates. */
function oddFields(random: Random): Partial<User> {
	const kind = random.integerBelow(100);
	if (kind < 4) return {online: null, last_active: null};
	if (kind < 8)
		return {online: false, last_active: '0000-00-00 00:00:00', ip: '', version: '', sn: '', stb_type: ''};
	if (kind < 14)
		return {
			comment: random.pick(['боржник', 'договір на дружину', 'переїзд; «вул. Соборна», 12', 'тест', '']),
		};
	if (kind < 16) return {ip: '2001:db8:0:1:ffff:ffff:ffff:ffff'};
	return {};
}

const switchedOn = {status: 0} as const;

/** The fields of the account that a scenario changes; `seedBilling` changes the records of billing. */
function scenarioFields(scenario: Scenario, index: number, random: Random): Partial<User> {
	const digits = String(index + 1).padStart(5, '0');
	switch (scenario) {
		case 'on-but-disabled':
		case 'customer-deleted':
		case 'customer-disabled':
		case 'service-expired':
			return switchedOn;
		case 'off-but-active':
			return {status: 1, online: false};
		case 'tariff-differs':
			return {tariff_plan_id: 2};
		case 'tariff-default':
			return {tariff_plan_id: 0};
		case 'tariff-unknown':
		case 'unknown-on-unknown-plan':
			return {tariff_plan_id: random.pick([5, 6])};
		case 'no-plan':
		case 'unknown-without-plan':
			return {tariff_plan_id: 9};
		case 'number-shared-again':
			return {ls: String(accountNumberAt(index - partnerDistance))};
		case 'number-missing':
			return {ls: ''};
		case 'number-padded':
			return {ls: String(index + 1).padStart(6, '0')};
		case 'number-word':
			return {ls: `Договір-${index + 1}/а`};
		case 'number-long':
			return {ls: String(1_000_000 + index)};
		case 'number-twelve':
			return {ls: `38050${String(index + 1).padStart(7, '0')}`};
		case 'number-not-tv-id':
		case 'number-taken':
			return {ls: String(unusedTvIdAt(index))};
		case 'mac-missing':
		case 'unknown-without-mac':
			return {mac: '', stb_type: '', sn: ''};
		case 'mac-shared-again':
			return {mac: macAt(index - partnerDistance)};
		case 'mac-spelling':
			return {mac: macAt(index).toLowerCase().replaceAll(':', '-')};
		case 'mac-foreign':
			return {mac: `10:27:BE:${macAt(index).slice(9)}`, stb_type: 'Aura HD'};
		case 'mac-bad':
			return {mac: `phone-${digits}`};
		case 'balance-differs':
			return {account_balance: '-12.50'};
		case 'end-date-differs':
			return {expire_billing_date: '2098-12-31 00:00:00'};
		case 'login-case-again':
			return {login: loginAt(index - partnerDistance).toUpperCase()};
		case 'login-dot':
			return {login: `ivan.petrenko.${digits}`};
		case 'login-space':
			return {login: `кв ${digits}`};
		case 'login-comma':
			return {login: `${digits},2`};
		case 'login-hash':
			return {login: `flat#${digits}`};
		case 'login-long':
			return {login: `korystuvach-${digits}-${'z'.repeat(46)}`};
		case 'login-mail':
			return {login: `user.${digits}@example.net`};
		case 'login-suffixed':
			return {login: `${loginAt(index)}_${accountNumberAt(index)}`};
		case 'login-empty':
			return {login: ''};
		case 'name-escapes':
			return {fname: '\u001B[31mЧервоний\u001B[0m \u001B[2J\u001B[HОлег'};
		case 'name-clipboard':
			return {fname: '\u001B]52;c;cm0gLXJmIC8K\u0007Клим Буфер'};
		case 'comment-bidi':
			return {
				fname: 'Мирний \u202Eйинпилш\u202C Тарас',
				comment: 'дзвонити після 18:00\nборг\t12 грн\u0007 \u2066ліво\u2069\u0085',
			};
		default:
			return {};
	}
}
