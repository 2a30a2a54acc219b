import type {Outside} from '../outside.ts';
import type {Store} from '../store.ts';

/** When which list is read again by itself: no sooner than twenty times what it cost, and never while nobody is there. */
export type Pacing = {
	/** A reading has ended. `isKind`: it cost the portal nothing. */
	ended(
		name: string,
		reading: {readonly took: number; readonly failed: boolean; readonly isKind: boolean},
	): void;
	/** Whether the list's hour has come, in front or not. */
	isDue(name: string): boolean;
	/** Set the one timer, for the list in front. It is no work, and holds nobody up. */
	schedule(): void;
	/** A key was pressed: somebody is there. */
	awake(): void;
	/** Whether somebody was there a short while ago. */
	isWatched(): boolean;
	close(): void;
};

/** Milliseconds. The portal's `accounts` costs it five queries a row: the next unasked reading waits twenty times as long as the last one took. */
const pace = {least: 60_000, times: 20, asleep: 600_000, retry: 5000, retryMost: 60_000};

export function createPacing({
	store,
	clock,
	after,
	onDue,
}: {
	readonly store: Store;
	readonly clock: () => Date;
	readonly after: Outside['after'];
	/** This list, which is in front, is to be read. */
	readonly onDue: (name: string) => void;
}): Pacing {
	const dueAt = new Map<string, number>();
	const failures = new Map<string, number>();
	let lastKey = clock().getTime();
	let isClosed = false;
	let cancel = () => {};
	const now = () => clock().getTime();

	const pacing: Pacing = {
		ended(name, {took, failed, isKind}) {
			const count = failed ? (failures.get(name) ?? 0) + 1 : 0;
			failures.set(name, count);
			const least = count === 0 ? pace.least : Math.min(pace.retry * 2 ** (count - 1), pace.retryMost);
			dueAt.set(name, now() + Math.max(least, isKind ? 0 : pace.times * took));
			pacing.schedule();
		},
		isDue: name => (dueAt.get(name) ?? Infinity) <= now(),
		schedule() {
			cancel();
			const {at} = store.now();
			const due = at === null ? undefined : dueAt.get(at);
			if (at === null || due === undefined || isClosed) return;
			cancel = after(Math.max(0, due - now()), () => {
				const {paused, deed, mode} = store.now();
				if (!pacing.isWatched()) return;
				if (paused || deed || mode.is === 'ask') {
					dueAt.set(at, now() + pace.retry);
					pacing.schedule();
				} else onDue(at);
			});
		},
		awake() {
			const slept = !pacing.isWatched();
			lastKey = now();
			if (slept) pacing.schedule();
		},
		isWatched: () => now() - lastKey <= pace.asleep,
		close() {
			isClosed = true;
			cancel();
		},
	};
	return pacing;
}
