/** One difference between the two systems, as far as its sentence needs it: the values are texts, `null` where that system has none. */
type DifferenceValues<Code extends string> = {
	readonly code: Code;
	/** The field in the API's name. */
	readonly field: string;
	/** Stalker's value. */
	readonly theirs: string | null;
	/** Billing's value. */
	readonly ours: string | null;
	/** The other accounts or services concerned. */
	readonly with?: readonly string[];
};

/** Codes whose text says everything, so that the values are left out. */
const codesWithoutValues: ReadonlySet<string> = new Set(['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B5', 'B6']);

/** Codes for which an empty value in billing is worth showing; for the others only Stalker's value is shown then. */
const codesWithEmptyBilling: ReadonlySet<string> = new Set(['C1', 'C4', 'D2', 'E3']);

/** Longer pairs of values are separated by a bar alone. */
const maxNamedValueLength = 40;

/** Creates the formatter of one language: what differs, both values (Stalker's first), and the others concerned. */
export const createDifferenceFormatter =
	<Code extends string>({
		differences,
		billing,
		states,
	}: {
		readonly differences: Readonly<Record<Code, string>>;
		/** The name of billing in this language. */
		readonly billing: string;
		/** The names of the values of a status. */
		readonly states: Readonly<Record<'on' | 'off' | 'deleted' | 'expired' | 'debt', string>>;
	}) =>
	({code, field, theirs, ours, with: others}: DifferenceValues<Code>): string => {
		const statusText = (value: string | null) =>
			(field === 'status' && (states as Readonly<Record<string, string>>)[value ?? '']) || value;
		const values =
			ours === null && !codesWithEmptyBilling.has(code)
				? (theirs ?? '')
				: bothValues(statusText(theirs), statusText(ours), billing);
		const subject = codesWithoutValues.has(code) || values === '' ? '' : ` (${field}: ${values})`;
		return `${differences[code]}${subject}${others ? `: ${others.join(', ')}` : ''}`;
	};

/** `Stalker 101, billing 103`; long values as `one | other`. */
function bothValues(theirs: string | null, ours: string | null, billing: string): string {
	const [stalkerText, billingText] = [theirs || '—', ours || '—'];
	return stalkerText.length + billingText.length <= maxNamedValueLength
		? `Stalker ${stalkerText}, ${billing} ${billingText}`
		: `${stalkerText} | ${billingText}`;
}
