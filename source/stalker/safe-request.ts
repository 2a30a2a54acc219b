import {StalkerUnsafeRequest, type Method} from './errors.ts';
import {message} from '../i18n/translator.ts';
import {normalizeMac} from '../normalize/mac.ts';

/**
Whether an identifier reaches the portal as it is, and means one record at most.

The portal reads an empty one and `0` as “all”, splits at `,`, ends at `#` and `&`, turns `+` into a space, and its web server refuses `/`,
`?`, `%` and spaces (`test/demo/recordings/` 078–084, 419). `.` and `..` are resolved on the way, control characters and the letters that a
three-byte UTF-8 column cannot hold arrive as others, and `NOW()` is run as SQL.
*/
export function isSafeIdentifier(text: string): boolean {
	return (
		text !== '' && text !== '0' && text !== '.' && text !== '..' && !unsafe.test(text) && !isRunAsSql(text)
	);
}

const unsafe = /[,/\\#&+?%\s\p{Z}\p{C}\u{10000}-\u{10FFFF}]/u;

/**
Whether the portal hands a text to its database unquoted, in a form or in a path: `NOW()` and similar calls, in any case, and whatever holds
`UNIX_TIMESTAMP` (recording 110; Stalker's `mysql.class.php`, `escape()`).
*/
export function isRunAsSql(text: string): boolean {
	return /^[\s\0]*\w+\(\s*\)[\s\0]*$/.test(text) || /unix_timestamp/i.test(text);
}

/**
Whether the portal takes an identifier for a MAC although it is none that it could find: from 12 characters on, in `accounts` and `users`
only with a colon behind the first. PHP counts bytes, so the longer count decides.
*/
export function isMistakenForMac(resource: string, id: string): boolean {
	if (normalizeMac(id) === id || new TextEncoder().encode(id).length < 12) return false;
	return resource === 'accounts' || resource === 'users' ? id.indexOf(':') > 0 : true;
}

/**
The URL of a read. Without identifiers it addresses all records.

@throws {StalkerUnsafeRequest} for an identifier that would not reach the portal unchanged.
*/
export function readUrl(base: string, resource: string, ids: readonly string[] | undefined): string {
	if (ids?.length === 0) {
		throw new StalkerUnsafeRequest(message('unsafe-empty-list', {request: `GET ${resource}`}));
	}

	const invalid = ids?.find(id => !isSafeIdentifier(id));
	if (invalid !== undefined) {
		throw new StalkerUnsafeRequest(message('unsafe-identifier', {request: `GET ${resource}`, id: invalid}));
	}

	return buildUrl(base, resource, ids ?? []);
}

/**
The URL of a write. Only a new record has no identifier: in any other write its absence would mean every subscriber.

@throws {StalkerUnsafeRequest}
*/
export function writeUrl(base: string, method: Method, resource: string, id: string | null): string {
	const request = `${method} ${resource}`;
	if (id === null) {
		if (method !== 'POST' || !creatableResources.has(resource)) {
			throw new StalkerUnsafeRequest(message('unsafe-nobody', {request}));
		}

		return buildUrl(base, resource, []);
	}

	if (!isSafeIdentifier(id)) {
		throw new StalkerUnsafeRequest(message('unsafe-identifier', {request, id}));
	}

	if (isMistakenForMac(resource, id)) {
		throw new StalkerUnsafeRequest(message('unsafe-mac', {request, id}));
	}

	return buildUrl(base, resource, [id]);
}

const creatableResources = new Set(['accounts', 'users', 'stb', 'itv']);

/** Concatenated and checked: `new URL('..', base)` would resolve to another path. */
function buildUrl(base: string, resource: string, ids: readonly string[]): string {
	if (!/^[a-z][a-z\d_]*$/.test(resource)) {
		throw new StalkerUnsafeRequest(message('unsafe-resource', {resource}));
	}

	// Colons are legal in a path and keep the portal's log readable.
	const segment = ids.map(id => encodeURIComponent(id).replaceAll('%3A', ':')).join(',');
	const address = `${base}/${resource}${segment === '' ? '' : `/${segment}`}`;
	if (new URL(address).href !== address) {
		throw new StalkerUnsafeRequest(message('unsafe-address', {resource}));
	}

	return address;
}

/**
The fields of a write. A list is sent as `key[]=…`, once for each value; no chosen channels as `sub_ch=`, since `sub_ch[]=` stores a list
with an empty one.
*/
export type Form = Readonly<Record<string, string | readonly string[]>>;

/**
Encodes the body of a write: `application/x-www-form-urlencoded` in UTF-8.

@throws {StalkerUnsafeRequest} for what a real portal would run as SQL, apply to everybody, or read as an empty list.
*/
export function encodeForm(method: string, resource: string, form: Form): string {
	checkForm(method, resource, form);
	return Object.entries(form)
		.flatMap(([key, value]) =>
			typeof value === 'string' || value.length === 0
				? [[key, String(value)]]
				: value.map(item => [`${key}[]`, item]),
		)
		.map(([key, value]) => `${key}=${encodeURIComponent(value!.toWellFormed())}`)
		.join('&');
}

/** Fields that hold lists; a single text in them would destroy the list. */
const listFields = new Set([
	'sub_ch',
	'subscribed_id',
	'unsubscribed_id',
	'subscribed',
	'unsubscribed',
	'disabled',
	'restricted',
]);

function checkForm(method: string, resource: string, form: Form): void {
	const request = `${method} ${resource}`;
	const keys = Object.keys(form);
	if (resource === 'stb' && keys.includes('reboot') && keys.length > 1) {
		throw new StalkerUnsafeRequest(message('unsafe-reboot', {request}));
	}

	for (const [key, value] of Object.entries(form)) {
		if (!/^[a-z_\d]+$/i.test(key)) throw new StalkerUnsafeRequest(message('unsafe-field', {request, key}));
		if (typeof value === 'string' && listFields.has(key)) {
			throw new StalkerUnsafeRequest(message('unsafe-text-for-list', {request, key}));
		}

		const isEmptied = key === 'sub_ch' && resource === 'itv_subscription' && method === 'PUT';
		if (typeof value !== 'string' && ((value.length === 0 && !isEmptied) || value.includes(''))) {
			throw new StalkerUnsafeRequest(message('unsafe-empty-value', {request, key}));
		}

		// The value is not repeated: it may be a password.
		if ([value].flat().some(isRunAsSql)) {
			throw new StalkerUnsafeRequest(message('unsafe-sql', {request, key}));
		}

		if (key === 'tariff_plan' && value === '' && method === 'PUT') {
			throw new StalkerUnsafeRequest(message('unsafe-empty-plan', {request}));
		}

		if (key === 'stb_mac' && typeof value === 'string' && value !== '' && normalizeMac(value) !== value) {
			throw new StalkerUnsafeRequest(message('unsafe-stb-mac', {request}));
		}
	}
}
