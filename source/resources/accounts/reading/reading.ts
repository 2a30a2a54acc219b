import * as v from 'valibot';
import type {Stalker} from '../../../stalker/client.ts';
import {readRecords} from '../../../sync/reading.ts';
import {readAccount} from '../account.ts';
import type {AccountsReading} from '../compare.ts';

const plansSchema = v.array(
	v.looseObject({
		external_id: v.optional(v.nullable(v.union([v.string(), v.number()]))),
		user_default: v.optional(v.unknown()),
	}),
);

/** All accounts, and which plan is the default. */
export async function readAccounts(stalker: Stalker, signal?: AbortSignal): Promise<AccountsReading> {
	const options = signal ? {signal} : {};
	const [listed, tariffs] = await Promise.all([
		stalker.list('accounts', options),
		stalker.list('tariffs', options),
	]);
	const plans = v.safeParse(plansSchema, tariffs.results);
	const standard = plans.success ? plans.output.find(plan => String(plan.user_default) === '1') : undefined;
	return {
		...readRecords(listed.results, readAccount),
		defaultPlan: standard ? String(standard.external_id ?? '') : null,
		warnings: [listed.warning, tariffs.warning].filter(warning => warning !== undefined),
	};
}
