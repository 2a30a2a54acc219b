/** As much of a `tarif_plans` row as it takes to recognise it. */
type NamedPlan = {readonly id: number; readonly filter_id: string};

/**
The billing plan that a Stalker plan's external id means, among one provider's plans: `filter_id` is that very text, or, where it is
empty, the plan's public number written in canonical digits.
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

/** The largest `tarif_plans.id` that ABillS' own smallint column could hold. */
const maxPlanNumber = 65_535;

/** An external id as a plan's public number: digits without leading zero, up to 65535; else `null`. */
export const parsePlanNumber = (externalId: string): number | null =>
	/^[1-9]\d{0,4}$/.test(externalId) && Number(externalId) <= maxPlanNumber ? Number(externalId) : null;
