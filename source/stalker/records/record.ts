import type {Change, ChangeResult, Fields, StalkerRecord} from '../../sync/changes/change.ts';
import type {Message} from '../../i18n/message.ts';
import type {StalkerClient} from '../client.ts';

/** What a change meets in the portal. */
export type Target = {
	/** The record as it is now; `null` where there is none. */
	readonly now: Fields | null;
	/** Why it must not be written to: no identifier hits it alone. */
	readonly why: Message | null;
	/** By which identifier it is written to; `null` where there is none, or nothing to be named. */
	readonly id: string | null;
	/** The resource of that identifier: `accounts`, or `users`. */
	readonly resource: string;
};

/** How one record of the portal is found, written and read back. One file each. */
export type StalkerRecordType = {
	readonly record: StalkerRecord;
	/** The record that the change means, read now. */
	find(change: Change, client: StalkerClient, signal?: AbortSignal): Promise<Target>;
	/** What forbids the change beyond `before`: somebody else has a name that it gives. */
	obstacle(
		change: Change,
		target: Target,
		client: StalkerClient,
		signal?: AbortSignal,
	): Promise<Message | null>;
	/** What else an inverse will need, read before the write. */
	snapshot?(target: Target, client: StalkerClient, signal?: AbortSignal): Promise<Fields>;
	/** One request. */
	write(change: Change, target: Target, client: StalkerClient, signal?: AbortSignal): Promise<void>;
	/** The record after the write. `why`: it is as it was to be, and yet something is wrong. */
	readBack(
		change: Change,
		target: Target,
		client: StalkerClient,
		signal?: AbortSignal,
	): Promise<{readonly now: Fields | null; readonly why?: Message}>;
	/** Assertions: by default one by one. */
	check?(
		changes: readonly Change[],
		client: StalkerClient,
		signal?: AbortSignal,
	): Promise<readonly ChangeResult[]>;
};
