import {chmodSync, closeSync, existsSync, mkdirSync, openSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {BillingLocked} from './errors.ts';
import {say} from '../words/words.ts';

/** Makes it where nothing is, not even a link that leads nowhere yet. Another process may make it at the same moment. */
function makeFile(file: string): void {
	try {
		closeSync(openSync(file, 'wx', 0o600));
	} catch (error) {
		if (!existsSync(file)) throw error;
	}
}

/**
Make the directory ours alone until `release`, for PGlite does not notice a second process and loses rows.

The lock is an open transaction on a small SQLite file beside the directory, that is, a lock of the kernel: it ends with the process however
that ends, and leaves nothing stale. Throws {@link BillingLocked}.
*/
export function lockDirectory(directory: string): {release(): void} {
	mkdirSync(directory, {recursive: true, mode: 0o700});
	chmodSync(directory, 0o700);
	const file = `${directory.replace(/\/+$/, '')}.lock`;
	// Not opened when it is there: to close a file drops this process's locks on it, those of another handle too.
	if (!existsSync(file)) makeFile(file);
	const database = new DatabaseSync(file, {timeout: 0});
	try {
		database.exec('begin exclusive');
	} catch (error) {
		database.close();
		throw new BillingLocked(say('billing-locked', {directory}), {cause: error});
	}

	return {release: () => database.close()};
}
