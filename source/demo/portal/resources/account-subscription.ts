import {Refusal, warnings, type Outcome} from '../envelope.ts';
import type {Form} from '../form.ts';
import {boxKind, findUsers} from '../identify.ts';
import type {Call} from '../request.ts';
import {planOf, queue, type PortalState, type User} from '../state.ts';
import {packagesOf} from './account-row.ts';

/**
`account_subscription`: the optional packages. Only those of the account's plan can be bought. `true` when something changed,
`false` when nothing did. DELETE without identifier empties every account, and answers for the last of them.
*/
export const accountSubscription = {
	get: (state: PortalState, {ids}: Call): Outcome => ({
		results: named(state, ids).map(user => {
			const bought = packagesOf(state, user.id);
			return {
				mac: user.mac === '' ? null : user.mac,
				subscribed: bought.map(({external_id: id}) => id),
				subscribed_id: bought.map(({id}) => String(id)),
			};
		}),
	}),

	update(state: PortalState, {ids, form}: Call): Outcome {
		const data = known(form, 'PUT', ['subscribed', 'subscribed_id', 'unsubscribed', 'unsubscribed_id']);
		return forEach(named(state, ids), user => {
			const add = [
				...byExternalId(state, textsOf(data, 'subscribed', true)),
				...byId(textsOf(data, 'subscribed_id')),
			];
			const drop = [
				...byExternalId(state, textsOf(data, 'unsubscribed', true)),
				...byId(textsOf(data, 'unsubscribed_id')),
			];
			return change(state, user, add, drop);
		});
	},

	/** Replaces what was bought by the list given. */
	create(state: PortalState, {ids, form}: Call): Outcome {
		const data = known(form, 'POST', ['subscribed', 'subscribed_id']);
		const users = named(state, ids);
		const given = data.get('subscribed') ?? data.get('subscribed_id');
		if (typeof given === 'string') return {results: false, ...(given === '' ? {} : {output: scalarWarnings})};
		const wanted = data.has('subscribed')
			? byExternalId(state, textsOf(data, 'subscribed'))
			: byId(textsOf(data, 'subscribed_id'));
		return forEach(users, user => {
			const has = state.bought.get(user.id) ?? [];
			return change(
				state,
				user,
				wanted,
				has.filter(id => !wanted.includes(id)),
			);
		});
	},

	delete: (state: PortalState, {ids}: Call): Outcome =>
		forEach(named(state, ids), user => change(state, user, [], state.bought.get(user.id) ?? [])),
};

function named(state: PortalState, ids: readonly string[]): readonly User[] {
	if (ids.length > 1) throw new Refusal('Only one identifier allowed');
	const found = findUsers(state, ids, boxKind);
	if (found.length === 0 && ids.length > 0) throw new Refusal('Account not found');
	return found;
}

function known(form: Form, method: string, fields: readonly string[]): Form {
	if (form.size === 0) throw new Refusal(`HTTP ${method} data is empty`);
	const data = new Map([...form].filter(([key]) => fields.includes(key)));
	if (data.size === 0) throw new Refusal('Insert data is empty');
	return data;
}

/** A scalar counts for one external id, and for no id. */
function textsOf(data: Form, key: string, takesScalar = false): readonly string[] {
	const value = data.get(key) ?? [];
	if (typeof value === 'string') return takesScalar && value !== '' ? [value] : [];
	return Object.values(value);
}

/** One external id may be several packages'. */
const byExternalId = ({packages}: PortalState, wanted: readonly string[]): readonly number[] =>
	packages.filter(({external_id: id}) => wanted.includes(id)).map(({id}) => id);

const byId = (ids: readonly string[]): readonly number[] => ids.map(Number);

function forEach(users: readonly User[], work: (user: User) => Outcome): Outcome {
	let last: Outcome = {results: false};
	for (const user of users) last = work(user);
	return last;
}

function change(state: PortalState, user: User, add: readonly number[], drop: readonly number[]): Outcome {
	const plan = planOf(state, user);
	if (!plan) {
		return {
			results: false,
			output: warnings(['array_filter() expects parameter 1 to be array, null given', 'user.class.php', 503]),
		};
	}

	const optional = plan.packages.filter(({optional: may}) => may).map(({id}) => id);
	const has = state.bought.get(user.id) ?? [];
	const gone = has.filter(id => drop.includes(id) && optional.includes(id));
	const fresh = optional.filter(id => add.includes(id) && !has.includes(id));
	if (gone.length + fresh.length > 0) {
		queue(state, user.id, 'send_msg', {
			msg: 'Services are updated according to the subscription. The STB will be rebooted.',
			priority: 2,
			reboot_after_ok: 1,
		});
	}

	state.bought.set(user.id, [...has.filter(id => !gone.includes(id)), ...fresh]);
	return {results: gone.length + fresh.length > 0};
}

const scalarWarnings = warnings(
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
