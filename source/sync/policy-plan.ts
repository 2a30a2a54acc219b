import {message, titleMessage} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';
import type {FixUses} from './fix.ts';
import {fixableRows} from './fixable-rows.ts';
import {countChanges, type FixRequest, type ListPlan} from './list-plan.ts';

/** How many changes one call may make: in all, and of one list in percent of its rows. */
type PolicyLimits = {readonly maxChanges: number; readonly maxShare: number};

/** What a policy asks for: all rows with its kinds, and nobody to answer a question. Of a short list nothing is planned. */
export const policyRequest = (uses: FixUses): FixRequest => ({
	uses,
	chooseRows: (resource, {rows, short}, kinds, use) => (short ? [] : fixableRows(resource, rows, kinds, use)),
});

/** Why a plan must not be applied at all; `null` where it is within the limits. */
export function limitReason(
	lists: readonly ListPlan[],
	{maxChanges, maxShare}: PolicyLimits,
): Message | null {
	const n = countChanges(lists);
	if (n > maxChanges) return message('plan-too-many', {n, most: maxChanges});
	for (const list of lists) {
		const own = countChanges([list]);
		const rows = list.comparison.rows.length;
		// Rounded up: in a list of a few rows, a single one is more than a few percent.
		const most = Math.ceil((rows * maxShare) / 100);
		if (own > most)
			return message('plan-share', {
				title: titleMessage(list.resource.name),
				n: own,
				rows,
				most,
				share: maxShare,
			});
	}

	return null;
}
