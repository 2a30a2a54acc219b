import type {Message} from '../../i18n/message.ts';
import type {RowLink} from '../refusal.ts';
import type {ChangeResult, ChangeSet, SetResult} from './change.ts';

/** The sentences of an action, from its change set and its results. */
export type ActionMessages = {
	/** What the operator confirms. */
	summary(set: ChangeSet): Message;
	done(set: ChangeSet, results: readonly ChangeResult[]): Message;
	/** It was so already. By default as `done`. */
	unchanged?(set: ChangeSet, results: readonly ChangeResult[]): Message;
	/** It was refused, failed, or is half done; `null`: the reason itself. */
	notDone?(set: ChangeSet, result: SetResult): Message | null;
	/** The row at which a refusal can be resolved. */
	related?(set: ChangeSet): RowLink;
	/** What an undo would do, from the set of the undo. */
	undoSummary?(set: ChangeSet): Message;
	undone?(set: ChangeSet, results: readonly ChangeResult[]): Message;
	/** As `notDone`, for an undo. */
	notUndone?(set: ChangeSet, result: SetResult): Message | null;
	/** How an interrupted one had ended; `null`: the general sentence. */
	recovered?(
		set: ChangeSet,
		state: 'done' | 'failed' | 'open',
		entry: string,
		results: ReadonlyArray<ChangeResult | null>,
	): Message | null;
	/** What it sends cannot be undone. */
	readonly isFinal?: true;
};
