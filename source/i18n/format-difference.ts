import type {Difference, DifferenceCode} from '../sync/difference.ts';

/** Drifts whose words say all that the values would. */
const codesWithoutValues: ReadonlySet<DifferenceCode> = new Set(['A1', 'A2', 'A3', 'A4', 'B1', 'B2']);

/** Drifts whose value may be missing in billing; in the others there is nothing to compare with where it is. */
const codesWithEmptyBilling: ReadonlySet<DifferenceCode> = new Set(['C1', 'C4', 'D2', 'E3']);

/** Tells a drift in one language: what it is, both values (Stalker's first), who else is concerned. */
export const createDifferenceFormatter =
	({
		drifts: differences,
		billing,
		states,
	}: {
		readonly drifts: Readonly<Record<DifferenceCode, string>>;
		/** What billing is called. */
		readonly billing: string;
		/** What the two sides of a status are called. */
		readonly states: Readonly<Record<'on' | 'off' | 'deleted' | 'expired', string>>;
	}) =>
	({code, field, theirs, ours, with: others}: Difference): string => {
		const statusText = (value: string | null) =>
			(field === 'status' && (states as Readonly<Record<string, string>>)[value ?? '']) || value;
		const values =
			ours === null && !codesWithEmptyBilling.has(code)
				? (theirs ?? '')
				: bothValues(statusText(theirs), statusText(ours), billing);
		const subject = codesWithoutValues.has(code) || values === '' ? '' : ` (${field}: ${values})`;
		return `${differences[code]}${subject}${others ? `: ${others.join(', ')}` : ''}`;
	};

/** `Stalker 101, billing 103`; of long values only a bar between them. */
function bothValues(theirs: string | null, ours: string | null, billing: string): string {
	const [stalkerText, billingText] = [theirs || '—', ours || '—'];
	return stalkerText.length + billingText.length <= 40
		? `Stalker ${stalkerText}, ${billing} ${billingText}`
		: `${stalkerText} | ${billingText}`;
}
