import type {TerminalHost} from '../session/terminal-host.ts';
import type {Store} from '../session/store.ts';
import {type PendingTasks, createDebounce} from '../session/tasks.ts';

/**
Schedules automatic refreshes. After a read, a list waits at least 20 times as long as the read took; no refresh while the operator is
inactive.
*/
type RefreshSchedule = {
	/** Records that a read has ended. `isFreeForPortal`: the read made no portal requests, so its duration does not count. */
	recordRead(
		name: string,
		read: {readonly durationMs: number; readonly hasFailed: boolean; readonly isFreeForPortal: boolean},
	): void;
	/** Whether the list is due for a refresh; also for lists that are not active. */
	isDue(name: string): boolean;
	/** Starts the only timer, for the active list. It does not count as a running task and does not keep the process alive. */
	startTimer(): void;
	/** Called on each key press: the operator is active. */
	noteActivity(): void;
	/** Whether a key was pressed within the last `inactiveAfterMs`, and this portal is the one that the console shows. */
	isOperatorActive(): boolean;
	close(): void;
};

/**
Milliseconds, except the factor. The portal makes five queries per account for the `accounts` list, so automatic reads are limited to 1/20
of the time.
*/
const timing = {
	minIntervalMs: 60_000,
	/** A list waits this many times as long as its last read took. */
	costFactor: 20,
	inactiveAfterMs: 600_000,
	/** After the first failure; doubled with each further one. Also the wait while a question is open or refreshing is paused. */
	retryMs: 5000,
	maxRetryMs: 60_000,
};

export function createRefreshSchedule({
	store,
	clock,
	runAfter,
	onDue,
}: {
	readonly store: Store;
	readonly clock: () => Date;
	readonly runAfter: TerminalHost['runAfter'];
	/** Called when the active list is due: it must be read. */
	readonly onDue: (name: string) => void;
}): RefreshSchedule {
	const dueAtMs = new Map<string, number>();
	const failures = new Map<string, number>();
	let lastKeyMs = clock().getTime();
	let isClosed = false;
	let cancel = () => {};
	const nowMs = () => clock().getTime();

	const schedule: RefreshSchedule = {
		recordRead(name, {durationMs, hasFailed, isFreeForPortal}) {
			const count = hasFailed ? (failures.get(name) ?? 0) + 1 : 0;
			failures.set(name, count);
			const minMs =
				count === 0 ? timing.minIntervalMs : Math.min(timing.retryMs * 2 ** (count - 1), timing.maxRetryMs);
			dueAtMs.set(name, nowMs() + Math.max(minMs, isFreeForPortal ? 0 : timing.costFactor * durationMs));
			schedule.startTimer();
		},
		isDue: name => (dueAtMs.get(name) ?? Infinity) <= nowMs(),
		startTimer() {
			cancel();
			const {activeScreen} = store.getState();
			const due = activeScreen === null ? undefined : dueAtMs.get(activeScreen);
			if (activeScreen === null || due === undefined || isClosed) return;
			cancel = runAfter(Math.max(0, due - nowMs()), () => {
				const {isPaused, running, mode} = store.getState();
				if (!schedule.isOperatorActive()) return;
				if (isPaused || running || mode.is === 'confirm') {
					dueAtMs.set(activeScreen, nowMs() + timing.retryMs);
					schedule.startTimer();
				} else onDue(activeScreen);
			});
		},
		noteActivity() {
			const wasInactive = !schedule.isOperatorActive();
			lastKeyMs = nowMs();
			if (wasInactive) schedule.startTimer();
		},
		isOperatorActive: () => !store.getState().isHidden && nowMs() - lastKeyMs <= timing.inactiveAfterMs,
		close() {
			isClosed = true;
			cancel();
		},
	};
	return schedule;
}

/** Returns memory to the operating system after large reads. */
type MemoryReleaser = {
	/** Called after a read of `rows` rows: schedules a garbage collection if the list is large. */
	scheduleAfterRead(rows: number): void;
	/** Called on each key press: restarts the delay of a scheduled garbage collection. */
	postpone(): void;
	cancel(): void;
};

/** Minimum number of rows for which a garbage collection, about half a second, is worth it. */
const minRows = 10_000;

/** Delay after the last key press, in milliseconds: a key during the garbage collection is then unlikely. */
const idleMs = 2000;

/** Without this, V8 would keep about half a gigabyte, on a machine that other programs use too. */
export function createMemoryReleaser(pendingTasks: PendingTasks): MemoryReleaser {
	const debounce = createDebounce(pendingTasks, idleMs);
	let isDue = false;
	const release = () => {
		isDue = false;
		collectGarbage();
	};

	return {
		scheduleAfterRead(rows) {
			if (rows < minRows) return;
			isDue = true;
			debounce.schedule(release);
		},
		postpone() {
			if (isDue) debounce.schedule(release);
		},
		cancel: debounce.cancel,
	};
}

/** Runs a garbage collection of V8's kind `last-resort`: any other kind keeps the free pages in the process. */
function collectGarbage(): void {
	// Loaded here, so that the first frame does not wait for these modules.
	const {setFlagsFromString} = process.getBuiltinModule('node:v8');
	const {runInNewContext} = process.getBuiltinModule('node:vm');
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as NodeJS.GCFunction)({type: 'major', execution: 'sync', flavor: 'last-resort'});
}
