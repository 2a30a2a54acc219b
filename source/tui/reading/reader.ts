import {sayingOf} from '../../sync/saying.ts';
import {judge, sheetOf} from '../../sync/sheet.ts';
import type {Reading, Sheet} from '../../sync/row.ts';
import {summaryOf} from '../../sync/summary.ts';
import {say} from '../../words/words.ts';
import {withSheet} from '../browse/list.ts';
import {lookAgain} from './looking.ts';
import {createPast} from './past.ts';
import {createPacing} from './pacing.ts';
import {createTeller} from './telling.ts';
import {createTidying} from './tidying.ts';
import type {Outside} from '../outside.ts';
import type {Half, List, Side} from '../state.ts';
import type {Tab} from '../../sync/resource.ts';
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
	const past = createPast(systems.snapshots);
	/** Lists whose past is being unpacked; billing's half alone is not shown meanwhile. */
	const recalling = new Set<string>();
	const tidying = createTidying(works);
	const teller = createTeller(store, systems, clock);
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
		show(name, sheet) {
			// A look that found nothing new gives the very sheet: a hundred thousand rows need not be filtered again.
			if (store.now().lists[name]!.sheet === sheet) return;
			put(name, (list, height) =>
				withSheet(
					{...list, theirs: {...list.theirs, value: sheet.theirs}, ours: {...list.ours, value: sheet.ours}},
					sheet,
					height,
				),
			);
		},
		entered(name) {
			const list = store.now().lists[name];
			if (!list) return;
			const at = list.ours.at?.getTime() ?? 0;
			const isOutdated = [...writtenAt].some(([other, time]) => other !== name && at < time);
			if (list.theirs.state === 'waiting' || isOutdated || pacing.isDue(name)) void reader.read(name);
			pacing.schedule();
		},
		async recall() {
			try {
				for (const {tab} of store.now().screens) if (tab) await recallList(tab);
			} finally {
				past.end();
			}
		},
		awake() {
			pacing.awake();
			tidying.postpone();
		},
		isWatched: pacing.isWatched,
		close() {
			closing.abort();
			pacing.close();
			tidying.end();
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

	function setHalf(name: string, side: Side, half: Partial<Half>): void {
		store.setList(name, list => ({...list, [side]: {...list[side], ...half}}));
	}

	/** Whoever pressed a key just before a first row was highlighted has not seen it. */
	function put(name: string, change: (list: List, height: number) => List): void {
		store.setList(name, (list, height) => {
			const changed = change(list, height);
			const isFirst = list.key === null && changed.key !== null && store.now().at === name;
			return isFirst ? {...changed, arrivedAt: clock()} : changed;
		});
	}

	function publish(name: string, accept: number | null, isFresh: boolean): void {
		const {tab, theirs, ours} = store.now().lists[name]!;
		const sides = {theirs: theirs.value, ours: ours.value};
		if (sides.theirs === null && (sides.ours === null || recalling.has(name))) return;
		const world = systems.opened();
		const short = world ? judge(tab, sides, world.baselines, {accept, isStale: !isFresh}) : null;
		const next = sheetOf(tab, {...sides, short});
		put(name, (list, height) => withSheet(list, next, height));
		onList();
		if (!isFresh || !sides.theirs || sides.ours === null) return;
		teller.list(name, next, sides.theirs);
		if (!next.short) works.add(keep(name, next));
	}

	/** For the next run: what its menu tells, and its first rows. */
	async function keep(name: string, {rows}: Sheet): Promise<void> {
		const {tab, theirs, ours} = store.now().lists[name]!;
		const at = new Date(Math.min(theirs.at!.getTime(), ours.at!.getTime()));
		(await systems.summaries()).set(name, summaryOf(tab, rows), at);
		await past.keep(tab, await systems.stalker(), theirs.at!, closing.signal);
		tidying.after(rows.length);
	}

	async function recallList(tab: Tab): Promise<void> {
		const {name} = tab;
		recalling.add(name);
		try {
			for await (const {reading, at, of, isWhole} of past.readings(tab, await systems.stalker())) {
				const {theirs, ours} = store.now().lists[name]!;
				if (closing.signal.aborted || theirs.value !== null) break;
				setHalf(
					name,
					'theirs',
					isWhole ? {value: reading, at, progress: null} : {progress: {done: reading.items.length, of}},
				);
				if (isWhole || ours.value !== null) continue;
				const beginning = sheetOf(tab, {theirs: reading, ours: null, short: null});
				put(name, (list, height) => withSheet(list, beginning, height));
			}
		} finally {
			recalling.delete(name);
		}

		if (store.now().lists[name]!.theirs.state !== 'fresh') publish(name, null, false);
	}

	/** What was written while the list was being read, or while this looks, is looked at once more. */
	async function lookAtTouched(name: string): Promise<void> {
		const world = systems.opened();
		if (!world) return;
		for (let keys = taken(name); keys; keys = taken(name)) {
			const wanted = keys;
			const rows = store.now().lists[name]!.sheet?.rows.filter(({key}) => wanted.has(key)) ?? [];
			await lookAgain(name, rows, {store, show: reader.show, world}, closing.signal);
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
