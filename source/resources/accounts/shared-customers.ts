import type {Billing} from '../../billing/billing.ts';
import type {Customer} from '../../billing/read.ts';
import {oncePer} from '../../sync/once.ts';
import {createSharing} from '../../sync/sharing.ts';

/** The customers that were just read, shared with the last reading: three screens stand on this list, and each reads it for itself. */
export const shared = (billing: Billing, customers: readonly Customer[]): readonly Customer[] =>
	sharingOf(billing)(customers);

const sharingOf = oncePer<Billing, ReturnType<typeof createSharing<Customer>>>(() => createSharing(isAlike));

function isAlike(one: Customer, other: Customer): boolean {
	const [its, others] = [one.service, other.service];
	return haveSame(one, other) && (its === null || others === null ? its === others : haveSame(its, others));
}

/** Every field but `service`, which is a record of its own. Without a list of their names: it is asked of a hundred thousand. */
function haveSame(one: object, other: object): boolean {
	const [fields, others] = [one, other] as ReadonlyArray<Readonly<Record<string, unknown>>>;
	for (const name in fields) if (name !== 'service' && fields[name] !== others![name]) return false;
	return true;
}
