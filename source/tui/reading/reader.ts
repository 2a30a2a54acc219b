import {sayingOf} from '../../sync/saying.ts';
import type {Reading, Sheet} from '../../sync/row.ts';
import {say} from '../../words/words.ts';
import {lookAgain} from './looking.ts';
import {createPacing} from './pacing.ts';
import {createPublisher} from './publishing.ts';
import {createTeller} from './telling.ts';
import type {Outside} from '../outside.ts';
import type {Half, Side} from '../state.ts';
import type {Store} from '../store.ts';
import type {Systems} from './systems.ts';
import type {Works} from '../works.ts';

/** Reads lists: at a key, at the first look, and by itself as seldom as `createPacing` allows. */
export type Reader = {
	/** Read a tab's two sides. One reading at a time for each tab; whoever asks meanwhile waits for that one. */
	read(name: string, options?: ReadOptions): Promise<void>;
	/** A deed has written to these rows: a reading that began before it must not bring the past back. */
	touched(name: string, keys: readonly string[]): void;
	/** Put fresh sides in, as a second look found them. */
	show(name: string, sheet: Sheet): void;
	/** The operator has come to this list: read it when it was never read, or when something was written since. */
	entered(name: string): void;
	/** Show what the portal listed in the last run, until it has answered in this one. */
	recall(): Promise<void>;
	/** A key was pressed: somebody is there. */
	awake(): void;
	/** Whether somebody was there a short while ago. */
	isWatched(): boolean;
	close(): void;
};

/** `accept`: a short list of so many rows is the truth. `anew`: a reading that has begun already is not enough. */
type ReadOptions = {readonly accept?: number; readonly anew?: boolean};

const bothSides: readonly Side[] = ['theirs', 'ours'];

