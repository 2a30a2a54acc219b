/** The largest number that ABillS' own column holds. */
const maxPlanId = 65_535;

/** The next after the largest, as ABillS counts; the smallest free one when its column ends there; `null` when none is left. */
export function nextPlanId(taken: ReadonlySet<number>, avoid: ReadonlySet<number>): number | null {
	let largest = 0;
	for (const id of taken) if (id > largest) largest = id;
	return firstFree(largest + 1) ?? firstFree(1);

	function firstFree(from: number): number | null {
		for (let id = from; id <= maxPlanId; id++) if (!taken.has(id) && !avoid.has(id)) return id;
		return null;
	}
}
