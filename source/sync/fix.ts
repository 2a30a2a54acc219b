import type {Dictionary} from '../i18n/en/index.ts';
import type {Message} from '../i18n/message.ts';
import type {Change} from './changes/change.ts';
import type {DifferenceCode} from './difference.ts';
import type {Refusal} from './refusal.ts';
import type {Comparison, PortalList, Row} from './row.ts';

/** Which system is right: the other one is written. */
export type FixUse = 'billing' | 'stalker';

/** One value as it is and as it would be, in the system that is written. A status is `on`, `off`, or another word of the dictionary's `fixStates`. */
export type FixedField = {
	readonly system: FixUse;
	readonly field: string;
	readonly from: string;
	readonly to: string;
};

/** What a fix would write to one row. */
export type FixDraft = {
	/** Whom it concerns, for sentences. */
	readonly label: string;
	readonly changes: readonly Change[];
	/** What the operator sees of it. */
	readonly shown: readonly FixedField[];
	/** What he must agree to in addition. */
	readonly questions?: readonly Message[];
};

/** Names a fix in the dictionary. */
type FixName = keyof Dictionary['fixes'];

/** A fix of some kinds of difference in one direction, declared once for the console, the commands, the help and the docs. */
export type Fix<
	Stalker = unknown,
	Billing = unknown,
	List extends PortalList<Stalker> = PortalList<Stalker>,
	Known = unknown,
> = {
	readonly name: FixName;
	readonly kinds: readonly DifferenceCode[];
	readonly use: FixUse;
	/** What is said of it once, however many rows there are. */
	readonly note?: Message;
} & (
	| {
			/** What it writes, for the docs: fields of the portal's resources, or columns of billing's tables, as `accounts.status`. */
			readonly writes: readonly string[];
			/** It may take TV from whoever is watching: it always asks, for several rows their number. */
			readonly takesTvAway?: true;
			/** Pure: what would be written to a row that has one of the kinds, or why nothing can be. `kinds`: those of the row that are to be fixed. */
			changes(
				row: Row<Stalker, Billing>,
				comparison: Comparison<Stalker, Billing, List, Known>,
				kinds: ReadonlySet<DifferenceCode>,
			): FixDraft | Refusal;
	  }
	/** It is another action of the resource. */
	| {readonly action: string}
);
