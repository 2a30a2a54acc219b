/** How the two systems stand on one row. The sign is the same in every tab, table and `--json`. */
export type SyncStatus = '=' | '~' | '+' | '-' | '!' | '?';

/** Each mark's plain word, for CSV cells (where a sign would start a formula) and for filters such as `sync:differs`. */
export const syncStatusNames = {
	'=': 'same',
	'~': 'differs',
	'+': 'only-in-stalker',
	'-': 'only-in-billing',
	'!': 'conflict',
	'?': 'unknown',
} as const satisfies Record<SyncStatus, string>;

/** In the order of the page that explains them. */
export const syncStatuses = Object.keys(syncStatusNames) as readonly SyncStatus[];

/** `money`: someone watches unpaid, or pays unserved. `note` leaves a row in sync. */
type Severity = 'money' | 'high' | 'medium' | 'low' | 'note';

type DifferenceKind = {readonly mark: SyncStatus; readonly severity: Severity};

/** Every named disagreement between an account, box or plan and billing, said once: what mark it makes, and how bad it is. */
export const differenceKinds = {
	/** Only in Stalker, and billing does not know the customer. */
	A1: {mark: '+', severity: 'medium'},
	/** Only in Stalker; billing knows the customer, but not this TV service. */
	A2: {mark: '+', severity: 'medium'},
	/** Only in billing. */
	A3: {mark: '-', severity: 'high'},
	/** Number, MAC and login lead to different services, or several accounts to one. */
	A4: {mark: '!', severity: 'high'},
	/** The account number is not the TV id. */
	A5: {mark: '~', severity: 'medium'},
	/** On in Stalker, off in billing: watched and not paid. */
	B1: {mark: '~', severity: 'money'},
	/** Off in Stalker, on in billing: paid and not watched. */
	B2: {mark: '~', severity: 'high'},
	/** On in Stalker, while the customer is deleted or expired in billing. */
	B3: {mark: '~', severity: 'high'},
	/** Another tariff plan. */
	C1: {mark: '~', severity: 'medium'},
	/** A tariff plan that billing does not have. */
	C2: {mark: '+', severity: 'medium'},
	/** A plan that Stalker does not have. */
	C3: {mark: '-', severity: 'medium'},
	/** Stalker's default plan, where billing has another: perhaps no plan at all. */
	C4: {mark: '~', severity: 'medium'},
	/** A plan whose external id is empty, doubled or no number, or whose name differs. */
	C5: {mark: '~', severity: 'low'},
	/** Another MAC. */
	D1: {mark: '~', severity: 'medium'},
	/** A MAC on one side only. */
	D2: {mark: '~', severity: 'low'},
	/** Several accounts with this MAC. */
	D3: {mark: '!', severity: 'high'},
	/** Several services with this MAC. */
	D4: {mark: '!', severity: 'high'},
	/** The same MAC, spelled differently. */
	D5: {mark: '=', severity: 'note'},
	/** No MAC of an Infomir box. */
	D6: {mark: '=', severity: 'note'},
	/** Another name or phone. */
	E1: {mark: '=', severity: 'note'},
	/** Another balance. */
	E2: {mark: '=', severity: 'note'},
	/** Another expiry date. */
	E3: {mark: '~', severity: 'medium'},
	/** A box whose MAC no TV service has. */
	F1: {mark: '+', severity: 'high'},
	/** An account number that several accounts carry, or that is another customer's TV id. */
	F2: {mark: '!', severity: 'high'},
	/** A channel that billing does not have. */
	G1: {mark: '+', severity: 'medium'},
	/** A channel that Stalker does not have. */
	G2: {mark: '-', severity: 'medium'},
	/** Another name or number of a channel. */
	G3: {mark: '~', severity: 'low'},
	/** Several channels with this id. */
	G4: {mark: '!', severity: 'high'},
	/** Channels that only one side has chosen for the account. */
	H1: {mark: '~', severity: 'medium'},
	/** A chosen channel that does not exist. */
	H2: {mark: '~', severity: 'medium'},
	/** Channels chosen in billing for a service that no account or box of the portal has. */
	H3: {mark: '-', severity: 'medium'},
	/** A record that does not have the shape the API promises. */
	V1: {mark: '!', severity: 'high'},
} as const satisfies Record<string, DifferenceKind>;

export type DifferenceCode = keyof typeof differenceKinds;

/** One named disagreement on one row: the field in the API's name, and both sides as text (`null`: that side has none). */
export type Difference = {
	readonly code: DifferenceCode;
	readonly field: string;
	readonly theirs: string | null;
	readonly ours: string | null;
	/** The other accounts or services concerned, as a person knows them. */
	readonly with?: readonly string[];
};

/** Worst first: a conflict hides whatever else differs, and a row that billing has is never “only in Stalker”. */
const worstFirst: readonly SyncStatus[] = ['!', '?', '~', '-', '+'];

/** The one mark that stands for all of a row's drifts. */
export function syncStatusOf(drifts: readonly Difference[]): SyncStatus {
	if (drifts.length === 0) return '=';
	return worstFirst.find(mark => drifts.some(({code}) => differenceKinds[code].mark === mark)) ?? '=';
}
