import {chmodSync, closeSync, existsSync, mkdirSync, openSync} from 'node:fs';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {BillingLocked} from './errors.ts';
import {message} from '../i18n/translator.ts';

/** With all that it lies in. Node's own way does not end where a file system that makes no directories says that there is none to make it in, as /proc does. */
function makeDirectory(directory: string): void {
	if (existsSync(directory)) return;
	const parent = path.dirname(directory);
	if (parent !== directory) makeDirectory(parent);
	try {
		mkdirSync(directory, {mode: 0o700});
	} catch (error) {
		if (!existsSync(directory)) throw error;
	}
}

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
	makeDirectory(directory);
	chmodSync(directory, 0o700);
	const file = `${directory.replace(/\/+$/, '')}.lock`;
	// Not opened when it is there: to close a file drops this process's locks on it, those of another handle too.
	if (!existsSync(file)) makeFile(file);
	const database = new DatabaseSync(file, {timeout: 0});
	try {
		database.exec('begin exclusive');
	} catch (error) {
		database.close();
		throw new BillingLocked(message('billing-locked', {directory}), {cause: error});
	}

	return {release: () => database.close()};
}
