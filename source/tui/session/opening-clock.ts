import type {Store} from './store.ts';
import type {TerminalHost} from './terminal-host.ts';

/** Counts the seconds while a system is being opened, so that the screen shows how long it has taken. Returns the function that ends it. */
export function startOpeningClock(store: Store, {clock, runAfter}: TerminalHost): () => void {
	const startedAtMs = clock().getTime();
	let cancel = () => {};
	const schedule = () => {
		const {stalker, billing} = store.getState();
		if (stalker.state !== 'connecting' && billing.state !== 'connecting') return;
		cancel = runAfter(1000, () => {
			store.setState({openingSeconds: Math.floor((clock().getTime() - startedAtMs) / 1000)});
			schedule();
		});
	};
	schedule();
	return () => cancel();
}
