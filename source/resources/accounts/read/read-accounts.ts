import * as v from 'valibot';
import type {StalkerClient} from '../../../stalker/client.ts';
import type {AccountList} from '../build-row.ts';
import {parseAccounts, recordsToCache} from './parse-accounts.ts';
import {readInBatches} from './batched.ts';

const plansSchema = v.array(
	v.looseObject({
		external_id: v.optional(v.nullable(v.union([v.string(), v.number()]))),
		user_default: v.optional(v.unknown()),
	}),
);

type ReadOptions = {
	readonly signal: AbortSignal | undefined;
	/** Called with the number of accounts read and the total, where they are read in batches. */
	readonly onProgress?: ((done: number, of: number) => void) | undefined;
};

/** Reads all accounts, and the external ids of the plans. */
export async function readAccounts(stalker: StalkerClient, options: ReadOptions): Promise<AccountList> {
	const reading = readAllRecords(stalker, options);
	const cached = reading.then(async ({records}) => recordsToCache(stalker, records));
	stalker.provideList('accounts', cached);
	const [{records, warnings}, tariffs] = await Promise.all([
		reading,
		stalker.list('tariffs', {signal: options.signal}),
		cached,
	]);
	const {planIds, defaultPlan} = parsePlans(tariffs.results);
	return {
		...(await parseAccounts(stalker, records)),
		planIds,
		defaultPlan,
		warnings: [...warnings, ...tariffs.warnings],
	};
}

/** The external ids of the portal's tariff plans, and that of the plan that accounts without one have; `null` where there is none. */
type PlansOfPortal = Pick<AccountList, 'planIds' | 'defaultPlan'>;

/** Reads the portal's tariff plans. */
export const readPlans = async (stalker: StalkerClient, signal?: AbortSignal): Promise<PlansOfPortal> =>
	parsePlans((await stalker.list('tariffs', {signal})).results);

function parsePlans(results: readonly unknown[]): PlansOfPortal {
	const plans = v.safeParse(plansSchema, results);
	if (!plans.success) return {planIds: [], defaultPlan: null};
	const defaultPlan = plans.output.find(plan => String(plan.user_default) === '1');
	return {
		planIds: plans.output.map(plan => String(plan.external_id ?? '')),
		defaultPlan: defaultPlan ? String(defaultPlan.external_id ?? '') : null,
	};
}

async function readAllRecords(
	stalker: StalkerClient,
	{signal, onProgress}: ReadOptions,
): Promise<{readonly records: readonly unknown[]; readonly warnings: readonly string[]}> {
	const parts = await readInBatches(stalker, {signal, onProgress});
	if (parts) return parts;
	const {results, warnings} = await stalker.list('accounts', {signal});
	return {records: results, warnings};
}
