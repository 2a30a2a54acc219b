/** Sync status of a row: how its two records compare. The sign is the same on every screen, in every table and in `--json`. */
export type SyncStatus = '=' | '~' | '+' | '-' | '!' | '?';

/** The name of each sync status, for CSV cells (where a sign would start a formula) and for filters such as `sync:differs`. */
export const syncStatusNames = {
	'=': 'same',
	'~': 'differs',
	'+': 'only-in-stalker',
	'-': 'only-in-billing',
	'!': 'conflict',
	'?': 'unknown',
} as const satisfies Record<SyncStatus, string>;

/** In the order in which the help explains them. */
export const syncStatuses = Object.keys(syncStatusNames) as readonly SyncStatus[];

/** `money`: a customer watches without paying, or pays without being served. A `note` leaves the row in sync. */
type Severity = 'money' | 'high' | 'medium' | 'low' | 'note';

type DifferenceKind = {readonly mark: SyncStatus; readonly severity: Severity};

/**
Every kind of difference between an account, box, plan or channel and billing: the sync status that it causes, and how
bad it is.
*/
export const differenceKinds = {
	/** Only in Stalker, and billing does not know the customer. */
	A1: {mark: '+', severity: 'medium'},
	/** Only in Stalker; billing knows the customer, but not this TV service. */
	A2: {mark: '+', severity: 'medium'},
	/** Only in billing. */
	A3: {mark: '-', severity: 'high'},
	/** Number, MAC and login match different services, or several accounts match one. */
	A4: {mark: '!', severity: 'high'},
	/** The account number is not the TV id. */
	A5: {mark: '~', severity: 'medium'},
	/** On in Stalker, off in billing: watched and not paid. */
	B1: {mark: '~', severity: 'money'},
	/** Off in Stalker, on in billing: paid and not watched. */
	B2: {mark: '~', severity: 'high'},
	/** On in Stalker, while the customer is deleted or expired in billing. */
	B3: {mark: '~', severity: 'high'},
	/** On in Stalker, while the customer or the service begins on a later day. */
	B4: {mark: '~', severity: 'high'},
	/** Off in Stalker and in debt: the service is active all the same. */
	B5: {mark: '=', severity: 'note'},
	/** On in Stalker and in debt. */
	B6: {mark: '=', severity: 'note'},
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
	/** The same MAC in another notation. */
	D5: {mark: '=', severity: 'note'},
	/** The MAC is not one of an Infomir box. */
	D6: {mark: '=', severity: 'note'},
	/** Another name or phone. */
	E1: {mark: '=', severity: 'note'},
	/** Another balance. */
	E2: {mark: '=', severity: 'note'},
	/** Another expiry date. */
	E3: {mark: '~', severity: 'medium'},
	/** A box whose MAC no TV service has. */
	F1: {mark: '+', severity: 'high'},
	/** Several accounts have this account number, or it is another customer's TV id. */
	F2: {mark: '!', severity: 'high'},
	/** A channel that billing does not have. */
	G1: {mark: '+', severity: 'medium'},
	/** A channel that Stalker does not have. */
	G2: {mark: '-', severity: 'medium'},
	/** Another name or number of a channel. */
	G3: {mark: '~', severity: 'low'},
	/** Several channels with this id. */
	G4: {mark: '!', severity: 'high'},
	/** Channels that are chosen for the account in one system only. */
	H1: {mark: '~', severity: 'medium'},
	/** A chosen channel that does not exist. */
	H2: {mark: '~', severity: 'medium'},
	/** Channels chosen in billing for a service that no account or box of the portal has. */
	H3: {mark: '-', severity: 'medium'},
	/** The record does not have the shape that the API promises. */
	V1: {mark: '!', severity: 'high'},
} as const satisfies Record<string, DifferenceKind>;

export type DifferenceCode = keyof typeof differenceKinds;

/**
One difference on one row: `field` is the API's name; both sides as text, `null` where that side has no value.
`theirs` is Stalker's, `ours` is billing's: these names are part of `--json`.
*/
export type Difference = {
	readonly code: DifferenceCode;
	readonly field: string;
	readonly theirs: string | null;
	readonly ours: string | null;
	/** Labels of the other accounts or services concerned. Of many that share an identifier ten, then `…`. */
	readonly with?: readonly string[];
	/** Where it is not the kind's own. */
	readonly mark?: SyncStatus;
};

/**
Upper bound on the number of accounts or services that a difference names: thousands may have the same number or MAC, and the row of each
names the others.
*/
export const maxNamed = 10;

/** Labels of the first ten items, and `…` where there are more. */
export function namesOf<Item>(items: readonly Item[], labelOf: (item: Item) => string): readonly string[] {
	const labels = items.slice(0, maxNamed).map(item => labelOf(item));
	return items.length > maxNamed ? [...labels, '…'] : labels;
}

/** Labels of the items at these places but `own`, as `namesOf` makes them. */
export const namesOfOthers = <Item>(
	own: number,
	places: readonly number[],
	items: readonly Item[],
	labelOf: (item: Item) => string,
): readonly string[] =>
	namesOf(
		places.slice(0, maxNamed + 2).filter(place => place !== own),
		place => labelOf(items[place]!),
	);

/** The status that a difference gives its row. */
export const markOfDifference = ({code, mark}: Pick<Difference, 'code' | 'mark'>): SyncStatus =>
	mark ?? differenceKinds[code].mark;

/** Worst first: a conflict hides all other differences, and a row that billing has is never “only in Stalker”. */
const worstFirst: readonly SyncStatus[] = ['!', '?', '~', '-', '+'];

/** The sync status of a row with these differences. */
export function syncStatusOf(differences: readonly Difference[]): SyncStatus {
	if (differences.length === 0) return '=';
	return worstFirst.find(mark => differences.some(one => markOfDifference(one) === mark)) ?? '=';
}
