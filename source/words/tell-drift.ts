import type {Drift, DriftCode} from '../sync/drift.ts';

/** Drifts whose words say all that the values would. */
const saysAll: ReadonlySet<DriftCode> = new Set(['A1', 'A2', 'A3', 'A4', 'B1', 'B2']);

/** Drifts whose value may be missing in billing; in the others there is nothing to compare with where it is. */
const canBeBlank: ReadonlySet<DriftCode> = new Set(['C1', 'C4', 'D2', 'E3']);

/** Tells a drift in one language: what it is, both values (Stalker's first), who else is concerned. */
export const driftTeller =
	({
		drifts,
		billing,
		states,
	}: {
		readonly drifts: Readonly<Record<DriftCode, string>>;
		/** What billing is called. */
		readonly billing: string;
		/** What the two sides of a status are called. */
		readonly states: Readonly<Record<'on' | 'off' | 'deleted' | 'expired', string>>;
	}) =>
	({code, field, theirs, ours, with: others}: Drift): string => {
		const worded = (value: string | null) =>
			(field === 'status' && (states as Readonly<Record<string, string>>)[value ?? '']) || value;
		const values =
			ours === null && !canBeBlank.has(code) ? (theirs ?? '') : sides(worded(theirs), worded(ours), billing);
		const subject = saysAll.has(code) || values === '' ? '' : ` (${field}: ${values})`;
		return `${drifts[code]}${subject}${others ? `: ${others.join(', ')}` : ''}`;
	};

/** `Stalker 101, billing 103`; of long values only a bar between them. */
function sides(theirs: string | null, ours: string | null, billing: string): string {
	const [one, other] = [theirs || '—', ours || '—'];
	return one.length + other.length <= 40 ? `Stalker ${one}, ${billing} ${other}` : `${one} | ${other}`;
}
