/** The columns of `tarif_plans` that identify a plan. */
type NamedPlan = {readonly id: number; readonly filter_id: string};

/**
Finds the billing plan of a Stalker plan's external id among one provider's plans: `filter_id` is that very text, or,
where it is empty, the plan's public number in canonical digits.
*/
export function findPlan<Plan extends NamedPlan>(
	externalId: string,
	plans: readonly Plan[],
): Plan | undefined {
	const number = parsePlanNumber(externalId);
	return (
		plans.find(plan => plan.filter_id === externalId && externalId !== '') ??
		(number === null ? undefined : plans.find(plan => plan.filter_id === '' && plan.id === number))
	);
}

/** The largest `tarif_plans.id` that ABillS' own smallint column can hold. */
const maxPlanNumber = 65_535;

/** Parses an external id as a plan's public number: digits without leading zero, up to 65535; else `null`. */
export const parsePlanNumber = (externalId: string): number | null =>
	/^[1-9]\d{0,4}$/.test(externalId) && Number(externalId) <= maxPlanNumber ? Number(externalId) : null;

/** The next after the largest, as ABillS counts; the smallest free one when its column ends there; `null` when none is left. */
export function nextPlanId(taken: ReadonlySet<number>, avoid: ReadonlySet<number>): number | null {
	let largest = 0;
	for (const id of taken) if (id > largest) largest = id;
	return firstFree(largest + 1) ?? firstFree(1);

	function firstFree(from: number): number | null {
		for (let id = from; id <= maxPlanNumber; id++) if (!taken.has(id) && !avoid.has(id)) return id;
		return null;
	}
}
