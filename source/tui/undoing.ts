import type {Entry, Outcome} from '../sync/action.ts';
import {isRefusal} from '../sync/saying.ts';
import {undoOf} from '../resources/undo.ts';
import {say} from '../words/words.ts';
import {openAsk} from './asking.ts';
import type {DeedsContext} from './deeds.ts';
import type {Task, UndoPart} from './state.ts';

/** `u`: the last deed of this run, shown as a plan and asked. */
export type Undoing = {
	press(): void;
	/** The operator has agreed. */
	go(task: Extract<Task, {is: 'undo'}>): void;
};

export function createUndoing({store, systems, works, reader, clock, prompted}: DeedsContext): Undoing {
	return {
		press() {
			const {deeds, deed, readOnly} = store.now();
			const last = deeds.at(-1);
			if (readOnly) return store.tell('bad', say('read-only'));
			if (deed) return store.tell('bad', say('under-way', {subject: deed.subject}));
			if (!last) return store.tell('plain', say('nothing-to-undo'));
			begin(last.tab, last.journal.length);
			works.add(plan(last.tab, last.journal).catch(fail).finally(end));
		},
		go(task) {
			begin(task.tab, task.parts.length);
			works.add(carryOut(task).catch(fail).finally(end));
		},
	};

	function begin(tab: string, of: number): void {
		store.set({
			deed: {stage: 'looking', tab, action: 'undo', subject: 'undo', done: 0, of, stopping: false},
		});
	}

	function end(): void {
		store.set({deed: null, waiting: []});
	}

	function fail(error: unknown): void {
		store.tell('bad', say('failed', {message: error instanceof Error ? error.message : String(error)}));
	}

	async function plan(tab: string, ids: readonly string[]): Promise<void> {
		const world = await systems.world();
		const parts: UndoPart[] = [];
		const refused: Outcome[] = [];
		for (const id of ids) {
			const entry = (await world.billing.journal.show(id))!;
			const found = undoOf(entry);
			const intent = isRefusal(found) ? found : await found.undo.plan(entry, world);
			if (isRefusal(found) || isNo(intent))
				refused.push({
					is: 'refused',
					key: entry.subject,
					said: (intent as {readonly refused: Outcome['said']}).refused,
				});
			else parts.push({entry, intent, says: found.undo.says(intent), asks: found.undo.asks(intent)});
		}

		if (parts.length === 0) return tell(tab, refused);
		const {mode} = store.now();
		if (mode.is !== 'browse') return store.tell('bad', say('asks-first', {subject: 'u'}));
		openAsk(store, {is: 'undo', tab, parts, refused}, parts.length > 1 ? parts.length : null);
		prompted();
	}

	async function carryOut({tab, parts, refused}: Extract<Task, {is: 'undo'}>): Promise<void> {
		const world = await systems.world();
		store.set({deed: {...store.now().deed!, stage: 'writing'}});
		const outcomes: Outcome[] = [...refused];
		const entries: Entry[] = [];
		for (const {entry, intent} of parts) {
			const found = undoOf(entry);
			if (isRefusal(found)) continue;
			outcomes.push(
				store.now().deed!.stopping
					? {is: 'failed', key: entry.subject, said: say('not-tried')}
					: await found.undo.run(intent, entry, world).catch((error: unknown): Outcome => ({
							is: 'failed',
							key: entry.subject,
							said: say('failed', {message: error instanceof Error ? error.message : String(error)}),
							cause: error,
						})),
			);
			entries.push(entry);
			store.set({deed: {...store.now().deed!, done: entries.length}});
		}

		const undone = new Set(
			parts.flatMap(({entry}, place) => (outcomes[refused.length + place]?.is === 'done' ? [entry.id] : [])),
		);
		store.set({
			deeds: store
				.now()
				.deeds.map(done => ({...done, journal: done.journal.filter(id => !undone.has(id))}))
				.filter(({journal}) => journal.length > 0),
		});
		reader.touched(
			tab,
			entries.map(({subject}) => subject),
		);
		tell(tab, outcomes);
		await reader.read(tab);
	}

	function tell(tab: string, outcomes: readonly Outcome[]): void {
		const lines = outcomes.map(outcome => ({
			key: outcome.key,
			is: outcome.is,
			changed: outcome.is === 'done' && outcome.changed,
			said: outcome.said,
		}));
		store.set({results: {tab, action: 'undo', at: clock(), simulated: false, lines}});
		const [first] = outcomes;
		if (outcomes.length === 1) return store.tell(first!.is === 'done' ? 'good' : 'bad', first!.said);
		const count = (is: Outcome['is']) => outcomes.filter(outcome => outcome.is === is).length;
		const [refused, failed] = [count('refused'), count('failed')];
		store.tell(
			refused + failed === 0 ? 'good' : 'bad',
			say('summary', {changed: count('done'), same: 0, refused, failed}),
		);
	}
}

const isNo = (intent: unknown): boolean => typeof intent === 'object' && intent !== null && isRefusal(intent);
