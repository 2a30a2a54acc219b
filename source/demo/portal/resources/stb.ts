import {column, dateColumn, isTrue, numberOf} from '../column.ts';
import {Refusal, type Outcome} from '../envelope.ts';
import type {Form} from '../form.ts';
import {boxKind, findUsers, isValidMac, macOf} from '../identify.ts';
import type {Call} from '../request.ts';
import {insertUser, queue, type PortalState, type User} from '../state.ts';
import {showOnline} from './account-row.ts';

/** `stb`: the boxes, by account number or MAC. Unknown identifiers are left out, not refused. */
export const stb = {
	get: (state: PortalState, {ids}: Call): Outcome => ({
		results: findUsers(state, ids, boxKind).map(user => showBox(state, user)),
	}),

	/** `status` is stored as given and so reads back inverted; a login in use is no obstacle. */
	create(state: PortalState, {form}: Call): Outcome {
		if (form.size === 0) throw new Refusal('HTTP POST data is empty');
		const data = textsOf(form, [
			'mac',
			'login',
			'password',
			'additional_services_on',
			'ls',
			'end_date',
			'account_balance',
			'status',
		]);
		if (data.size === 0) throw new Refusal('Insert data is empty');
		const given = data.get('mac') ?? '';
		const mac = given === '' ? '' : macOf(given);
		if (given !== '' && !isValidMac(mac)) throw new Refusal('Not valid mac address');
		if (mac === '' && !(data.get('login') && data.get('password')))
			throw new Refusal('Login and password required');
		if (mac !== '' && findUsers(state, [mac], () => 'mac').length > 0)
			throw new Refusal('Stb already exists');

		const user = insertUser(state, {
			mac: column(state, mac, 64),
			login: column(state, data.get('login') ?? '', 64),
		});
		write(state, user, data);
		user.account_balance = column(state, data.get('account_balance') ?? '', 16);
		user.status = numberOf(data.get('status') ?? '0') === 0 ? 0 : 1;
		return {results: showBox(state, user)};
	},

	/**
	`reboot` queues its event whatever its value. With another field beside it the query builder loses its WHERE, and the change
	goes to every account of the portal; the answer shows only those that were named.
	*/
	update(state: PortalState, {ids, form}: Call): Outcome {
		if (form.size === 0) throw new Refusal('HTTP PUT data is empty');
		const data = textsOf(form, ['status', 'additional_services_on', 'ls', 'reboot', 'end_date']);
		if (data.size === 0) throw new Refusal('Update data is empty');
		if (ids.length === 0) throw new Refusal('Identifier required');
		const named = findUsers(state, ids, boxKind);
		if (named.length === 0) return {results: false};

		const status = data.get('status');
		for (const {id} of named) {
			if (status !== undefined) queue(state, id, isTrue(status) ? 'cut_on' : 'cut_off');
			if (data.has('reboot')) queue(state, id, 'reboot');
		}

		for (const user of data.has('reboot') && data.size > 1 ? state.users : named) {
			write(state, user, data);
			if (status !== undefined) user.status = isTrue(status) ? 0 : 1;
		}

		return {results: named.map(user => showBox(state, user))};
	},

	delete(state: PortalState, {ids}: Call): Outcome {
		if (ids.length === 0) throw new Refusal('Identifier required');
		const named = new Set(findUsers(state, ids, boxKind));
		if (named.size === 0) throw new Refusal('STB not found');
		state.users = state.users.filter(user => !named.has(user));
		return {results: true};
	},
};

function showBox({settings}: PortalState, user: User): Readonly<Record<string, unknown>> {
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
		online: showOnline(user),
		...(settings.internalBilling ? {end_date: user.expire_billing_date} : {}),
	};
}

/** The scalars among the named fields. */
const textsOf = (form: Form, names: readonly string[]): ReadonlyMap<string, string> =>
	new Map(
		[...form].flatMap(([key, value]) =>
			names.includes(key) ? [[key, typeof value === 'string' ? value : ''] as const] : [],
		),
	);

function write(state: PortalState, user: User, data: ReadonlyMap<string, string>): void {
	const [number, services, end] = ['ls', 'additional_services_on', 'end_date'].map(name => data.get(name));
	if (number !== undefined) user.ls = column(state, number, 64);
	if (services !== undefined) user.additional_services_on = String(numberOf(services));
	if (end !== undefined) user.expire_billing_date = dateColumn(state, end);
}
