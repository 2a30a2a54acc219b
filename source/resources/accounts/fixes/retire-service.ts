import type {Customer} from '../../../billing/read-types.ts';
import {message} from '../../../i18n/translator.ts';
import type {FixDraft} from '../../../sync/fix.ts';
import {refuse, type Refusal} from '../../../sync/refusal.ts';
import type {Comparison, Row} from '../../../sync/row.ts';
import {type Subscriber, customerLabel} from '../billing-customers.ts';
import {freeNumberAssertion} from '../account-change.ts';

/**
A3, and H3 with it: the TV service that only billing has becomes one that is not activated, status 2, for which an ABillS expects no account. No account in Stalker may have its number.
*/
export function retireService(
	row: Pick<Row<unknown, Customer>, 'billing'>,
	short: Comparison['short'],
): FixDraft | Refusal {
	if (short) return refuse(message('list-short', short));
	const subscriber = row.billing as Subscriber;
	const {id, disable} = subscriber.service;
	return {
		label: customerLabel(subscriber),
		changes: [
			freeNumberAssertion(id),
			{
				...{system: 'billing', record: 'service', operation: 'update'},
				key: {id},
				...{before: {disable}, after: {disable: 2}},
			},
		],
		shown: [{system: 'billing', field: 'status', from: disable === 0 ? 'on' : 'off', to: 'not-activated'}],
	};
}
