import {toTextColumn, toDateColumn, isPhpTrue, toMySqlInteger} from '../column-values.ts';
import {ApiError, type ResourceResult} from '../response.ts';
import type {Form} from '../parse-form.ts';
import {boxIdKind, findUsers, isValidMac, normalizeMac} from '../find-users.ts';
import type {ApiCall} from '../parse-request.ts';
import {insertUser, queueEvent, type PortalState, type User} from '../state.ts';
import {toOnlineFlag} from './account-json.ts';

/** `stb`: the boxes, by account number or MAC. Unknown identifiers are left out, not refused. */
export const stb = {
	get: (state: PortalState, {ids}: ApiCall): ResourceResult => ({
		results: findUsers(state, ids, boxIdKind).map(user => toBoxJson(state, user)),
	}),

	/** `status` is stored as given and so reads back inverted; a login in use is accepted. */
	create(state: PortalState, {form}: ApiCall): ResourceResult {
		if (form.size === 0) throw new ApiError('HTTP POST data is empty');
		const data = scalarsOf(form, [
			'mac',
			'login',
			'password',
			'additional_services_on',
			'ls',
			'end_date',
			'account_balance',
			'status',
		]);
		if (data.size === 0) throw new ApiError('Insert data is empty');
		const given = data.get('mac') ?? '';
		const mac = given === '' ? '' : normalizeMac(given);
		if (given !== '' && !isValidMac(mac)) throw new ApiError('Not valid mac address');
		if (mac === '' && !(data.get('login') && data.get('password')))
			throw new ApiError('Login and password required');
		if (mac !== '' && findUsers(state, [mac], () => 'mac').length > 0)
			throw new ApiError('Stb already exists');

		const user = insertUser(state, {
			mac: toTextColumn(state, mac, 64),
			login: toTextColumn(state, data.get('login') ?? '', 64),
		});
		writeColumns(state, user, data);
		user.account_balance = toTextColumn(state, data.get('account_balance') ?? '', 16);
		user.status = toMySqlInteger(data.get('status') ?? '0') === 0 ? 0 : 1;
		return {results: toBoxJson(state, user)};
	},

	/**
	`reboot` queues its event whatever its value. With another field beside it the query builder loses its WHERE, and the change
	goes to every account of the portal; the answer shows only the accounts that were named.
	*/
	update(state: PortalState, {ids, form}: ApiCall): ResourceResult {
		if (form.size === 0) throw new ApiError('HTTP PUT data is empty');
		const data = scalarsOf(form, ['status', 'additional_services_on', 'ls', 'reboot', 'end_date']);
		if (data.size === 0) throw new ApiError('Update data is empty');
		if (ids.length === 0) throw new ApiError('Identifier required');
		const users = findUsers(state, ids, boxIdKind);
		if (users.length === 0) return {results: false};

		const status = data.get('status');
		for (const {id} of users) {
			if (status !== undefined) queueEvent(state, id, isPhpTrue(status) ? 'cut_on' : 'cut_off');
			if (data.has('reboot')) queueEvent(state, id, 'reboot');
		}

		for (const user of data.has('reboot') && data.size > 1 ? state.users : users) {
			writeColumns(state, user, data);
			if (status !== undefined) user.status = isPhpTrue(status) ? 0 : 1;
		}

		return {results: users.map(user => toBoxJson(state, user))};
	},

	delete(state: PortalState, {ids}: ApiCall): ResourceResult {
		if (ids.length === 0) throw new ApiError('Identifier required');
		const users = new Set(findUsers(state, ids, boxIdKind));
		if (users.size === 0) throw new ApiError('STB not found');
		state.users = state.users.filter(user => !users.has(user));
		return {results: true};
	},
};

function toBoxJson({settings}: PortalState, user: User): Readonly<Record<string, unknown>> {
	return {
		mac: user.mac,
		ip: user.ip,
		ls: user.ls,
		version: user.version,
		status: user.status === 0 ? 1 : 0,
		additional_services_on: user.additional_services_on,
		last_active: user.last_active,
		login: user.login,
		account_balance: user.account_balance,
		online: toOnlineFlag(user),
		...(settings.internalBilling ? {end_date: user.expire_billing_date} : {}),
	};
}

/** The scalars among the named fields. */
const scalarsOf = (form: Form, names: readonly string[]): ReadonlyMap<string, string> =>
	new Map(
		[...form].flatMap(([key, value]) =>
			names.includes(key) ? [[key, typeof value === 'string' ? value : ''] as const] : [],
		),
	);

function writeColumns(state: PortalState, user: User, data: ReadonlyMap<string, string>): void {
	const [number, services, end] = ['ls', 'additional_services_on', 'end_date'].map(name => data.get(name));
	if (number !== undefined) user.ls = toTextColumn(state, number, 64);
	if (services !== undefined) user.additional_services_on = String(toMySqlInteger(services));
	if (end !== undefined) user.expire_billing_date = toDateColumn(state, end);
}
