import {lockForTransaction} from './advisory-lock.ts';
import type {Database} from './database.ts';
import type {Query} from './query.ts';
import {findPlan} from './find-plan.ts';
import {closeEntries, type Journal, type JournalEnd} from './journal.ts';
import {readPlans, readTakenPlanIds} from './read.ts';
import {journaled, logActions, type Context} from './journaled.ts';

/** A Stalker plan that billing is to know. Fees are billing's own, and stay 0. */
export type PlanOrder = {
	readonly key: string;
	readonly external_id: string;
	readonly name: string;
	/** The public number, when the external id is one and free; `null`: billing allots it and `filter_id` keeps the external id. */
	readonly id: number | null;
	/** Numbers that external ids of the portal's plans equal: none of them is allotted. */
	readonly avoid: readonly number[];
	readonly intent?: unknown;
};

export type PlanResult =
	| {
			readonly key: string;
			readonly is: 'added';
			readonly journal: string;
			readonly tp_id: number;
			readonly id: number;
			readonly filter_id: string;
	  }
	| {
			readonly key: string;
			readonly is: 'there';
			readonly tp_id: number;
			readonly id: number;
			readonly filter_id: string;
	  }
	/** No number is left. */
	| {readonly key: string; readonly is: 'clash'; readonly with: 'number'};

/** The largest number that ABillS' own column can hold. */
const maxPlanId = 65_535;

/** Plan numbers are unique among all providers, so imports run one after another under this lock. */
export const plansLockId = -1;

/**
Make plans, in one transaction; results in the order of the orders. A plan that the provider has meanwhile is `there`; a number that was
taken meanwhile is replaced by an allotted one. Journal as `addServices`.
*/
export async function importPlans(
	{database, journal}: {readonly database: Database; readonly journal: Journal},
	serviceId: number,
	orders: readonly PlanOrder[],
	context: Context,
): Promise<readonly PlanResult[]> {
	const entries = orders.map(({key, intent, external_id, name, id}) => ({
		...context,
		service_id: serviceId,
		resource: 'tariffs',
		action: 'import',
		subject: key,
		intent: intent ?? {external_id, name, id},
		before: null,
	}));
	return journaled(journal, await journal.begin(entries), async ids =>
		database.transaction(async query => {
			await lockForTransaction(query, plansLockId);
			const results: PlanResult[] = [];
			for (const [place, order] of orders.entries())
				results.push(await importOne(query, serviceId, order, ids[place]!));
			const added = results.filter(result => result.is === 'added');
			await logActions(
				query,
				added.map(({tp_id, id}) => ({
					uid: null,
					module: 'Iptv',
					action_type: 1,
					actions: `TP:${tp_id} ID: ${id}`,
				})),
				context.operator,
			);
			await closeEntries(
				query,
				results.map((result, place) => ({id: ids[place]!, ...endOf(result)})),
			);
			return results;
		}),
	);
}

/** One by one: a portal has a dozen plans, and each must see the numbers of those before it. */
async function importOne(
	query: Query,
	serviceId: number,
	{key, external_id, name, id: wanted, avoid}: PlanOrder,
	journal: string,
): Promise<PlanResult> {
	const known = findPlan(external_id, await readPlans(query, serviceId));
	if (known) return {key, is: 'there', tp_id: known.tp_id, id: known.id, filter_id: known.filter_id};
	const taken = new Set(await readTakenPlanIds(query));
	const isFree = wanted !== null && !taken.has(wanted);
	const id = isFree ? wanted : freePlanId(taken, new Set(avoid));
	if (id === null) return {key, is: 'clash', with: 'number'};
	const filter_id = isFree && String(wanted) === external_id ? '' : external_id;
	const [row] = await query<{tp_id: number}>(
		`insert into tarif_plans (id, module, domain_id, service_id, name, filter_id) values (?, 'Iptv', 0, ?, ?, ?) returning tp_id`,
		[id, serviceId, name, filter_id],
	);
	return {key, is: 'added', journal, tp_id: row!.tp_id, id, filter_id};
}

/**
The number after the largest one, as ABillS counts; the smallest free one when its column ends there; `null` when none
is free.
*/
export function freePlanId(taken: ReadonlySet<number>, avoid: ReadonlySet<number>): number | null {
	let largest = 0;
	for (const id of taken) if (id > largest) largest = id;
	return firstFree(largest + 1) ?? firstFree(1);

	function firstFree(from: number): number | null {
		for (let id = from; id <= maxPlanId; id++) if (!taken.has(id) && !avoid.has(id)) return id;
		return null;
	}
}

function endOf(result: PlanResult): JournalEnd {
	if (result.is === 'clash') return {state: 'failed', error: 'clash: number'};
	const {tp_id, id, filter_id} = result;
	return {state: 'done', after: {tp_id, id, filter_id, ...(result.is === 'there' ? {there: true} : {})}};
}
