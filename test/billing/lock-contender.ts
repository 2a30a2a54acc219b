import process from 'node:process';
import {BillingLocked} from '../../source/billing/errors.ts';
import {lockDirectory} from '../../source/billing/lock.ts';

// A process that takes the lock of the given directory, reports it, and holds it until it is killed or its input ends.
try {
	const lock = lockDirectory(process.argv[2]!);
	process.stdout.write('locked\n');
	process.stdin.resume().on('end', () => lock.release());
} catch (error) {
	if (!(error instanceof BillingLocked)) throw error;
	process.stdout.write(`${error.code} ${error.message}\n`);
}
