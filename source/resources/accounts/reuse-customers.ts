import type {Billing} from '../../billing/billing.ts';
import type {Customer} from '../../billing/read.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {createStructuralSharing} from '../../sync/structural-sharing.ts';

/** The customers that were just read, shared with the last reading: three screens stand on this list, and each reads it for itself. */
export const reuseCustomers = (billing: Billing, customers: readonly Customer[]): readonly Customer[] =>
	sharingByBilling(billing)(customers);

const sharingByBilling = memoizeWeak<Billing, ReturnType<typeof createStructuralSharing<Customer>>>(() =>
	createStructuralSharing(isSameCustomer),
);

function isSameCustomer(one: Customer, other: Customer): boolean {
	const [its, others] = [one.service, other.service];
	return (
		haveSameFields(one, other) &&
		(its === null || others === null ? its === others : haveSameFields(its, others))
	);
}

/** Every field but `service`, which is a record of its own. Without a list of their names: it is asked of a hundred thousand. */
function haveSameFields(one: object, other: object): boolean {
	const [fields, others] = [one, other] as ReadonlyArray<Readonly<Record<string, unknown>>>;
	for (const name in fields) if (name !== 'service' && fields[name] !== others![name]) return false;
	return true;
}
