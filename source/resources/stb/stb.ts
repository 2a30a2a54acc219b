import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {Resource, AmongAll} from '../../sync/resource.ts';
import {message} from '../../i18n/translator.ts';
import {
	noCustomers,
	readBillingCustomers,
	type Subscriber,
	customerLabel,
} from '../accounts/billing-customers.ts';
import {hasOneMac, serviceMacs} from '../accounts/customer-index.ts';
import {
	readBoxes,
	isOutOfMemory,
	parseBoxes,
	withAccountFields,
	type BoxList,
	type Box,
} from './read-boxes.ts';
import {compareBoxes, compareBoxesInSteps, type BoxRow, type BoxComparison} from './compare.ts';
import {reboot, sendMessage} from './box-events.ts';
import {register} from './register.ts';
import type {ResourceContext} from '../context.ts';
import {createFieldColumn} from '../record-fields.ts';
import {textOf, type CurrentRecord} from '../../sync/changes/change.ts';
import {patchedAccounts, replaceIn} from '../accounts/patch.ts';
import {patchCustomers} from '../accounts/patch-customers.ts';
import {identifiedAccounts, readWhole} from '../accounts/read/read-rows.ts';
import {identifiersOfBox} from '../../stalker/accounts-by-identifier.ts';

const field = createFieldColumn<Box, Subscriber>();

/** All boxes, and the account of one: `GET stb` has the identifiers of all accounts, so that the list of accounts need not be read. */
const boxAmongAll: AmongAll<BoxComparison> = {
	async list({stalker}: Pick<ResourceContext, 'stalker'>, signal) {
		try {
			const {results, warnings} = await stalker.list('stb', {signal});
			const boxes = await parseBoxes(results, null);
			if (boxes.invalid.length > 0) return null;
			return {
				...boxes,
				...{warnings, isReadByMac: false},
				accounts: identifiedAccounts(results.map(identifiersOfBox)),
			};
		} catch (error) {
			if (isOutOfMemory(error)) return null;
			throw error;
		}
	},
	async complete(
		{stalker: box},
		{stalker: list, billing, short},
		{stalker}: Pick<ResourceContext, 'stalker'>,
		signal,
	) {
		const {mac, login, ls} = box!;
		const account = list.accounts!.items.find(
			one => one.stb_mac === mac && one.login === login && one.account_number === ls,
		);
		const current = account && (await readWhole(account, stalker, signal));
		if (!current) return null;
		const now: BoxList = {
			...list,
			items: list.items.map(one => (one === box ? withAccountFields(one, current) : one)),
			accounts: replaceIn(list.accounts!, {replaced: new Map([[account, current]]), added: []}),
		};
		return {stalker: now, billing, short, rows: compareBoxes(now, billing, short !== null)};
	},
};

