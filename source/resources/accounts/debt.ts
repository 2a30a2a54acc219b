import type {BillingPlan} from '../../billing/read.ts';
import type {BillingCustomers, Subscriber} from './billing-customers.ts';

/**
Whether a service on a prepaid tariff plan has nothing left to pay with: the deposit and the credit, which is the plan's where the customer has none of his own.

An ABillS takes 0 for debt, as its own nightly program does. In this program's own tables deposits may not be maintained: there 0 is debt only where the plan has a fee.
*/
export function isInDebt(
	{deposit, credit, service: {tp_id}}: Subscriber,
	{plans, abills}: Pick<BillingCustomers, 'plans' | 'abills'>,
): boolean {
	const own = Number(deposit ?? 0) + Number(credit);
	if (tp_id === null || own > 0) return false;
	const plan = plans.find(one => one.tp_id === tp_id);
	if (plan && plan.payment_type !== 0) return false;
	const left = Number(credit) === 0 ? own + Number(plan?.credit ?? 0) : own;
	return left < 0 || (left === 0 && (abills !== null || (plan !== undefined && hasFee(plan))));
}

const hasFee = ({month_fee, day_fee}: BillingPlan): boolean => Number(month_fee) > 0 || Number(day_fee) > 0;
