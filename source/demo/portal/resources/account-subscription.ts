import {ApiError, phpWarnings, type ResourceResult} from '../response.ts';
import type {Form} from '../parse-form.ts';
import {boxIdKind, findUsers} from '../find-users.ts';
import type {ApiCall} from '../parse-request.ts';
import {effectivePlan, queueEvent, type PortalState, type User} from '../state.ts';
import {boughtPackagesOf} from './account-json.ts';

/**
`account_subscription`: the optional packages. Only those of the account's plan can be bought. `true` when something changed,
`false` when nothing did. DELETE without identifier removes the packages of every account, and returns the result of the last.
*/
export const accountSubscription = {
	get: (state: PortalState, {ids}: ApiCall): ResourceResult => ({
		results: findNamedUsers(state, ids).map(user => {
			const bought = boughtPackagesOf(state, user.id);
			return {
				mac: user.mac === '' ? null : user.mac,
				subscribed: bought.map(({external_id: id}) => id),
				subscribed_id: bought.map(({id}) => String(id)),
			};
		}),
	}),

	update(state: PortalState, {ids, form}: ApiCall): ResourceResult {
		const data = pickFields(form, 'PUT', ['subscribed', 'subscribed_id', 'unsubscribed', 'unsubscribed_id']);
		return applyToEach(findNamedUsers(state, ids), user => {
			const add = [
				...packageIdsByExternalId(state, valuesOf(data, 'subscribed', true)),
				...toPackageIds(valuesOf(data, 'subscribed_id')),
			];
			const drop = [
				...packageIdsByExternalId(state, valuesOf(data, 'unsubscribed', true)),
				...toPackageIds(valuesOf(data, 'unsubscribed_id')),
			];
			return changePackages(state, user, add, drop);
		});
	},

	/** Replaces what was bought by the list given. */
	create(state: PortalState, {ids, form}: ApiCall): ResourceResult {
		const data = pickFields(form, 'POST', ['subscribed', 'subscribed_id']);
		const users = findNamedUsers(state, ids);
		const given = data.get('subscribed') ?? data.get('subscribed_id');
		if (typeof given === 'string') return {results: false, ...(given === '' ? {} : {output: scalarWarnings})};
		const wanted = data.has('subscribed')
			? packageIdsByExternalId(state, valuesOf(data, 'subscribed'))
			: toPackageIds(valuesOf(data, 'subscribed_id'));
		return applyToEach(users, user => {
			const has = state.boughtPackages.get(user.id) ?? [];
			return changePackages(
				state,
				user,
				wanted,
				has.filter(id => !wanted.includes(id)),
			);
		});
	},

	delete: (state: PortalState, {ids}: ApiCall): ResourceResult =>
		applyToEach(findNamedUsers(state, ids), user =>
			changePackages(state, user, [], state.boughtPackages.get(user.id) ?? []),
		),
};

function findNamedUsers(state: PortalState, ids: readonly string[]): readonly User[] {
	if (ids.length > 1) throw new ApiError('Only one identifier allowed');
	const found = findUsers(state, ids, boxIdKind);
	if (found.length === 0 && ids.length > 0) throw new ApiError('Account not found');
	return found;
}

function pickFields(form: Form, method: string, fields: readonly string[]): Form {
	if (form.size === 0) throw new ApiError(`HTTP ${method} data is empty`);
	const data = new Map([...form].filter(([key]) => fields.includes(key)));
	if (data.size === 0) throw new ApiError('Insert data is empty');
	return data;
}

/** The values of a list. A scalar counts as one external id, and as no id. */
function valuesOf(data: Form, key: string, takesScalar = false): readonly string[] {
	const value = data.get(key) ?? [];
	if (typeof value === 'string') return takesScalar && value !== '' ? [value] : [];
	return Object.values(value);
}

/** Several packages may have the same external id. */
const packageIdsByExternalId = ({packages}: PortalState, wanted: readonly string[]): readonly number[] =>
	packages.filter(({external_id: id}) => wanted.includes(id)).map(({id}) => id);

const toPackageIds = (ids: readonly string[]): readonly number[] => ids.map(Number);

function applyToEach(users: readonly User[], work: (user: User) => ResourceResult): ResourceResult {
	let last: ResourceResult = {results: false};
	for (const user of users) last = work(user);
	return last;
}

function changePackages(
	state: PortalState,
	user: User,
	add: readonly number[],
	drop: readonly number[],
): ResourceResult {
	const plan = effectivePlan(state, user);
	if (!plan) {
		return {
			results: false,
			output: phpWarnings([
				'array_filter() expects parameter 1 to be array, null given',
				'user.class.php',
				503,
			]),
		};
	}

	const optional = plan.packages.filter(({optional: may}) => may).map(({id}) => id);
	const current = state.boughtPackages.get(user.id) ?? [];
	const removed = current.filter(id => drop.includes(id) && optional.includes(id));
	const added = optional.filter(id => add.includes(id) && !current.includes(id));
	if (removed.length + added.length > 0) {
		queueEvent(state, user.id, 'send_msg', {
			msg: 'Services are updated according to the subscription. The STB will be rebooted.',
			priority: 2,
			reboot_after_ok: 1,
		});
	}

	state.boughtPackages.set(user.id, [...current.filter(id => !removed.includes(id)), ...added]);
	return {results: removed.length + added.length > 0};
}

const scalarWarnings = phpWarnings(
	[
		'array_unique() expects parameter 1 to be array, string given',
		'restcommandaccountsubscription.class.php',
		76,
	],
	[
		'array_diff(): Expected parameter 2 to be an array, string given',
		'restcommandaccountsubscription.class.php',
		78,
	],
);
