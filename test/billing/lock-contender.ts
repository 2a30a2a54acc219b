import process from 'node:process';
import {BillingError} from '../../source/billing/errors.ts';
import {lockDirectory} from '../../source/billing/lock.ts';

// A process that takes the lock of the given directory, reports it, and holds it until it is killed or its input ends.
try {
	const lock = lockDirectory(process.argv[2]!);
	process.stdout.write('locked\n');
	process.stdin.resume().on('end', () => lock.release());
} catch (error) {
	if (!(error instanceof BillingError && error.code === 'ERR_BILLING_LOCKED')) throw error;
	process.stdout.write(`${error.code} ${error.message}\n`);
}
