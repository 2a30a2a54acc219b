import {createHash} from 'node:crypto';
import {message} from '../i18n/translator.ts';
import type {Database} from './database.ts';
import {BillingError} from './errors.ts';
import {portalKey} from './portal.ts';

/** A portal as it is configured: billing's id of it, where billing knows it, and its address. */
export type PortalNames = {readonly id: number | null; readonly url: string};

/**
Runs `work` while no other process does so for this portal. Throws `ERR_BILLING_LOCKED` at once where one does.

The lock is one of the database, held by a connection of its own: it ends with the process, however that ends. An embedded database is open
in one process alone.
*/
export async function runExclusively<Result>(
	{kind, consoleDatabase, dialect, transaction}: Database,
	portal: PortalNames,
	work: () => Promise<Result>,
): Promise<Result> {
	if (kind !== 'server') return work();
	// On MariaDB such names belong to the whole server, and are at most 64 characters long.
	const names = lockNames(portal, dialect.hasMigrations).map(name =>
		`stalker_apply ${name} ${consoleDatabase ?? ''}`.slice(0, 64),
	);
	let ended: PromiseSettledResult<Result> | undefined;
	try {
		await transaction(async query => {
			// The transaction is idle for as long as the work takes.
			await query(dialect.stayIdle);
			for (const name of names) {
				const [row] = await query<{readonly locked: unknown}>(dialect.tryLock, [name]);
				if (Number(row?.locked) !== 1) throw new BillingError('ERR_BILLING_LOCKED', message('apply-running'));
			}

			[ended] = await Promise.allSettled([work()]);
			if (dialect.unlock !== null) for (const name of names) await query(dialect.unlock, [name]);
		});
	} catch (error) {
		// The connection was lost meanwhile: the work has ended all the same.
		if (!ended) throw error;
	}

	// Outside the transaction, which would take an error of the work for one of the database.
	if (ended!.status === 'rejected') throw ended!.reason;
	return ended!.value;
}

/**
A portal that billing knows is its id, another one its address. Where the console makes the portal known by its first write (`isMadeHere`),
the address is locked in either case: a run that began before that write holds it.
*/
function lockNames({id, url}: PortalNames, isMadeHere: boolean): readonly string[] {
	const address = createHash('sha256').update(portalKey(url)).digest('hex').slice(0, 16);
	if (id === null) return [address];
	return isMadeHere ? [address, String(id)] : [String(id)];
}
