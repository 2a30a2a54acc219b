import {chmodSync, closeSync, existsSync, openSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {makeDirectory} from '../files/make-directory.ts';
import {BillingError} from './errors.ts';
import {message} from '../i18n/translator.ts';

/** Creates the file where nothing is, not even a dangling link. Another process may create it at the same moment. */
function makeFile(file: string): void {
	try {
		closeSync(openSync(file, 'wx', 0o600));
	} catch (error) {
		if (!existsSync(file)) throw error;
	}
}

/**
Locks the directory for this process until `release`: PGlite does not notice a second process and loses rows.

The lock is an open transaction on a small SQLite file beside the directory, that is, a lock of the kernel: it ends
with the process, however that ends, and never becomes stale. Throws `ERR_BILLING_LOCKED`.
*/
export function lockDirectory(directory: string): {release(): void} {
	makeDirectory(directory);
	chmodSync(directory, 0o700);
	const file = `${directory.replace(/\/+$/, '')}.lock`;
	// Not opened when it exists: closing a file drops this process's locks on it, including those of another handle.
	if (!existsSync(file)) makeFile(file);
	const database = new DatabaseSync(file, {timeout: 0});
	try {
		database.exec('begin exclusive');
	} catch (error) {
		database.close();
		throw new BillingError('ERR_BILLING_LOCKED', message('billing-locked', {directory}), {cause: error});
	}

	return {release: () => database.close()};
}
