import {message} from '../i18n/translator.ts';
import type {Database} from './database.ts';
import {BillingLocked} from './errors.ts';

/**
Runs `work` while no other process does so for this portal. Throws {@link BillingLocked} at once where one does.

The lock is one of the database, held by a connection of its own: it ends with the process, however that ends. An embedded database is open in one process alone.
*/
export async function runExclusively<Result>(
	{kind, consoleDatabase, dialect, transaction}: Database,
	portal: number,
	work: () => Promise<Result>,
): Promise<Result> {
	if (kind !== 'server') return work();
	// On MariaDB such names belong to the whole server, and are at most 64 characters long.
	const name = `stalker_apply ${portal} ${consoleDatabase ?? ''}`.slice(0, 64);
	let ended: PromiseSettledResult<Result> | undefined;
	try {
		await transaction(async query => {
			const [row] = await query<{readonly locked: unknown}>(dialect.tryLock, [name]);
			if (Number(row?.locked) !== 1) throw new BillingLocked(message('apply-running'));
			[ended] = await Promise.allSettled([work()]);
			if (dialect.unlock !== null) await query(dialect.unlock, [name]);
		});
	} catch (error) {
		// The connection was lost meanwhile: the work has ended all the same.
		if (!ended) throw error;
	}

	// Outside the transaction, which would take an error of the work for one of the database.
	if (ended!.status === 'rejected') throw ended!.reason;
	return ended!.value;
}
