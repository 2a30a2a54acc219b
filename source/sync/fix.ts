import type {Dictionary} from '../i18n/en/index.ts';
import type {Message} from '../i18n/message.ts';
import type {Change} from './changes/change.ts';
import type {DifferenceCode} from './difference.ts';
import type {Refusal} from './action.ts';
import type {Comparison, RowOf} from './row.ts';

/** Which system is right: the other one is written. */
export type FixUse = 'billing' | 'stalker';

/** The kinds that are fixed, each with the system that is right. */
export type FixUses = ReadonlyMap<DifferenceCode, FixUse>;

/**
One value as it is and as it would be, in the system that is written. A status is `on`, `off`, `not-activated` or `hidden`: `states` of
`createFixFormatter` has a word for each.
*/
export type FixedField = {
	readonly system: FixUse;
	readonly field: string;
	readonly from: string;
	readonly to: string;
};

/** What a fix would write to one row. */
export type FixDraft = {
	/** The name of the row in messages. */
	readonly label: string;
	readonly changes: readonly Change[];
	/** The values that are shown to the operator. */
	readonly shown: readonly FixedField[];
	/** What he must agree to in addition. */
	readonly questions?: readonly Message[];
};

/** Names a fix in the dictionary. */
type FixName = keyof Dictionary['fixes'];

/** A fix of some kinds of difference in one direction, declared once for the console, the commands, the help and the docs. */
export type Fix<List extends Comparison = Comparison> = {
	readonly name: FixName;
	readonly kinds: readonly DifferenceCode[];
	readonly use: FixUse;
	/** A note that is shown once, however many rows there are. */
	readonly note?: Message;
	/** Why a policy with these fixes must leave the row to a person; `null` where nothing is against it. */
	unattended?(row: RowOf<List>, comparison: List, uses: FixUses): Message | null;
} & (
	| {
			/** What it writes, for the docs: fields of the portal's resources, or columns of billing's tables, as `accounts.status`. */
			readonly writes: readonly string[];
			/** It may interrupt TV for subscribers: it always asks, and for several rows their number must be typed. */
			readonly interruptsTv?: true;
			/**
			Pure: what would be written to a row that has one of the kinds, or why nothing can be. `kinds`: those of the row that are to be
			fixed.
			*/
			changes(row: RowOf<List>, comparison: List, kinds: ReadonlySet<DifferenceCode>): FixDraft | Refusal;
	  }
	/** Another action of the resource does it. */
	| {readonly action: string}
);
