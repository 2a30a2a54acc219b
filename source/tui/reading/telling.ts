import {messageOf, sayingOf} from '../../sync/saying.ts';
import type {Reading, Sheet} from '../../sync/row.ts';
import {say} from '../../words/words.ts';
import type {Side} from '../state.ts';
import type {Store} from '../store.ts';
import type {Systems} from './systems.ts';

/** What is told of readings: what a list says beside its rows, and that a system is lost or back. */
export type Teller = {
	/** A list has come whole. */
	list(name: string, sheet: Sheet, reading: Reading<unknown>): void;
	/** One of the two systems has answered, or has failed for this reason. */
	link(side: Side, lost: unknown): void;
};

export function createTeller(store: Store, systems: Systems, clock: () => Date): Teller {
	/** What each list said beside its rows. */
	const notedAt = new Map<string, string>();
	return {
		list(name, sheet, {warnings}) {
			const {short} = sheet;
			for (const message of warnings) store.tell('plain', say('portal-warns', {message}));
			const notes = store.now().lists[name]!.tab.notes?.(sheet) ?? [];
			const told = JSON.stringify(notes);
			// A refresh that finds the same is no news.
			if (notedAt.get(name) !== told) for (const note of notes) store.tell('plain', note);
			notedAt.set(name, told);
			if (short) store.tell('bad', say('short-list', short));
		},
		link(side, lost) {
			const system = side === 'theirs' ? 'stalker' : 'billing';
			const before = store.now()[system];
			const latency = system === 'stalker' ? systems.latency() : null;
			if (lost === null) {
				store.set({[system]: {...before, state: 'up', since: null, why: null, latency}});
				if (before.state === 'lost') store.tell('good', say('side-back', {system}));
				return;
			}

			const why = messageOf(lost);
			const isNew = before.state !== 'lost' || before.why !== why;
			store.set({
				[system]: {...before, state: 'lost', since: before.since ?? clock(), why, latency: null},
			});
			if (isNew) store.tell('bad', say('side-lost', {system, message: sayingOf(lost)}));
		},
	};
}
