import type {Tab} from '../../sync/resource.ts';
import type {Sheet} from '../../sync/row.ts';
import {judge, sheetOf} from '../../sync/sheet.ts';
import {summaryOf} from '../../sync/summary.ts';
import {withSheet} from '../browse/list.ts';
import type {Half, List, Side} from '../state.ts';
import type {Store} from '../store.ts';
import type {Works} from '../works.ts';
import {createPast} from './past.ts';
import type {Systems} from './systems.ts';
import type {Teller} from './telling.ts';
import {createTidying} from './tidying.ts';

/** Puts what was read on the screen, compared as far as both sides are there, and keeps it for the next run. */
export type Publisher = {
	/** How one side of a list stands. */
	setHalf(name: string, side: Side, half: Partial<Half>): void;
	/** Compare the two sides as they are held. `accept`: a short list of so many rows is the truth. `isFresh`: the portal has just answered. */
	publish(name: string, accept: number | null, isFresh: boolean): void;
	/** Put fresh sides in, as a second look found them. */
	show(name: string, sheet: Sheet): void;
	/** Show what the portal listed in the last run, until it has answered in this one. */
	recall(): Promise<void>;
	/** A key was pressed: tidying up waits. */
	awake(): void;
	close(): void;
};

export function createPublisher({
	store,
	systems,
	works,
	clock,
	teller,
	onList,
	signal,
}: {
	readonly store: Store;
	readonly systems: Systems;
	readonly works: Works;
	readonly clock: () => Date;
	readonly teller: Teller;
	/** A list has come, or come anew. */
	readonly onList: () => void;
	/** Aborted when the console closes. */
	readonly signal: AbortSignal;
}): Publisher {
	const past = createPast(systems.snapshots);
	/** Lists whose past is being unpacked; billing's half alone is not shown meanwhile. */
	const recalling = new Set<string>();
	const tidying = createTidying(works);

	return {setHalf, publish, show, recall, awake: tidying.postpone, close: tidying.end};

	function show(name: string, sheet: Sheet): void {
		// A look that found nothing new gives the very sheet: a hundred thousand rows need not be filtered again.
		if (store.now().lists[name]!.sheet === sheet) return;
		put(name, (list, height) =>
			withSheet(
				{...list, theirs: {...list.theirs, value: sheet.theirs}, ours: {...list.ours, value: sheet.ours}},
				sheet,
				height,
			),
		);
	}

	async function recall(): Promise<void> {
		try {
			for (const {tab} of store.now().screens) if (tab) await recallList(tab);
		} finally {
			past.end();
		}
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
		await past.keep(tab, await systems.stalker(), theirs.at!, signal);
		tidying.after(rows.length);
	}

	async function recallList(tab: Tab): Promise<void> {
		const {name} = tab;
		recalling.add(name);
		try {
			for await (const {reading, at, of, isWhole} of past.readings(tab, await systems.stalker())) {
				const {theirs, ours} = store.now().lists[name]!;
				if (signal.aborted || theirs.value !== null) break;
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
}
