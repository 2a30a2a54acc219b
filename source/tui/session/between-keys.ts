import {setImmediate} from 'node:timers/promises';
import type {Translator} from '../../i18n/translator.ts';
import {searchIndexOf} from '../../sync/search-index.ts';
import {sliceEnd, sliceMs, type SlicedWork} from '../../sync/sliced-work.ts';
import {valueOptions} from '../commands/picker-options.ts';
import {withCountedOptions} from '../commands/picker-state.ts';
import {filterWork} from './filter-completion.ts';
import type {PendingTasks} from './tasks.ts';
import {activeListOf, type State} from './state.ts';
import type {Store} from './store.ts';

/**
Does in slices between keys what takes long for a large list, the most urgent first: the values of a column while they are to be shown, then
the texts that the filter searches. Of 100 000 rows either takes about 0.3 s, which would delay a key. Only the active list has such texts,
because they are as large as the rows. Work that is no longer needed stops, and goes on where it is needed again. Returns a function that
unsubscribes.
*/
export function workBetweenKeys(
	store: Store,
	pendingTasks: PendingTasks,
	translator: Translator,
): () => void {
	let isRunning = false;
	return store.subscribe(() => {
		if (isRunning || !nextWork(store.getState(), translator)) return;
		isRunning = true;
		pendingTasks.add(run());
	});

	async function run(): Promise<void> {
		try {
			for (;;) {
				await setImmediate();
				const work = nextWork(store.getState(), translator);
				if (!work) return;
				if (work.build(sliceEnd(sliceMs))) showCounted();
			}
		} finally {
			isRunning = false;
		}
	}

	/** Shows values that have been counted. */
	function showCounted(): void {
		const {mode} = store.getState();
		// A new state is drawn; the completions of the filter are found where they were counted.
		if (mode.is === 'filter') store.setState({});
		if (mode.is !== 'picker' || mode.purpose !== 'frequencies') return;
		const counted = valueOptions(activeListOf(store.getState())!, translator).result();
		if (counted) store.setState({mode: withCountedOptions(mode, counted)});
	}
}

/** What is to be done next; `null`: nothing. */
function nextWork(state: State, translator: Translator): SlicedWork<unknown> | null {
	const {mode} = state;
	const list = activeListOf(state);
	if (!list?.comparison) return null;
	if (mode.is === 'picker' && mode.purpose === 'frequencies') {
		const work = valueOptions(list, translator);
		// The list may have other rows than when its values were counted.
		if (mode.isCounting || work.result()?.options !== mode.options) return work;
	}

	const {rowTextWork} = searchIndexOf(list.comparison.rows, list.resource.columns);
	const wanted = [...(mode.is === 'filter' ? filterWork(list) : []), rowTextWork];
	return wanted.find(work => work.result() === null) ?? null;
}