export function createReader({
	store,
	systems,
	works,
	clock,
	after,
	onList,
}: {
	readonly store: Store;
	readonly systems: Systems;
	readonly works: Works;
	readonly clock: () => Date;
	readonly after: Outside['after'];
	/** A list has come, or come anew. */
	readonly onList: () => void;
}): Reader {
	const running = new Map<string, Promise<void>>();
	const touchedRows = new Map<string, Set<string>>();
	const closing = new AbortController();
	const writtenAt = new Map<string, number>();
	const teller = createTeller(store, systems, clock);
	const publisher = createPublisher({store, systems, works, clock, teller, onList, signal: closing.signal});
	const {setHalf, publish, show} = publisher;
	const pacing = createPacing({
		store,
		clock,
		after,
		onDue(name) {
			if (!running.has(name)) void begin(name, lostSides(name), null);
		},
	});

	const reader: Reader = {
		// Not async: whoever does not wait for it must not be left with a promise of its own that fails unheard.
		read(name, {accept, anew = false} = {}) {
			const known = running.get(name);
			if (!known) return begin(name, bothSides, accept ?? null);
			if (!anew) return known;
			const next = known
				.catch(() => undefined)
				.then(async () => reader.read(name, accept === undefined ? {} : {accept}));
			// What fails is told by `works`, once for each reading.
			next.catch(() => undefined);
			return next;
		},
		touched(name, keys) {
			writtenAt.set(name, clock().getTime());
			if (!running.has(name)) return;
			const all = touchedRows.get(name) ?? new Set();
			for (const key of keys) all.add(key);
			touchedRows.set(name, all);
		},
		entered(name) {
			const list = store.now().lists[name];
			if (!list) return;
			const at = list.ours.at?.getTime() ?? 0;
			const isOutdated = [...writtenAt].some(([other, time]) => other !== name && at < time);
			if (list.theirs.state === 'waiting' || isOutdated || pacing.isDue(name)) void reader.read(name);
			pacing.schedule();
		},
		awake() {
			pacing.awake();
			publisher.awake();
		},
		show,
		recall: publisher.recall,
		isWatched: pacing.isWatched,
		close() {
			closing.abort();
			pacing.close();
			publisher.close();
		},
	};

	function begin(name: string, sides: readonly Side[], accept: number | null): Promise<void> {
		const reading = readSides(name, sides, accept).finally(() => running.delete(name));
		running.set(name, reading);
		works.add(reading);
		return reading;
	}

	/** After a failure only what failed is asked again: the other side has answered, and may be the dear one. */
	function lostSides(name: string): readonly Side[] {
		const list = store.now().lists[name]!;
		const lost = bothSides.filter(side => list[side].state === 'lost');
		return lost.length > 0 ? lost : bothSides;
	}

	async function readSides(name: string, sides: readonly Side[], accept: number | null): Promise<void> {
		const began = {at: clock().getTime(), spent: systems.spent()};
		for (const side of sides) setHalf(name, side, {state: 'reading'});
		const arrived = await Promise.all(sides.map(async side => readSide(name, side, accept)));
		if (closing.signal.aborted) return;
		const fresh = arrived.flatMap((half, place) => (half ? [[sides[place]!, half] as const] : []));
		for (const [side, half] of fresh) setHalf(name, side, half);
		publish(
			name,
			accept,
			fresh.some(([side]) => side === 'theirs'),
		);
		const again = await lookAtTouched(name).then(() => true, missAgain);
		pacing.ended(name, {
			// Of requests side by side each has cost the portal its time.
			took: Math.max(clock().getTime() - began.at, systems.spent() - began.spent),
			failed: fresh.length < sides.length || !again,
			// What billing alone costs is nothing to the portal.
			isKind: lostSides(name).join() === 'ours',
		});
	}

	/** One side, when it has answered; `null` when it is lost. At first it is shown at once; later both sides change together, so that no mark flickers. */
	async function readSide(name: string, side: Side, accept: number | null): Promise<Half | null> {
		try {
			const value = await (side === 'theirs' ? readTheirs(name) : readOurs(name));
			teller.link(side, null);
			const half: Half = {value, at: clock(), state: 'fresh', progress: null};
			const {theirs, ours} = store.now().lists[name]!;
			if (theirs.value === null || ours.value === null) {
				setHalf(name, side, half);
				publish(name, accept, side === 'theirs');
			}

			return half;
		} catch (error) {
			if (closing.signal.aborted) return null;
			teller.link(side, error);
			setHalf(name, side, {state: 'lost', progress: null});
			return null;
		}
	}

	async function readTheirs(name: string): Promise<Reading<unknown>> {
		const stalker = await systems.stalker();
		if (stalker.exposed) store.set({stalker: {...store.now().stalker, warning: 'exposed'}});
		return store
			.now()
			.lists[name]!.tab.theirs({stalker}, closing.signal, (done, of) =>
				setHalf(name, 'theirs', {progress: {done, of}}),
			);
	}

	async function readOurs(name: string): Promise<unknown> {
		return store.now().lists[name]!.tab.ours(await systems.world());
	}

	/** What was written while the list was being read, or while this looks, is looked at once more. */
	async function lookAtTouched(name: string): Promise<void> {
		const world = systems.opened();
		if (!world) return;
		for (let keys = taken(name); keys; keys = taken(name)) {
			const wanted = keys;
			const rows = store.now().lists[name]!.sheet?.rows.filter(({key}) => wanted.has(key)) ?? [];
			await lookAgain(name, rows, {store, show, world}, closing.signal);
		}
	}

	function taken(name: string): ReadonlySet<string> | undefined {
		const keys = touchedRows.get(name);
		touchedRows.delete(name);
		return keys;
	}

	/** Of what was written meanwhile, the list may show the past: told, and read again soon. */
	function missAgain(error: unknown): false {
		if (!closing.signal.aborted) store.tell('bad', say('failed', {message: sayingOf(error)}));
		return false;
	}

	return reader;
}
