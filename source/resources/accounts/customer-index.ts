import {compareKey} from '../../normalize/collation.ts';
import type {Customer} from '../../billing/read-types.ts';
import type {Subscriber} from './billing-customers.ts';
import {normalizeMacOrText} from './account-index.ts';
import {createListIndexes, type ListIndex, type ListIndexes} from './list-index.ts';

/** Billing's customers and services by every identifier of an account. */
export type CustomerIndex = ListIndex<Customer, 'logins' | 'iptvLogins' | 'macs' | 'tvIds'>;

export const {
	of: customerIndexOf,
	steps: customerIndexSteps,
	patch: patchCustomerIndex,
}: ListIndexes<CustomerIndex> = createListIndexes(
	['logins', 'iptvLogins', 'macs', 'tvIds'],
	({login, service}) => {
		const name = compareKey(login);
		if (!service) return [name, '', '', ''];
		const {iptv_login: iptvLogin, id} = service;
		const macs = hasOneMac(service) ? normalizeMacOrText(service.cid) : serviceMacs(service);
		return [name, iptvLogin === login ? name : compareKey(iptvLogin), macs, String(id)];
	},
);

/** The boxes of a service, those beside it included. */
export const serviceMacs = ({
	cid,
	screens,
}: Pick<Subscriber['service'], 'cid' | 'screens'>): readonly string[] =>
	parseMacs(screens ? `${cid};${screens}` : cid);

/** Whether a service has a single MAC: none beside it, and one in `cid`. */
export const hasOneMac = ({cid, screens}: Pick<Subscriber['service'], 'cid' | 'screens'>): boolean =>
	!screens && cid !== '' && !cid.includes(';');

/** `iptv_main.cid` may hold several boxes, separated by `;`. */
export function parseMacs(cid: string): readonly string[] {
	if (!cid.includes(';')) return cid === '' ? [] : [normalizeMacOrText(cid)];
	return [...new Set(cid.split(';').map(normalizeMacOrText))].filter(name => name !== '');
}
