import os from 'node:os';
import path from 'node:path';
import {BillingMisaddressed} from './errors.ts';
import {say} from '../words/words.ts';

/** Where billing is, taken apart. `where` is for people: it never has credentials. */
export type Address =
	| {readonly kind: 'server'; readonly url: string; readonly where: string}
	| {readonly kind: 'embedded'; readonly directory: string; readonly where: string}
	| {readonly kind: 'throwaway'; readonly where: string};

/**
`postgres://…` or `postgresql://…`, `embedded:` (this user's own), `embedded:/directory`, `memory:`.

Throws {@link BillingMisaddressed} for anything else, without repeating it: it may hold a password.
*/
export function readAddress(
	target: string,
	environment: Readonly<Record<string, string | undefined>> = process.env,
): Address {
	if (target === 'memory:') return {kind: 'throwaway', where: 'memory'};
	if (target.startsWith('embedded:')) {
		const data = environment['XDG_DATA_HOME'] || path.join(os.homedir(), '.local', 'share');
		const directory = path.resolve(
			target.slice('embedded:'.length) || path.join(data, 'stalker-console', 'billing'),
		);
		return {kind: 'embedded', directory, where: directory};
	}

	if (!/^postgres(ql)?:\/\//.test(target) || !URL.canParse(target)) {
		throw new BillingMisaddressed(say('billing-address'));
	}

	const {hostname, port, pathname, username, searchParams} = new URL(target);
	const host = searchParams.get('host') ?? (decoded(hostname) || 'localhost');
	const name = decoded(pathname.slice(1)) || searchParams.get('dbname') || decoded(username);
	return {kind: 'server', url: target, where: `${host}:${port || '5432'}/${name}`};
}

/** A stray `%` is left as it is: the driver will say that it finds no such database. */
function decoded(text: string): string {
	return /%(?![0-9A-Fa-f]{2})/.test(text) ? text : decodeURIComponent(text);
}
