import type {ChannelChoices} from '../../billing/read-types.ts';
import type {CurrentRecord, Fields} from '../../sync/changes/change.ts';
import type {Subscriber} from '../accounts/billing-customers.ts';
import {patchCustomers} from '../accounts/patch-customers.ts';
import {compareSubscriptions, type BillingChoices, type SubscriptionComparison} from './compare.ts';
import {withChosen, type SubscriptionList} from './read-subscriptions.ts';

/**
The comparison with the choices and services that were written; `null` where a record of the portal is no longer as it was shown, or a
service has another tariff plan.
*/
export function patchSubscriptions(
	{stalker, billing, short}: SubscriptionComparison,
	current: readonly CurrentRecord[],
): SubscriptionComparison | null {
	const now = {stalker: patchedList(stalker, current), billing: patchedChoices(billing, current)};
	if (
		!now.stalker ||
		!now.billing ||
		current.some(({record}) => record === 'choices' || record === 'account')
	)
		return null;
	const rows = compareSubscriptions(now.stalker, now.billing, short !== null);
	return {stalker: now.stalker, billing: now.billing, short, rows};
}

function patchedChoices(known: BillingChoices, current: readonly CurrentRecord[]): BillingChoices | null {
	const choices = new Map(known.choices.map(one => [one.tvId, one]));
	const written = new Set<number>();
	for (const {record, key, fields} of current) {
		if (record !== 'choice') continue;
		if (!fields) return null;
		const tvId = Number(key['tvId']);
		const channels = fields['channels'] as ChannelChoices['channels'];
		written.add(tvId);
		if (channels.length > 0) choices.set(tvId, {tvId, channels});
		else choices.delete(tvId);
	}

	const patched = patchCustomers(known, current);
	return {
		...known,
		...patched,
		customers: patched.customers.map(customer =>
			customer.service && written.has(customer.service.id)
				? {...customer, service: countedService(customer.service, choices.get(customer.service.id))}
				: customer,
		),
		choices: [...choices.values()].toSorted((one, other) => one.tvId - other.tvId),
	};
}

/** A service has the number of its chosen channels, where there are any. */
function countedService(
	service: Subscriber['service'],
	chosen: ChannelChoices | undefined,
): Subscriber['service'] {
	if (chosen) return {...service, choices: chosen.channels.length};
	const {choices: _, ...uncounted} = service;
	return uncounted;
}

/** The portal's list of an account is that of the one record with its MAC and number. */
function patchedList(list: SubscriptionList, current: readonly CurrentRecord[]): SubscriptionList | null {
	const items = [...list.items];
	for (const {record, key, fields} of current) {
		if (record !== 'subscription') continue;
		const index = list.accountIndices.findIndex(
			account => account !== null && isKeyOf(key, list.accounts!.items[account]!),
		);
		const chosen = fields?.['sub_ch'];
		if (index < 0 || !Array.isArray(chosen)) return null;
		items[index] = withChosen(items[index]!, chosen as readonly string[], list.channels);
	}

	return {...list, items};
}

const isKeyOf = (key: Fields, account: Readonly<Record<'login' | 'stb_mac' | 'account_number', string>>) =>
	(['login', 'stb_mac', 'account_number'] as const).every(name => key[name] === account[name]);
