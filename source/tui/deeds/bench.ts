import {sayingOf} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {Deed} from '../state.ts';
import type {Store} from '../store.ts';
import type {Works} from '../works.ts';

/** Where work on rows is done: one deed at a time, whatever it is. */
export type Bench = {
	/** Do this now. It is told when it fails; `signal` is aborted by `leaveOff` and `stop`. Throws when a deed is under way. */
	begin(
		deed: Pick<Deed, 'tab' | 'action' | 'subject' | 'of'>,
		work: (signal: AbortSignal) => Promise<void>,
	): void;
	/** It goes on to this. */
	stage(stage: Deed['stage'], of?: number): void;
	progress(done: number): void;
	/** Leave off looking; what is being written is never left. False when there is nothing to leave. */
	leaveOff(): boolean;
	/** End after the current step. */
	stop(): void;
	/** Settles when nothing is under way. */
	free(): Promise<void>;
};

/** `onFree`: what waits for its turn. */
export function createBench(store: Store, works: Works, onFree: () => void): Bench {
	let controller = new AbortController();
	return {
		begin(deed, work) {
			if (store.now().deed) throw new Error(`A deed is under way: ${store.now().deed!.subject}.`);
			controller = new AbortController();
			const {signal} = controller;
			store.set({deed: {...deed, stage: 'looking', done: 0, stopping: false}});
			works.add(
				work(signal)
					.catch((error: unknown) => fail(error, signal, deed.subject))
					.finally(end),
			);
		},
		stage(stage, of) {
			const {deed} = store.now();
			if (deed) store.set({deed: {...deed, stage, of: of ?? deed.of}});
		},
		progress(done) {
			const {deed} = store.now();
			if (deed) store.set({deed: {...deed, done}});
		},
		leaveOff() {
			if (store.now().deed?.stage !== 'looking') return false;
			controller.abort();
			return true;
		},
		stop() {
			const {deed} = store.now();
			if (!deed) return store.tell('plain', say('nothing-stopped'));
			controller.abort();
			store.set({deed: {...deed, stopping: true}, waiting: []});
			store.tell('plain', say('stopping'));
		},
		free: async () => store.until(({deed}) => deed === null),
	};

	function end(): void {
		const {mode} = store.now();
		// Nobody need be asked any more whether to wait for it.
		const isMoot = mode.is === 'ask' && mode.task.is === 'quit';
		store.set({deed: null, ...(isMoot ? {mode: {is: 'browse'}} : {})});
		if (isMoot) store.tell('plain', say('work-over'));
		onFree();
	}

	function fail(error: unknown, signal: AbortSignal, subject: string): void {
		if (signal.aborted && store.now().deed?.stage === 'looking')
			return store.tell('plain', say('look-left', {subject}));
		store.tell('bad', say('failed', {message: sayingOf(error)}));
	}
}
