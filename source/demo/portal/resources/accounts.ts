import {createHash} from 'node:crypto';
import {createTextMatcher} from '../collation.ts';
import {toTextColumn, toDateColumn, isPhpTrue} from '../column-values.ts';
import {ApiError, phpWarnings, type ResourceResult} from '../response.ts';
import type {Form} from '../parse-form.ts';
import {accountIdKind, findUsers, isValidMac, normalizeMac, userIdKind} from '../find-users.ts';
import type {ApiCall} from '../parse-request.ts';
import {insertUser, queueEvent, type PortalState, type User} from '../state.ts';
import {toAccountJson} from './account-json.ts';

/** `accounts`, by account number or MAC. */
export const accounts = {
	get: (state: PortalState, {ids}: ApiCall): ResourceResult => ({
		results: findRequestedUsers(state, ids, accountIdKind).map(user => toAccountJson(state, user)),
	}),
	create: createAccount,
	update: (state: PortalState, call: ApiCall): ResourceResult => updateAccounts(state, call, accountIdKind),
	delete: (state: PortalState, call: ApiCall): ResourceResult => removeUsers(state, call, accountIdKind),
};

/** `users`: the same by login or MAC; a read returns one object, however many accounts match. */
export const users = {
	get(state: PortalState, {ids}: ApiCall): ResourceResult {
		const [first] = findRequestedUsers(state, ids, userIdKind);
		return {results: first ? toAccountJson(state, first) : false};
	},
	create: createAccount,
	update: (state: PortalState, call: ApiCall): ResourceResult => updateAccounts(state, call, userIdKind),
	delete: (state: PortalState, call: ApiCall): ResourceResult => removeUsers(state, call, userIdKind),
};

type IdKind = typeof accountIdKind | typeof userIdKind;

/** Throws when fewer rows match than identifiers are given, as Stalker does. */
function findRequestedUsers(state: PortalState, ids: readonly string[], kind: IdKind): readonly User[] {
	const found = findUsers(state, ids, kind);
	if (found.length >= ids.length) return found;
	throw new ApiError(ids.length > 1 ? 'One or more identifiers are incorrect' : 'Account not found');
}

function findByOneIdentifier(state: PortalState, ids: readonly string[], kind: IdKind): readonly User[] {
	if (ids.length === 0) throw new ApiError('Identifier required');
	if (ids.length > 1) throw new ApiError('Only one identifier allowed');
	const found = findUsers(state, ids, kind);
	if (found.length === 0) throw new ApiError('Account not found');
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

function pickFields(form: Form): Form {
	if (form.size === 0) throw new ApiError('HTTP POST data is empty');
	const data = new Map([...form].filter(([key]) => fields.has(key)));
	if (data.size === 0) throw new ApiError('Insert data is empty');
	return data;
}

/** The text of a field; an array is stored as an empty text. */
const scalarOf = (data: Form, key: string): string | undefined => {
	const value = data.get(key);
	return value === undefined || typeof value === 'string' ? value : '';
};

function createAccount(state: PortalState, {form}: ApiCall): ResourceResult {
	const data = pickFields(form);
	const given = scalarOf(data, 'stb_mac') ?? '';
	const mac = given === '' ? '' : normalizeMac(given);
	if (mac !== '' && !isValidMac(mac)) throw new ApiError('Not valid mac address');
	const login = scalarOf(data, 'login') ?? '';
	if (!isPhpTrue(login)) throw new ApiError('Login required');
	if (state.users.some(isTakenBy('login', login))) throw new ApiError('Login already in use');
	if (mac !== '' && state.users.some(isTakenBy('mac', mac))) throw new ApiError('MAC address already in use');

	const user = insertUser(state, {});
	writeColumns(state, user, data);
	if (mac !== '') user.mac = toTextColumn(state, mac, 64);
	const status = scalarOf(data, 'status');
	if (status !== undefined) user.status = isPhpTrue(status) ? 0 : 1;
	user.tariff_plan_id = planIdOf(state, scalarOf(data, 'tariff_plan') ?? '');
	return {results: true, ...arrayWarnings(data)};
}

function isTakenBy(name: 'login' | 'mac', value: string): (user: User) => boolean {
	const same = createTextMatcher(value);
	return user => same(user[name]);
}

/** 0, the default plan, for an unknown external id. */
function planIdOf({plans}: PortalState, externalId: string): number {
	if (externalId === '') return 0;
	const same = createTextMatcher(externalId);
	return plans.find(({external_id: id}) => same(id))?.id ?? 0;
}

function updateAccounts(state: PortalState, {ids, form}: ApiCall, kind: IdKind): ResourceResult {
	const data = pickFields(form);
	const found = findByOneIdentifier(state, ids, kind);
	const login = scalarOf(data, 'login');
	if (
		login !== undefined &&
		state.users.some(user => !found.includes(user) && isTakenBy('login', login)(user))
	) {
		throw new ApiError('Login already in use');
	}

	for (const user of found) {
		setStatus(state, user, scalarOf(data, 'status'));
		const plan = scalarOf(data, 'tariff_plan');
		if (plan === '') throw new ApiError(emptyPlanError(data, user));
		if (plan !== undefined) user.tariff_plan_id = planIdOf(state, plan);
		writeColumns(state, user, data);
	}

	return {results: true, ...arrayWarnings(data)};
}

/** Queues an event for the box when the status changes. */
function setStatus(state: PortalState, user: User, given: string | undefined): void {
	if (given === undefined) return;
	const status = isPhpTrue(given) ? 0 : 1;
	if (status !== user.status) queueEvent(state, user.id, status === 1 ? 'cut_off' : 'cut_on');
	user.status = status;
}

/** A bug of Stalker's: an empty plan becomes a column of the query, which fails. The status has been changed before. */
function emptyPlanError(data: Form, {id}: User): string {
	const set = Object.entries(columns)
		.filter(([key]) => data.has(key))
		.map(([key, [name]]) => `${name}='${scalarOf(data, key)}', `)
		.join('');
	return `Query failed by reason : Unknown column 'tariff_plan' in 'SET' (UPDATE users SET ${set}tariff_plan='' WHERE (id=${id}))`;
}

function writeColumns(state: PortalState, user: User, data: Form): void {
	for (const [key, [name, length]] of Object.entries(columns)) {
		const value = scalarOf(data, key);
		if (value !== undefined) user[name] = toTextColumn(state, value, length);
	}

	const end = scalarOf(data, 'end_date');
	if (end !== undefined) user.expire_billing_date = toDateColumn(state, end);
	const password = scalarOf(data, 'password') ?? '';
	if (password !== '') user.password = md5(md5(password) + user.id);
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

function arrayWarnings(data: Form): {output?: string} {
	const arrays = [...data.values()].filter(value => typeof value !== 'string').length;
	if (arrays === 0) return {};
	const each = phpWarnings(
		['trim() expects parameter 1 to be string, array given', 'mysql.class.php', 856],
		['mysqli_real_escape_string() expects parameter 2 to be string, array given', 'mysql.class.php', 846],
	);
	return {output: each.repeat(arrays)};
}

/** Removes the account alone; its subscriptions, packages, modules and events stay. */
function removeUsers(state: PortalState, {ids}: ApiCall, kind: IdKind): ResourceResult {
	const found = new Set(findByOneIdentifier(state, ids, kind));
	state.users = state.users.filter(user => !found.has(user));
	return {results: true};
}
