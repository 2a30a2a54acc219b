import type {Difference} from './difference.ts';
import type {PortalList, Row} from './row.ts';

/** A row that only billing has. `isUnsure`: the portal's list was short or has invalid records, so that its record may exist. */
export const billingOnlyRow = <Billing>(
	key: string,
	billing: Billing,
	difference: Pick<Difference, 'code' | 'field' | 'ours'>,
	isUnsure: boolean,
): Row<never, Billing> => ({
	key,
	mark: isUnsure ? '?' : '-',
	differences: isUnsure ? [] : [{...difference, theirs: null}],
	stalker: null,
	billing,
	matchedBy: null,
});

/** Rows for invalid records, with the reason and the names that the record seems to have. */
export const invalidRows = (invalid: PortalList<unknown>['invalid']): ReadonlyArray<Row<never, never>> =>
	invalid.map(({key, reason, raw}) => ({
		key,
		mark: '!',
		differences: [{code: 'V1', field: 'record', theirs: reason, ours: null, ...recordNames(raw)}],
		stalker: null,
		billing: null,
		matchedBy: null,
	}));

function recordNames(raw: unknown): {readonly with?: readonly string[]} {
	const {login, external_id, name} = (raw ?? {}) as Readonly<Record<string, unknown>>;
	const names = [login, external_id, name].filter(
		text => typeof text === 'string' && text !== '',
	) as readonly string[];
	return names.length === 0 ? {} : {with: names};
}
