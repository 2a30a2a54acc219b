import {collate} from '../../naming/collation.ts';
import {normaliseMac} from '../../naming/mac.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Cell, Column} from '../../sync/row.ts';
import {say} from '../../words/words.ts';
import {hasService, readKnown, type Known, type Subscriber} from '../accounts/billing-side.ts';
import {calledInBilling} from '../accounts/called.ts';
import {macsOf} from '../accounts/match.ts';
import type {Box} from './box.ts';
import {compareBoxes, type BoxRow, type BoxesSheet} from './compare.ts';
import {readBoxes, type BoxesReading} from './reading.ts';
import {reboot} from './reboot.ts';
import {register} from './register.ts';

type BoxColumn = Column<Box, Subscriber>;

const field = (
	id: keyof Box,
	{ours, ...more}: Omit<BoxColumn, 'id' | 'value'> & {readonly ours?: (subscriber: Subscriber) => Cell} = {},
): BoxColumn => ({
	id,
	...more,
	value: ({theirs, ours: subscriber}) =>
		theirs ? (theirs[id] ?? null) : subscriber && ours ? ours(subscriber) : null,
});

/**
Boxes as the middleware knows them, beside the TV services that name them.

REST API v1, *stb*; `stb_type` and `stb_sn` are those of the account (*accounts*); `iptv_main.cid`.
*/
export const stb: Resource<Box, Subscriber, BoxesReading, Known> = {
	name: 'stb',
	docs: 'GET stb',
	lists: ['stb'],
	columns: [
		{id: 'mac', standard: true, width: 17, mac: true, value: ({key, theirs}) => theirs?.mac ?? key},
		field('login', {standard: true, width: 24, ours: calledInBilling}),
		field('ls', {standard: true, width: 12, ours: ({service}) => String(service.id)}),
		field('online', {standard: true, flag: 'yes-no'}),
		field('status', {standard: true, flag: 'on-off', ours: ({service}) => Number(service.disable === 0)}),
		field('stb_type', {standard: true, width: 10}),
		field('stb_sn', {standard: true, width: 16}),
		field('ip', {standard: true, width: 15}),
		field('last_active', {width: 19}),
		field('version', {width: 24}),
		field('account_balance', {numeric: true, width: 14}),
		field('additional_services_on', {flag: 'yes-no'}),
		field('end_date', {width: 19, ours: ({service}) => service.expire}),
	],
	theirs: async ({stalker}, signal) => readBoxes(stalker, signal),
	ours: readKnown,
	nothing: {
		theirs: {items: [], bad: [], warnings: [], accounts: null, byMac: false},
		ours: {customers: [], plans: [], takenIds: new Set(), today: ''},
	},
	fleeting: ['online', 'ip', 'version', 'last_active', 'account_balance'],
	owned: ({customers}) =>
		customers
			.filter(hasService)
			.reduce((sum, {service}) => sum + (service.disable === 2 ? 0 : macsOf(service.cid).length), 0),
	compare: compareBoxes,
	find: findBoxes,
	isOnline: ({theirs}) => theirs?.online === '1',
	isUrgent: ({mark, theirs}) => mark === '+' && theirs?.online === '1',
	describe: ({key, theirs, ours}) =>
		[theirs?.mac || key, theirs ? theirs.login : ours && calledInBilling(ours), theirs?.ls]
			.filter(Boolean)
			.join('  '),
	leads: ({theirs, ours}) => {
		const mac = normaliseMac(theirs?.mac ?? ours?.service.cid ?? '');
		const id = mac ? `mac:${mac}` : theirs?.login || (ours ? String(ours.service.id) : '');
		return id ? {tab: 'accounts', id} : null;
	},
	tally: ['online'],
	notes: ({theirs: {byMac, accounts}}: BoxesSheet) => [
		...(byMac ? [say('boxes-by-mac')] : []),
		...(accounts ? [] : [say('boxes-alone')]),
	],
	actions: [register, reboot],
};

/** By key; a bare word may be a MAC in any notation, a login or an account number. */
function findBoxes(id: string, rows: readonly BoxRow[]): readonly BoxRow[] {
	const exact = rows.filter(({key}) => key === id);
	if (exact.length > 0) return exact;
	const [, kind, value = id] = /^(number|mac|login):(.*)$/s.exec(id) ?? [];
	const [name, mac] = [collate(value), normaliseMac(value)];
	if (name === '') return [];
	return rows.filter(({key, theirs}) => {
		const isBox = mac !== null && normaliseMac(theirs?.mac ?? key) === mac;
		const isLogin = theirs !== null && collate(theirs.login) === name;
		const isNumber = theirs !== null && collate(theirs.ls) === name;
		return kind === 'mac'
			? isBox
			: kind === 'login'
				? isLogin
				: kind === 'number'
					? isNumber
					: isBox || isLogin || isNumber;
	});
}