/**
Boxes of the portal, compared with the TV services that have their MAC.

REST API v1, *stb*; `stb_type` and `stb_sn` are those of the account (*accounts*); `iptv_main.cid`.
*/
export const stb: Resource<BoxComparison> = {
	name: 'stb',
	docs: 'GET stb',
	lists: ['stb'],
	columns: [
		{id: 'mac', isDefault: true, maxWidth: 17, mac: true, value: ({key, stalker}) => stalker?.mac ?? key},
		field('login', {isDefault: true, maxWidth: 24, fromBilling: customerLabel}),
		field('ls', {isDefault: true, maxWidth: 12, fromBilling: ({service}) => String(service.id)}),
		field('online', {isDefault: true, flag: 'yes-no'}),
		field('status', {
			isDefault: true,
			flag: 'on-off',
			fromBilling: ({service}) => Number(service.disable === 0),
		}),
		field('stb_type', {isDefault: true, maxWidth: 10}),
		field('stb_sn', {isDefault: true, maxWidth: 16}),
		field('ip', {isDefault: true, maxWidth: 15}),
		field('last_active', {date: true, maxWidth: 19}),
		field('version', {maxWidth: 24}),
		field('account_balance', {numeric: true, money: true, maxWidth: 14}),
		field('additional_services_on', {flag: 'yes-no'}),
		field('end_date', {date: true, maxWidth: 19, fromBilling: ({service}) => service.expire}),
	],
	readStalker: async ({stalker}: Pick<ResourceContext, 'stalker'>, signal) => readBoxes(stalker, signal),
	readBilling: async (context: ResourceContext) => readBillingCustomers(context),
	empty: {
		stalker: {items: [], invalid: [], warnings: [], accounts: null, isReadByMac: false},
		billing: noCustomers,
	},
	expectedCount({customers}) {
		let count = 0;
		// A hundred thousand services may have one MAC each: no list is made of it.
		for (const {service} of customers)
			if (service && service.disable !== 2) count += hasOneMac(service) ? 1 : serviceMacs(service).length;
		return count;
	},
	compare: compareBoxes,
	compareInSteps: compareBoxesInSteps,
	find: findBoxes,
	isOnline: ({stalker}) => stalker?.online === '1',
	isUrgent: ({mark, stalker}) => mark === '+' && stalker?.online === '1',
	describe: ({key, stalker, billing}) =>
		[stalker?.mac || key, stalker ? stalker.login : billing && customerLabel(billing), stalker?.ls]
			.filter(Boolean)
			.join('  '),
	related: ({stalker, billing}) => {
		const mac = normalizeMac(stalker?.mac ?? billing?.service.cid ?? '');
		const id = mac ? `mac:${mac}` : stalker?.login || (billing ? String(billing.service.id) : '');
		return id ? {resource: 'accounts', id} : null;
	},
	countedColumns: ['online'],
	notes: ({stalker: {isReadByMac, accounts}}: BoxComparison) => [
		...(isReadByMac ? [message('boxes-by-mac')] : []),
		...(accounts ? [] : [message('boxes-alone')]),
	],
	amongAll: boxAmongAll,
	patch: patchBoxes,
	actions: [register, reboot, sendMessage],
	dependsOn: ['accounts'],
	fixes: [{name: 'register-box', kinds: ['F1'], use: 'stalker', action: 'register'}],
	// Of a box without account, the service has the difference.
	fixedOn: ({billing}, code) =>
		code === 'A3' && billing ? {resource: 'accounts', id: `number:${billing.service.id}`} : null,
};

/** Finds rows by key; else by MAC in any notation, login or account number, which may be prefixed by its kind. */
function findBoxes(id: string, rows: readonly BoxRow[]): readonly BoxRow[] {
	const exact = rows.filter(({key}) => key === id);
	if (exact.length > 0) return exact;
	const [, kind, value = id] = /^(number|mac|login):(.*)$/s.exec(id) ?? [];
	const [name, mac] = [compareKey(value), normalizeMac(value)];
	if (name === '') return [];
	return rows.filter(({key, stalker}) => {
		const isBox = mac !== null && normalizeMac(stalker?.mac ?? key) === mac;
		const isLogin = stalker !== null && compareKey(stalker.login) === name;
		const isNumber = stalker !== null && compareKey(stalker.ls) === name;
		return kind === 'mac'
			? isBox
			: kind === 'login'
				? isLogin
				: kind === 'number'
					? isNumber
					: isBox || isLogin || isNumber;
	});
}

/** The boxes with the changes that an action wrote to billing and to their accounts. */
function patchBoxes(comparison: BoxComparison, current: readonly CurrentRecord[]): BoxComparison {
	const {stalker, short} = comparison;
	const billing = patchCustomers(comparison.billing, current);
	const {accounts} = stalker;
	const now = {
		...stalker,
		items: patchedBoxes(stalker.items, current),
		accounts: accounts && replaceIn(accounts, patchedAccounts(accounts, current)),
	};
	return {stalker: now, billing, short, rows: compareBoxes(now, billing, short !== null)};
}

/** A box has the number of its account. */
function patchedBoxes(boxes: readonly Box[], current: readonly CurrentRecord[]): readonly Box[] {
	const numbers = new Map(
		current.flatMap(({record, key, fields}) =>
			record === 'account' && fields?.['account_number'] !== undefined
				? [[boxKey(textOf(key['stb_mac']), textOf(key['login'])), textOf(fields['account_number'])]]
				: [],
		),
	);
	return boxes.map(box => {
		const ls = numbers.get(boxKey(box.mac, box.login));
		return ls === undefined || ls === box.ls ? box : {...box, ls};
	});
}

const boxKey = (mac: string, login: string): string => JSON.stringify([mac, login]);
