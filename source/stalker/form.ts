import {StalkerUnsafeRequest} from './errors.ts';
import {isRunAsSql} from './request-url.ts';
import {normalizeMac} from '../normalize/mac.ts';
import {message} from '../i18n/translator.ts';

/** The fields of a write. A list is sent as `key[]=…`, once for each value; no chosen channels as `sub_ch=`, since `sub_ch[]=` stores a list with an empty one. */
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
