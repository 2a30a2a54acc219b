import {createHash} from 'node:crypto';
import {sameAs} from '../collation.ts';
import {column, dateColumn, isTrue} from '../column.ts';
import {Refusal, warnings, type Outcome} from '../envelope.ts';
import type {Form} from '../form.ts';
import {accountKind, findUsers, isValidMac, macOf, userKind} from '../identify.ts';
import type {Call} from '../request.ts';
import {insertUser, queue, type PortalState, type User} from '../state.ts';
import {showAccount} from './account-row.ts';

/** `accounts`, by account number or MAC. */
export const accounts = {
	get: (state: PortalState, {ids}: Call): Outcome => ({
		results: asked(state, ids, accountKind).map(user => showAccount(state, user)),
	}),
	create,
	update: (state: PortalState, call: Call): Outcome => update(state, call, accountKind),
	delete: (state: PortalState, call: Call): Outcome => remove(state, call, accountKind),
};

/** `users`: the same by login or MAC; a read gives one object, however many it found. */
export const users = {
	get(state: PortalState, {ids}: Call): Outcome {
		const [first] = asked(state, ids, userKind);
		return {results: first ? showAccount(state, first) : false};
	},
	create,
	update: (state: PortalState, call: Call): Outcome => update(state, call, userKind),
	delete: (state: PortalState, call: Call): Outcome => remove(state, call, userKind),
};

type Kind = typeof accountKind | typeof userKind;

/** Stalker counts: fewer rows than identifiers means that some are wrong. */
function asked(state: PortalState, ids: readonly string[], kind: Kind): readonly User[] {
	const found = findUsers(state, ids, kind);
	if (found.length >= ids.length) return found;
	throw new Refusal(ids.length > 1 ? 'One or more identifiers are incorrect' : 'Account not found');
}

function oneIdentifier(state: PortalState, ids: readonly string[], kind: Kind): readonly User[] {
	if (ids.length === 0) throw new Refusal('Identifier required');
	if (ids.length > 1) throw new Refusal('Only one identifier allowed');
	const found = findUsers(state, ids, kind);
	if (found.length === 0) throw new Refusal('Account not found');
	return found;
}

/** API field → text column and its length. */
const columns = {
	login: ['login', 64],
	full_name: ['fname', 64],
	phone: ['phone', 64],
	account_number: ['ls', 64],
	stb_mac: ['mac', 64],
	comment: ['comment', 65_535],
	account_balance: ['account_balance', 16],
} as const;

const fields = new Set([...Object.keys(columns), 'password', 'tariff_plan', 'status', 'end_date']);

function known(form: Form): Form {
	if (form.size === 0) throw new Refusal('HTTP POST data is empty');
	const data = new Map([...form].filter(([key]) => fields.has(key)));
	if (data.size === 0) throw new Refusal('Insert data is empty');
	return data;
}

/** Of an array, MySQL's driver gets nothing. */
const scalar = (data: Form, key: string): string | undefined => {
	const value = data.get(key);
	return value === undefined || typeof value === 'string' ? value : '';
};

function create(state: PortalState, {form}: Call): Outcome {
	const data = known(form);
	const given = scalar(data, 'stb_mac') ?? '';
	const mac = given === '' ? '' : macOf(given);
	if (mac !== '' && !isValidMac(mac)) throw new Refusal('Not valid mac address');
	const login = scalar(data, 'login') ?? '';
	if (!isTrue(login)) throw new Refusal('Login required');
	if (state.users.some(taken('login', login))) throw new Refusal('Login already in use');
	if (mac !== '' && state.users.some(taken('mac', mac))) throw new Refusal('MAC address already in use');

	const user = insertUser(state, {});
	write(state, user, data);
	if (mac !== '') user.mac = column(state, mac, 64);
	const status = scalar(data, 'status');
	if (status !== undefined) user.status = isTrue(status) ? 0 : 1;
	user.tariff_plan_id = planId(state, scalar(data, 'tariff_plan') ?? '');
	return {results: true, ...arrayWarnings(data)};
}

function taken(name: 'login' | 'mac', value: string): (user: User) => boolean {
	const same = sameAs(value);
	return user => same(user[name]);
}

/** An unknown plan is 0, the default, without a word. */
function planId({plans}: PortalState, externalId: string): number {
	if (externalId === '') return 0;
	const same = sameAs(externalId);
	return plans.find(({external_id: id}) => same(id))?.id ?? 0;
}

function update(state: PortalState, {ids, form}: Call, kind: Kind): Outcome {
	const data = known(form);
	const found = oneIdentifier(state, ids, kind);
	const login = scalar(data, 'login');
	if (login !== undefined && state.users.some(user => !found.includes(user) && taken('login', login)(user))) {
		throw new Refusal('Login already in use');
	}

	for (const user of found) {
		setStatus(state, user, scalar(data, 'status'));
		const plan = scalar(data, 'tariff_plan');
		if (plan === '') throw new Refusal(emptyPlan(data, user));
		if (plan !== undefined) user.tariff_plan_id = planId(state, plan);
		write(state, user, data);
	}

	return {results: true, ...arrayWarnings(data)};
}

/** Only a change is told to the box. */
function setStatus(state: PortalState, user: User, given: string | undefined): void {
	if (given === undefined) return;
	const status = isTrue(given) ? 0 : 1;
	if (status !== user.status) queue(state, user.id, status === 1 ? 'cut_off' : 'cut_on');
	user.status = status;
}

/** A bug of Stalker's: an empty plan is taken for a column. The status has been changed by then. */
function emptyPlan(data: Form, {id}: User): string {
	const set = Object.entries(columns)
		.filter(([key]) => data.has(key))
		.map(([key, [name]]) => `${name}='${scalar(data, key)}', `)
		.join('');
	return `Query failed by reason : Unknown column 'tariff_plan' in 'SET' (UPDATE users SET ${set}tariff_plan='' WHERE (id=${id}))`;
}

function write(state: PortalState, user: User, data: Form): void {
	for (const [key, [name, length]] of Object.entries(columns)) {
		const value = scalar(data, key);
		if (value !== undefined) user[name] = column(state, value, length);
	}

	const end = scalar(data, 'end_date');
	if (end !== undefined) user.expire_billing_date = dateColumn(state, end);
	const password = scalar(data, 'password') ?? '';
	if (password !== '') user.password = md5(md5(password) + user.id);
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

function arrayWarnings(data: Form): {output?: string} {
	const arrays = [...data.values()].filter(value => typeof value !== 'string').length;
	if (arrays === 0) return {};
	const each = warnings(
		['trim() expects parameter 1 to be string, array given', 'mysql.class.php', 856],
		['mysqli_real_escape_string() expects parameter 2 to be string, array given', 'mysql.class.php', 846],
	);
	return {output: each.repeat(arrays)};
}

/** Only the account itself goes; subscriptions, packages, modules and events stay behind. */
function remove(state: PortalState, {ids}: Call, kind: Kind): Outcome {
	const found = new Set(oneIdentifier(state, ids, kind));
	state.users = state.users.filter(user => !found.has(user));
	return {results: true};
}
