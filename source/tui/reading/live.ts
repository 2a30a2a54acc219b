import {sayingOf} from '../../sync/saying.ts';
import type {Row, Sheet} from '../../sync/row.ts';
import {say} from '../../words/words.ts';
import type {Outside} from '../outside.ts';
import {createRest} from '../rest.ts';
import {listAt, type List} from '../state.ts';
import type {Store} from '../store.ts';
import type {Works} from '../works.ts';
import type {Systems} from './systems.ts';

/** Keeps the rows on the screen of today, while the whole list is read seldom or still on its way. */
export type Live = {
	/** A key was pressed, or a list has come: when nothing more happens for a moment, rows in view that are old are read again. */
	look(): void;
	close(): void;
};

/** Milliseconds for which what the portal said of a row is good enough: a screenful costs it as much as a thousandth of a large list. */
const good = 30_000;

export function createLive({
	store,
	systems,
	works,
	clock,
	after,
	isWatched,
	show,
}: {
	readonly store: Store;
	readonly systems: Systems;
	readonly works: Works;
	readonly clock: () => Date;
	readonly after: Outside['after'];
	/** Whether somebody was there a short while ago. */
	readonly isWatched: () => boolean;
	/** Put fresh sides in. */
	readonly show: (name: string, sheet: Sheet) => void;
}): Live {
	const rest = createRest(works);
	const closing = new AbortController();
	/** When the portal was asked for a record by itself. */
	const askedAt = new WeakMap<object, number>();
	let isAsking = false;
	let cancel = () => {};

	const live: Live = {
		look() {
			rest.end();
			cancel();
			const list = listAt(store.now());
			if (!list?.tab.live || closing.signal.aborted) return;
			if (old(list).length > 0 && !isAsking) rest.run(() => works.add(ask()));
			cancel = after(good, () => {
				if (isWatched()) live.look();
			});
		},
		close() {
			closing.abort();
			rest.end();
			cancel();
		},
	};
	return live;

	/** Rows in view of which the portal has not been asked for a while. */
	function old({sheet, theirs, rows, top}: List): readonly Row[] {
		const {size, paused, stalker, mode} = store.now();
		if (!sheet || !theirs.at || paused || stalker.state === 'lost' || mode.is === 'ask') return [];
		const since = clock().getTime() - good;
		if (theirs.at.getTime() > since) return [];
		return rows
			.slice(top, top + size.rows)
			.filter(row => row.theirs !== null && (askedAt.get(row.theirs as object) ?? 0) <= since);
	}

	async function ask(): Promise<void> {
		const list = listAt(store.now());
		const rows = list ? old(list) : [];
		if (!list || rows.length === 0) return;
		const {tab, sheet} = list;
		isAsking = true;
		const now = clock().getTime();
		for (const {theirs} of rows) askedAt.set(theirs as object, now);
		try {
			const fresh = await tab.live!(rows, sheet!, {stalker: await systems.stalker()}, closing.signal);
			if (store.now().lists[tab.name]!.sheet !== sheet) {
				// Another sheet has come meanwhile, which may be as old.
				for (const {theirs} of rows) askedAt.delete(theirs as object);
				return;
			}

			const keys = new Set(rows.map(({key}) => key));
			for (const {key, theirs} of fresh.rows) if (theirs && keys.has(key)) askedAt.set(theirs, now);
			show(tab.name, fresh);
		} catch (error) {
			if (!closing.signal.aborted) store.note(say('failed', {message: sayingOf(error)}));
		} finally {
			isAsking = false;
			live.look();
		}
	}
}
