import os from 'node:os';
import path from 'node:path';
import {readMariadbAddress, type MariadbAddress} from './dialects/mariadb-address.ts';
import {readPostgresAddress, type PostgresAddress} from './dialects/postgres-address.ts';
import {BillingError} from './errors.ts';
import {message} from '../i18n/translator.ts';

/** A parsed database address. `where` is for people: it never contains credentials. */
export type DatabaseAddress =
	| {readonly kind: 'server'; readonly server: PostgresAddress; readonly where: string}
	| {readonly kind: 'mariadb'; readonly server: MariadbAddress; readonly where: string}
	| {readonly kind: 'embedded'; readonly directory: string; readonly where: string}
	| {readonly kind: 'throwaway'; readonly where: string};

/**
Parses `postgres://…` or `postgresql://…`, `mysql://…` or `mariadb://…`, `embedded:` (this user's own), `embedded:/directory`, `memory:`.

Throws `ERR_BILLING_ADDRESS` for anything else, without repeating it: it may hold a password.
*/
export function parseDatabaseAddress(
	target: string,
	environment: Readonly<Record<string, string | undefined>> = process.env,
): DatabaseAddress {
	if (target === 'memory:') return {kind: 'throwaway', where: 'memory'};
	if (target.startsWith('embedded:')) {
		const data = environment['XDG_DATA_HOME'] || path.join(os.homedir(), '.local', 'share');
		const directory = path.resolve(
			target.slice('embedded:'.length) || path.join(data, 'stalker-console', 'billing'),
		);
		return {kind: 'embedded', directory, where: directory};
	}

	const server = readMariadbAddress(target);
	if (server) return {kind: 'mariadb', server, where: server.where};
	const postgres = readPostgresAddress(target, environment);
	if (!postgres) throw new BillingError('ERR_BILLING_ADDRESS', message('billing-address'));
	return {kind: 'server', server: postgres, where: postgres.where};
}
