import type {Billing} from '../../billing/billing.ts';
import type {Customer} from '../../billing/read-types.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {createStructuralSharing} from '../../sync/structural-sharing.ts';

/** The customers just read, sharing equal records with the previous list: three screens use this list, and each reads it. */
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

/**
Whether all fields but `service`, a record of its own, are equal. Without a list of field names: this runs for a
hundred thousand records.
*/
function haveSameFields(one: object, other: object): boolean {
	const [fields, others] = [one, other] as ReadonlyArray<Readonly<Record<string, unknown>>>;
	for (const name in fields) if (name !== 'service' && fields[name] !== others![name]) return false;
	return true;
}
