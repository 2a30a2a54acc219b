import type {Outcome} from '../../sync/action.ts';
import {sayingOf, isRefusal} from '../../sync/saying.ts';
import {undoOf} from '../../resources/undo.ts';
import {say} from '../../words/words.ts';
import type {World} from '../../world.ts';
import {openAsk} from './asking.ts';
import type {Deeds, DeedsContext} from './deeds.ts';
import {tellOutcomes} from './results.ts';
import type {Task, UndoPart} from '../mode.ts';
import type {Results} from '../state.ts';

/** `u`: the last deed of this run, shown as a plan and asked. */
export type Undoing = {
	press(): void;
	/** The operator has agreed. */
	go(task: Extract<Task, {is: 'undo'}>): void;
};

export function createUndoing(
	{store, systems, reader, clock, prompted}: DeedsContext,
	{bench, isBarred}: Pick<Deeds, 'bench' | 'isBarred'>,
): Undoing {
	return {
		press() {
			if (isBarred()) return;
			const {deeds, simulates} = store.now();
			store.set({simulates: false});
			const last = deeds.at(-1);
			if (!last) return store.tell('plain', say('nothing-to-undo'));
			const {tab, journal} = last;
			bench.begin({tab, action: 'undo', subject: last.action, of: journal.length}, async signal => {
				const {parts, refused} = await plan(journal, await systems.world(), signal);
				if (simulates) simulate(tab, parts, refused);
				else open(tab, parts, refused);
			});
		},
		go(task) {
			const {tab, parts} = task;
			bench.begin({tab, action: 'undo', subject: String(parts.length), of: parts.length}, async signal =>
				carryOut(task, signal),
			);
		},
	};

	/** What would be taken back, entry by entry, and what cannot be. */
	async function plan(
		ids: readonly string[],
		world: World,
		signal: AbortSignal,
	): Promise<{readonly parts: readonly UndoPart[]; readonly refused: readonly Outcome[]}> {
		const parts: UndoPart[] = [];
		const refused: Outcome[] = [];
		for (const [place, id] of ids.entries()) {
			signal.throwIfAborted();
			const entry = (await world.billing.journal.show(id))!;
			const found = undoOf(entry);
			const intent = isRefusal(found) ? found : await found.undo.plan(entry, world, signal);
			if (isRefusal(found)) refused.push({is: 'refused', key: entry.subject, said: found.refused});
			else if (isRefusal(intent)) {
				refused.push({is: 'refused', key: entry.subject, said: intent.refused});
				// Taken back elsewhere: it must not stand in the way of the deed before it.
				if (entry.state === 'undone') forget(new Set([id]));
			} else parts.push({entry, intent, says: found.undo.says(intent), asks: found.undo.asks(intent)});
			bench.progress(place + 1);
		}

		signal.throwIfAborted();
		return {parts, refused};
	}

	function simulate(tab: string, parts: readonly UndoPart[], refused: readonly Outcome[]): void {
		const lines: Results['lines'] = [
			...parts.flatMap(({entry, says, asks}) =>
				[says, ...asks].map(said => ({key: entry.subject, is: 'planned', changed: false, said}) as const),
			),
			...refused.map(({key, is, said}) => ({key, is, changed: false, said})),
		];
		const {mode} = store.now();
		store.set({results: {tab, action: 'undo', at: clock(), simulated: true, lines}});
		if (mode.is === 'browse') store.set({mode: {is: 'results', top: 0}});
		store.tell('plain', say('simulated', {n: parts.length, refused: refused.length}));
	}

	/** The question opens only where the operator still is. */
	function open(tab: string, parts: readonly UndoPart[], refused: readonly Outcome[]): void {
		if (parts.length === 0) return tellOutcomes(refused, {tab, action: 'undo', at: clock()}, store, false);
		const {mode, at} = store.now();
		if (mode.is !== 'browse' || (at !== null && at !== tab)) return store.tell('bad', say('undo-asks-first'));
		openAsk(store, {is: 'undo', tab, parts, refused}, parts.length > 1 ? parts.length : null);
		prompted(true);
	}

	async function carryOut(
		{tab, parts, refused}: Extract<Task, {is: 'undo'}>,
		signal: AbortSignal,
	): Promise<void> {
		const world = await systems.world();
		bench.stage('writing');
		const done: Outcome[] = [];
		for (const part of parts) {
			done.push(signal.aborted ? notTried(part) : await undo(part, world, signal));
			bench.progress(done.length);
		}

		forget(new Set(parts.flatMap(({entry}, place) => (done[place]!.is === 'done' ? [entry.id] : []))));
		reader.touched(
			tab,
			parts.map(({entry}) => entry.subject),
		);
		tellOutcomes([...done, ...refused], {tab, action: 'undo', at: clock()}, store, false);
		bench.stage('after');
		await reader.read(tab, {anew: true});
	}

	async function undo({entry, intent}: UndoPart, world: World, signal: AbortSignal): Promise<Outcome> {
		const found = undoOf(entry);
		if (isRefusal(found)) return {is: 'refused', key: entry.subject, said: found.refused};
		return found.undo.run(intent, entry, world, signal).catch((error: unknown): Outcome => ({
			is: 'failed',
			key: entry.subject,
			said: say('failed', {message: sayingOf(error)}),
			cause: error,
		}));
	}

	/** These entries are nothing that `u` could take back any more. */
	function forget(ids: ReadonlySet<string>): void {
		const {deeds} = store.now();
		store.set({
			deeds: deeds
				.map(deed => ({...deed, journal: deed.journal.filter(id => !ids.has(id))}))
				.filter(({journal}) => journal.length > 0),
		});
	}
}

const notTried = ({entry}: UndoPart): Outcome => ({
	is: 'failed',
	key: entry.subject,
	said: say('not-tried'),
});
