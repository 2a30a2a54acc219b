import {StalkerUnsafe, type Method} from './errors.ts';
import {say} from '../words/words.ts';
import {isMistakenForMac, isSafeIdentifier} from './identifier.ts';

/** The address of what is read. No identifiers mean all records. */
export function addressToRead(base: string, resource: string, ids: readonly string[] | undefined): string {
	if (ids?.length === 0) {
		throw new StalkerUnsafe(say('unsafe-empty-list', {request: `GET ${resource}`}));
	}

	const bad = ids?.find(id => !isSafeIdentifier(id));
	if (bad !== undefined) {
		throw new StalkerUnsafe(say('unsafe-identifier', {request: `GET ${resource}`, id: bad}));
	}

	return build(base, resource, ids ?? []);
}

/**
The address of what is written. Only a new record has no identifier: everywhere else its absence would mean every subscriber.

@throws {StalkerUnsafe}
*/
export function addressToWrite(base: string, method: Method, resource: string, id: string | null): string {
	const request = `${method} ${resource}`;
	if (id === null) {
		if (method !== 'POST' || !creatable.has(resource)) {
			throw new StalkerUnsafe(say('unsafe-nobody', {request}));
		}

		return build(base, resource, []);
	}

	if (!isSafeIdentifier(id)) {
		throw new StalkerUnsafe(say('unsafe-identifier', {request, id}));
	}

	if (isMistakenForMac(resource, id)) {
		throw new StalkerUnsafe(say('unsafe-mac', {request, id}));
	}

	return build(base, resource, [id]);
}

const creatable = new Set(['accounts', 'users', 'stb', 'itv']);

/** By hand, and checked: `new URL('..', base)` would resolve away what was meant. */
function build(base: string, resource: string, ids: readonly string[]): string {
	if (!/^[a-z][a-z\d_]*$/.test(resource)) {
		throw new StalkerUnsafe(say('unsafe-resource', {resource}));
	}

	// Colons may stand in a path, and the portal's log is read by people.
	const segment = ids.map(id => encodeURIComponent(id).replaceAll('%3A', ':')).join(',');
	const address = `${base}/${resource}${segment === '' ? '' : `/${segment}`}`;
	if (new URL(address).href !== address) {
		throw new StalkerUnsafe(say('unsafe-address', {resource}));
	}

	return address;
}
