import {message} from '../../../i18n/translator.ts';
import {compareKey} from '../../../normalize/collation.ts';
import {refuse, type Refusal} from '../../../sync/refusal.ts';
import type {Subscriber} from '../billing-customers.ts';
import type {AccountList} from '../compare.ts';
import {externalIdOf} from '../differences.ts';

/** The external id of the service's tariff plan, where exactly one plan of the portal has it: for any other the portal would silently take its default plan. */
export function portalPlanOf(
	{service}: Subscriber,
	{planIds}: Pick<AccountList, 'planIds'>,
): string | Refusal {
	const plan = externalIdOf(service);
	if (plan === null || service.tp_id === null) return refuse(message('fix-no-plan', {tvId: service.id}));
	const count = planIds.filter(id => compareKey(id) === compareKey(plan)).length;
	return count === 1 ? plan : refuse(message('fix-plan-unclear', {plan, count}));
}
