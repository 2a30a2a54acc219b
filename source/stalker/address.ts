import {StalkerUnsafe, type Method} from './errors.ts';
import {isMistakenForMac, isSafeIdentifier} from './identifier.ts';

/** The address of what is read. No identifiers mean all records. */
export function addressToRead(base: string, resource: string, ids: readonly string[] | undefined): string {
	if (ids?.length === 0) {
		throw new StalkerUnsafe(`GET ${resource}: an empty list of identifiers would read everything.`);
	}

	const bad = ids?.find(id => !isSafeIdentifier(id));
	if (bad !== undefined) {
		throw new StalkerUnsafe(`GET ${resource}: the portal would not take “${bad}” as it is.`);
	}

	return build(base, resource, ids ?? []);
}

/**
The address of what is written. Only a new record has no identifier: everywhere else its absence would mean every subscriber.

@throws {StalkerUnsafe}
*/
export function addressToWrite(base: string, method: Method, resource: string, id: string | null): string {
	if (id === null) {
		if (method !== 'POST' || !creatable.has(resource)) {
			throw new StalkerUnsafe(`${method} ${resource}: without an identifier it would mean all.`);
		}

		return build(base, resource, []);
	}

	if (!isSafeIdentifier(id)) {
		throw new StalkerUnsafe(`${method} ${resource}: the portal would not take “${id}” as it is.`);
	}

	if (isMistakenForMac(resource, id)) {
		throw new StalkerUnsafe(`${method} ${resource}: the portal would take “${id}” for a MAC.`);
	}

	return build(base, resource, [id]);
}

const creatable = new Set(['accounts', 'users', 'stb', 'itv']);

/** By hand, and checked: `new URL('..', base)` would resolve away what was meant. */
function build(base: string, resource: string, ids: readonly string[]): string {
	if (!/^[a-z][a-z\d_]*$/.test(resource)) {
		throw new StalkerUnsafe(`“${resource}” is not the name of a resource.`);
	}

	// Colons may stand in a path, and the portal's log is read by people.
	const segment = ids.map(id => encodeURIComponent(id).replaceAll('%3A', ':')).join(',');
	const address = `${base}/${resource}${segment === '' ? '' : `/${segment}`}`;
	if (new URL(address).href !== address) {
		throw new StalkerUnsafe(`The address of ${resource} would not arrive as it is.`);
	}

	return address;
}
