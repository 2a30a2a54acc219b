import type {TerminalHost} from '../session/terminal-host.ts';
import type {Store} from '../session/store.ts';

/** When which list is read again by itself: no sooner than twenty times what it cost, and never while nobody is there. */
export type RefreshSchedule = {
	/** A reading has ended. `isKind`: it cost the portal nothing. */
	recordRead(
		name: string,
		reading: {readonly durationMs: number; readonly hasFailed: boolean; readonly isFreeForPortal: boolean},
	): void;
	/** Whether the list's hour has come, in front or not. */
	isDue(name: string): boolean;
	/** Set the one timer, for the list in front. It is no work, and holds nobody up. */
	startTimer(): void;
	/** A key was pressed: somebody is there. */
	noteActivity(): void;
	/** Whether somebody was there a short while ago. */
	isOperatorActive(): boolean;
	close(): void;
};

/** Milliseconds. The portal's `accounts` costs it five queries a row: the next unasked reading waits twenty times as long as the last one took. */
const timing = {
	minIntervalMs: 60_000,
	costFactor: 20,
	inactiveAfterMs: 600_000,
	retryMs: 5000,
	maxRetryMs: 60_000,
};

export function createRefreshSchedule({
	store,
	clock,
	after,
	onDue,
}: {
	readonly store: Store;
	readonly clock: () => Date;
	readonly after: TerminalHost['runAfter'];
	/** This list, which is in front, is to be read. */
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
			cancel = after(Math.max(0, due - nowMs()), () => {
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
		isOperatorActive: () => nowMs() - lastKeyMs <= timing.inactiveAfterMs,
		close() {
			isClosed = true;
			cancel();
		},
	};
	return schedule;
}
