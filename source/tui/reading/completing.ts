import {completed} from '../../sync/completed.ts';
import {sayingOf} from '../../sync/saying.ts';
import type {Row, Sheet} from '../../sync/row.ts';
import {say} from '../../words/words.ts';
import {listAt} from '../state.ts';
import type {Store} from '../store.ts';
import type {Systems} from './systems.ts';
import {createRest} from '../rest.ts';
import type {Works} from '../works.ts';

/** Asks of the rows on the screen what is too dear to be asked of all. */
export type Completer = {
	/** A key was pressed, or a list has come: when nothing more happens for a moment, its rows in view are completed. */
	look(): void;
	close(): void;
};

export function createCompleter({
	store,
	systems,
	works,
	show,
}: {
	readonly store: Store;
	readonly systems: Systems;
	readonly works: Works;
	/** Put fresh sides in. */
	readonly show: (name: string, sheet: Sheet) => void;
}): Completer {
	const rest = createRest(works);
	let asking = new AbortController();
	/** Rows whose asking failed, or came to nothing: not asked again of the same reading. */
	const inVain = new WeakSet<object>();

	return {
		look() {
			rest.end();
			if (lacking().length > 0) rest.run(() => works.add(complete()));
		},
		close() {
			rest.end();
			asking.abort();
		},
	};

	/** Rows in view that are not complete, where a column shows what they lack. */
	function lacking(): readonly Row[] {
		const {size} = store.now();
		const list = listAt(store.now());
		const {completing, columns} = list?.tab ?? {};
		if (!list || !completing || !columns!.some(({id, dear}) => dear && list.columns.includes(id))) return [];
		return list.rows
			.slice(list.top, list.top + size.rows)
			.filter(row => completing.lacks(row) && !inVain.has(row.theirs as object));
	}

	async function complete(): Promise<void> {
		const name = store.now().at;
		const rows = lacking();
		if (name === null || rows.length === 0) return;
		// What has scrolled out of view is asked for no more.
		asking.abort();
		asking = new AbortController();
		const {signal} = asking;
		const {tab} = store.now().lists[name]!;
		try {
			const found = await tab.completing!.complete(rows, {stalker: await systems.stalker()}, signal);
			for (const {key, theirs} of rows) if (!found.has(key)) inVain.add(theirs as object);
			const {sheet} = store.now().lists[name]!;
			if (sheet && !signal.aborted) show(name, completed(sheet, found));
		} catch (error) {
			if (signal.aborted) return;
			for (const {theirs} of rows) inVain.add(theirs as object);
			store.note(say('failed', {message: sayingOf(error)}));
		}
	}
}
