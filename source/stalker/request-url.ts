import {StalkerUnsafeRequest, type Method} from './errors.ts';
import {message} from '../i18n/translator.ts';
import {isMistakenForMac, isSafeIdentifier} from './identifier.ts';

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
