/** One value that a fix writes: in which system, the field in the API's name, as it is and as it would be. */
type FixedField = {
	readonly system: 'billing' | 'stalker';
	readonly field: string;
	readonly from: string;
	readonly to: string;
};

/** Whom a fix concerns, and what it writes. */
export type Fixed = {readonly label: string; readonly shown: readonly FixedField[]};

/** Creates the formatter of one language: `in Stalker: Status on → off, MAC — → 00:1A:…`. */
export const createFixFormatter =
	({
		labels,
		states,
		systems,
	}: {
		readonly labels: Readonly<Record<string, string>>;
		/** Words for the values of a status. */
		readonly states: Readonly<Record<string, string>>;
		/** `in Stalker`. */
		readonly systems: Readonly<Record<FixedField['system'], string>>;
	}) =>
	(shown: readonly FixedField[]): string => {
		const valueText = createValueFormatter(states);
		return (['stalker', 'billing'] as const)
			.flatMap(system => {
				const parts = shown
					.filter(value => value.system === system)
					.map(
						({field, from, to}) =>
							`${labels[field] ?? field} ${valueText(field, from)} → ${valueText(field, to)}`,
					);
				return parts.length === 0 ? [] : [`${systems[system]}: ${parts.join(', ')}`];
			})
			.join('; ');
	};

const createValueFormatter =
	(states: Readonly<Record<string, string>>) =>
	(field: string, value: string): string =>
		(field === 'status' && states[value]) || value || '—';

/** The fields of which the portal stores something else than was sent, as texts. */
export type StoredValues = {
	readonly values: ReadonlyArray<{readonly field: string; readonly sent: string; readonly stored: string}>;
};

/** Creates the formatter of one language: `Status off instead of on`. */
export const createStoredFormatter = ({
	labels,
	states,
	instead,
}: {
	readonly labels: Readonly<Record<string, string>>;
	readonly states: Readonly<Record<string, string>>;
	/** `instead of` */
	readonly instead: string;
}) => {
	const valueText = createValueFormatter({...states, 0: states['off']!, 1: states['on']!});
	return (values: StoredValues['values']): string =>
		values
			.map(
				({field, sent, stored}) =>
					`${labels[field] ?? field} ${valueText(field, stored)} ${instead} ${valueText(field, sent)}`,
			)
			.join(', ');
};
