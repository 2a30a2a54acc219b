import type {Comparison} from '../../sync/row.ts';
import type {CurrentRecord} from '../../sync/changes/change.ts';
import {createRefreshSchedule} from './refresh-schedule.ts';
import {createListChanges} from './list-changes.ts';
import {createListUpdater} from './list-updates.ts';
import {createSideReader} from './side-reader.ts';
import {createNotifier} from './notifier.ts';
import type {TerminalHost} from '../session/terminal-host.ts';
import {sidesOf} from '../session/list-state.ts';
import type {List, Side} from '../session/list.ts';
import type {Store} from '../session/store.ts';
import type {LazyConnections} from './lazy-connections.ts';
import type {PendingTasks} from '../session/tasks.ts';
import type {PortalTurn} from './portal-turns.ts';

/** Reads lists: on request, when a screen is opened first, and automatically as `createRefreshSchedule` allows. */
export type ListLoader = {
	/** Reads both sides of a list. Only one read per list runs at a time; a call during it returns the promise of that read. */
	load(name: string, options?: LoadOptions): Promise<void>;
	/**
	Records that an action has written to a list. If a read is running, the records that were read back are put in after it, because it may
	have returned old values.
	*/
	noteWrite(name: string, current: readonly CurrentRecord[]): void;
	/** Shows a comparison with records in place of older ones. */
	showComparison(name: string, comparison: Comparison): void;
	/** Called when the operator opens a list: reads it if it was never read, is due, or another list was written since its last read. */
	noteListOpened(name: string): void;
	/** Shows the portal lists of the last run until the portal has responded. */
	showSnapshots(): Promise<void>;
	/** Called on each key press: the operator is active. */
	noteActivity(): void;
	/** Whether a key was pressed recently. */
	isOperatorActive(): boolean;
	close(): void;
};

/** `acceptedCount`: accept a short list of this many rows. `isNewRequired`: wait for a running read, then start a new one. */
type LoadOptions = {readonly acceptedCount?: number; readonly isNewRequired?: boolean};

export function createListLoader({
	store,
	connections,
	pendingTasks,
	portalTurn,
	clock,
	runAfter,
	onList,
}: {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
	readonly portalTurn: PortalTurn;
	readonly clock: () => Date;
	readonly runAfter: TerminalHost['runAfter'];
	/** Called after a list was loaded or reloaded. */
	readonly onList: () => void;
}): ListLoader {
	const running = new Map<string, Promise<void>>();
	const closing = new AbortController();
	const notifier = createNotifier(store, connections, clock);
	const changes = createListChanges(store, clock);
	const shared = {store, connections, notifier, signal: closing.signal};
	const updater = createListUpdater({...shared, pendingTasks, changes, onList});
	const {updateComparison, showComparison} = updater;
	const writes = createWriteLog(store, clock, showComparison);
	const readSides = createSideReader({
		...shared,
		portalTurn,
		clock,
		setSide: changes.setSide,
		updateComparison,
	});
	const schedule = createRefreshSchedule({
		store,
		clock,
		runAfter,
		onDue(name) {
			if (!running.has(name)) void begin(name, failedSides(store.getState().lists[name]!), null);
		},
	});

	const loader: ListLoader = {
		// Not async: an async function would create one more promise, whose rejection a caller that does not wait would leave unhandled.
		load(name, {acceptedCount, isNewRequired = false} = {}) {
			const known = running.get(name);
			if (!known) return begin(name, sidesOf(store.getState().lists[name]!), acceptedCount ?? null);
			if (!isNewRequired) return known;
			const next = known
				.catch(() => undefined)
				.then(async () => loader.load(name, acceptedCount === undefined ? {} : {acceptedCount}));
			// Errors are reported by `pendingTasks`, once per read.
			next.catch(() => undefined);
			return next;
		},
		noteWrite: (name, current) => writes.note(name, current, running.has(name)),
		noteListOpened(name) {
			const list = store.getState().lists[name];
			if (!list || sidesOf(list).length === 0) return;
			const at = list.billing.loadedAt?.getTime() ?? 0;
			if (
				sidesOf(list).some(side => list[side].state === 'waiting') ||
				writes.hasOtherSince(name, at) ||
				schedule.isDue(name)
			)
				void loader.load(name);
			schedule.startTimer();
		},
		noteActivity() {
			schedule.noteActivity();
			updater.noteActivity();
		},
		showComparison,
		showSnapshots: updater.showSnapshots,
		isOperatorActive: schedule.isOperatorActive,
		close() {
			closing.abort();
			schedule.close();
			updater.close();
		},
	};

	function begin(name: string, sides: readonly Side[], acceptedCount: number | null): Promise<void> {
		const reading = read(name, sides, acceptedCount).finally(() => running.delete(name));
		running.set(name, reading);
		pendingTasks.add(reading);
		return reading;
	}

	async function read(name: string, sides: readonly Side[], acceptedCount: number | null): Promise<void> {
		const start = {at: clock().getTime(), spent: connections.portalTimeMs()};
		const fresh = await readSides(name, sides, acceptedCount);
		if (!fresh) return;
		if (!writes.patch(name)) void loader.load(name, {isNewRequired: true});
		schedule.recordRead(name, {
			// Parallel requests each use the portal's time, so the sum of their durations counts if it is larger.
			durationMs: Math.max(clock().getTime() - start.at, connections.portalTimeMs() - start.spent),
			hasFailed: fresh.length < sides.length,
			// A read of billing alone does not load the portal.
			isFreeForPortal: failedSides(store.getState().lists[name]!).join() === 'billing',
		});
	}

	return loader;
}

/** After a failure only the failed sides are read again: the other side may be expensive to read. All sides if none failed. */
function failedSides(list: List): readonly Side[] {
	const unreachable = sidesOf(list).filter(side => list[side].state === 'unreachable');
	return unreachable.length > 0 ? unreachable : sidesOf(list);
}

/** What this console's actions have written to the lists: a read that was running meanwhile may have returned old values. */
type WriteLog = {
	/** Records that an action has written to a list. `isReading`: the list is being read, so `patch` needs the records. */
	note(name: string, current: readonly CurrentRecord[], isReading: boolean): void;
	/** Whether another list was written at this time or later. */
	hasOtherSince(name: string, atMs: number): boolean;
	/** Puts in what was written while the list was being read. False where the list has to be read again. */
	patch(name: string): boolean;
};

/** `showComparison`: shows a comparison with records in place of older ones. */
function createWriteLog(
	store: Store,
	clock: () => Date,
	showComparison: (name: string, comparison: Comparison) => void,
): WriteLog {
	const writtenAtMs = new Map<string, number>();
	const writtenDuringRead = new Map<string, readonly CurrentRecord[]>();
	return {
		note(name, current, isReading) {
			writtenAtMs.set(name, clock().getTime());
			if (isReading) writtenDuringRead.set(name, [...(writtenDuringRead.get(name) ?? []), ...current]);
		},
		hasOtherSince: (name, atMs) => [...writtenAtMs].some(([other, time]) => other !== name && atMs <= time),
		patch(name) {
			const fresh = writtenDuringRead.get(name);
			writtenDuringRead.delete(name);
			const {resource, comparison} = store.getState().lists[name]!;
			if (!fresh || !resource.patch || !comparison) return true;
			const patched = resource.patch(comparison, fresh);
			if (patched) showComparison(name, patched);
			return patched !== null;
		},
	};
}
