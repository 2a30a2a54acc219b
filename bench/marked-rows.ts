import {resources} from '../source/resources/index.ts';
import type {StalkerClient} from '../source/stalker/client.ts';
import type {ApiResponse} from '../source/stalker/parse-response.ts';
import {readAndCompare} from '../source/sync/comparison.ts';
import {compare, forEachSize} from './measure.ts';
import {addAccounts} from './console-fixture.ts';
import {createBenchContext} from './bench-context.ts';

const accounts = resources[0]!;

/** From the body of `accounts` to rows with a sync status, all of them in billing. Floor: parsing the body, and reading billing's rows. */
export const markedRows = forEachSize(async (n, {short}) => {
	const bench = await createBenchContext(n);
	const {context} = bench;
	const {body} = bench.portal;
	try {
		await addAccounts(context);
		// The plain list is read: as of a portal that is known to have few accounts.
		const stalker: StalkerClient = {
			...context.stalker,
			lastListSize: () => 0,
			list: async resource => answerOffline(resource, body),
		};
		const offline = {...context, stalker};
		const result = await compare(`accounts body → marked rows, ${n}`, 1.3, {
			runs: short ? 1 : 5,
			floor: async () => [JSON.parse(body), await context.billing.customers(context.providerId!)],
			async measured() {
				const {rows} = await readAndCompare(accounts, offline);
				if (rows.length !== n || rows.some(({mark}) => mark !== '='))
					throw new Error('The rows are not all in sync: something else would be measured.');
			},
		});
		return [result];
	} finally {
		await bench.close();
	}
});

/** The responses without their transport, which the floor does not have either. */
function answerOffline(resource: string, body: string): ApiResponse<readonly unknown[]> {
	const results =
		resource === 'accounts' ? (JSON.parse(body) as {readonly results: readonly unknown[]}).results : [];
	return {results, warnings: [], bytes: body.length, milliseconds: 0};
}
