import * as v from 'valibot';
import type {Stalker} from '../../../stalker/client.ts';
import type {AccountsReading} from '../compare.ts';
import {asReading, keptOf} from './as-reading.ts';
import {readInParts} from './in-parts.ts';

const plansSchema = v.array(
	v.looseObject({
		external_id: v.optional(v.nullable(v.union([v.string(), v.number()]))),
		user_default: v.optional(v.unknown()),
	}),
);

type ReadOptions = {
	readonly signal: AbortSignal | undefined;
	/** How many accounts have come, of how many, where they are read in parts. */
	readonly onProgress?: ((done: number, of: number) => void) | undefined;
};

/** All accounts, and which plan is the default. */
export async function readAccounts(stalker: Stalker, options: ReadOptions): Promise<AccountsReading> {
	const gathering = gather(stalker, options);
	stalker.keep(
		'accounts',
		gathering.then(({records}) => keptOf(stalker, records)),
	);
	const [{records, warnings}, tariffs] = await Promise.all([
		gathering,
		stalker.list('tariffs', options.signal ? {signal: options.signal} : {}),
	]);
	const plans = v.safeParse(plansSchema, tariffs.results);
	const standard = plans.success ? plans.output.find(plan => String(plan.user_default) === '1') : undefined;
	return {
		...asReading(stalker, records),
		defaultPlan: standard ? String(standard.external_id ?? '') : null,
		warnings: [...warnings, tariffs.warning].filter(warning => warning !== undefined),
	};
}

async function gather(
	stalker: Stalker,
	{signal, onProgress}: ReadOptions,
): Promise<{readonly records: readonly unknown[]; readonly warnings: readonly string[]}> {
	const parts = await readInParts(stalker, {signal, onProgress});
	if (parts) return parts;
	const {results, warning} = await stalker.list('accounts', signal ? {signal} : {});
	return {records: results, warnings: warning === undefined ? [] : [warning]};
}
