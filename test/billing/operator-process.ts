import {once} from 'node:events';
import process from 'node:process';
import {openBilling} from '../../source/billing/billing.ts';
import {addServices, createOrder, createProvider} from './fixtures.ts';

// A process that opens billing, reports this on stderr, and on the start signal adds fifty customers one after another.
const billing = await openBilling(process.argv[2]!);
process.stderr.write('ready\n');
await once(process.stdin, 'data');
const portal = await createProvider(billing);
const results: unknown[] = [];
for (let n = 1; n <= 50; n++)
	results.push(...(await addServices(billing, portal, [createOrder(`login-${n}`)])));
process.stdout.write(JSON.stringify({portal, results}));
await billing.close();
