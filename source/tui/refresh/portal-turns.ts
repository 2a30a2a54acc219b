import type {TerminalHost} from '../session/terminal-host.ts';

/**
Which of several portals may read its lists: lists of two portals are not read at the same time, because the portals may run on one machine.
*/
type PortalTurns = {
	/** The turn of this portal. */
	of(portal: string): PortalTurn;
	/** Sets the portal that the console shows. The others stop waiting; a list whose reading has begun is read to its end. */
	show(portal: string): void;
};

/** Asked before each list that is read from the portal; the lists of one portal share a turn. */
export type PortalTurn = {
	/**
	Resolves when no list of another portal is being read, or after `maxWaitMs`; the turn is given back by disposing of it. `null`: the
	signal is aborted, or this portal is not the shown one and would have to wait. `onWait` is called with the name of the portal that is
	waited for, and with `null` at the end.
	*/
	take(signal: AbortSignal, onWait: (portal: string | null) => void): Promise<Disposable | null>;
};

/**
Longest wait for the list of another portal, in milliseconds. Most lists are read in this time. A portal that does not respond must not keep
the other from being read; its request is not aborted, because that would not end its work.
*/
const maxWaitMs = 60_000;

/** `shown`: the portal that is shown first. */
export function createPortalTurns(shown: string, runAfter: TerminalHost['runAfter']): PortalTurns {
	/** How many lists of each portal are being read. */
	const reading = new Map<string, number>();
	/** Portals whose current list was waited for as long as it may be. */
	const overdue = new Set<string>();
	const waiting = new Set<Waiter>();
	let shownPortal = shown;

	return {
		of: portal => ({
			async take(signal, onWait) {
				if (signal.aborted) return null;
				const other = otherReader(portal);
				if (other === null) return begin(portal);
				if (portal !== shownPortal) return null;
				onWait(other);
				const turn = await wait(portal, signal);
				onWait(null);
				return turn;
			},
		}),
		show(portal) {
			shownPortal = portal;
			for (const waiter of waiting) if (waiter.portal !== portal) waiter.end(false);
		},
	};

	/** The name of another portal of which a list is being read that is to be waited for. */
	function otherReader(portal: string): string | null {
		for (const name of reading.keys()) if (name !== portal && !overdue.has(name)) return name;
		return null;
	}

	function begin(portal: string): Disposable {
		reading.set(portal, (reading.get(portal) ?? 0) + 1);
		return {
			[Symbol.dispose]() {
				const rest = reading.get(portal)! - 1;
				if (rest > 0) return void reading.set(portal, rest);
				reading.delete(portal);
				overdue.delete(portal);
				grantTurns();
			},
		};
	}

	function grantTurns(): void {
		for (const waiter of waiting) if (otherReader(waiter.portal) === null) waiter.end(true);
	}

	async function wait(portal: string, signal: AbortSignal): Promise<Disposable | null> {
		const {promise, resolve} = Promise.withResolvers<Disposable | null>();
		const waiter: Waiter = {
			portal,
			end(isGranted) {
				cancel();
				if (!waiting.delete(waiter)) return;
				// Begun here and not by the caller, so that no other portal can begin before it.
				resolve(isGranted ? begin(portal) : null);
			},
		};
		const cancel = runAfter(maxWaitMs, () => {
			for (const name of reading.keys()) if (name !== portal) overdue.add(name);
			grantTurns();
		});
		waiting.add(waiter);
		signal.addEventListener('abort', () => waiter.end(false), {once: true});
		return promise;
	}
}

/** `isGranted`: it may read now; else it gives up. */
type Waiter = {readonly portal: string; end(isGranted: boolean): void};

/** The turn of the only portal: it waits for nobody. */
export const onlyPortalTurn: PortalTurn = {
	take: async () => ({[Symbol.dispose]: () => undefined}),
};
