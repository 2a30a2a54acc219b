import process from 'node:process';
import {BillingLocked} from '../../source/billing/errors.ts';
import {lockDirectory} from '../../source/billing/lock.ts';

// A process of its own: takes the lock of the directory it is told, says so, and holds it until it is killed or its input ends.
try {
	const lock = lockDirectory(process.argv[2]!);
	process.stdout.write('locked\n');
	process.stdin.resume().on('end', () => lock.release());
} catch (error) {
	if (!(error instanceof BillingLocked)) throw error;
	process.stdout.write(`${error.code} ${error.message}\n`);
}
