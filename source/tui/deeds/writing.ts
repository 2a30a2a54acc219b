import type {Outcome} from '../../sync/action.ts';
import {runPlan, type Plan} from '../../sync/job.ts';
import type {Sheet} from '../../sync/row.ts';
import {sayingOf} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {World} from '../../world.ts';
import {lookAgain} from '../reading/looking.ts';
import type {Reader} from '../reading/reader.ts';
import type {Done} from '../state.ts';
import type {Store} from '../store.ts';
import type {Bench} from './bench.ts';
import {journalOf, tellOutcomes} from './results.ts';

/** Carries out a plan that was agreed to, tells what came of each row, and shows the rows as they are then. */
export type Write = (
	plan: Plan,
	sheet: Sheet,
	tab: string,
	world: World,
	signal: AbortSignal,
) => Promise<void>;

export function createWriting({
	store,
	reader,
	clock,
	bench,
}: {
	readonly store: Store;
	readonly reader: Reader;
	readonly clock: () => Date;
	readonly bench: Bench;
}): Write {
	return async (plan, sheet, tab, world, signal) => {
		const {at, mode} = store.now();
		bench.stage('writing', plan.planned.length);
		// Not over what the operator is doing meanwhile.
		if (plan.planned.length > 1 && mode.is === 'browse' && at === tab)
			store.set({mode: {is: 'results', top: 0}, results: null});
		let shownAt = 0;
		const outcomes = await runPlan(plan, sheet, world, {
			signal,
			onProgress(done) {
				const now = clock().getTime();
				// Four times a second is often enough for an eye, and cheap enough for a slow line.
				if (now - shownAt < 250) return;
				shownAt = now;
				bench.progress(done);
			},
		});
		const tried = plan.planned.map(({key}) => key);
		reader.touched(tab, tried);
		// What cannot be taken back must not stand in the way of the deed before it.
		const journal = plan.action.undo ? journalOf(outcomes) : [];
		remember({tab, action: plan.action.name, journal});
		unmark(tab, outcomes);
		tellOutcomes(outcomes, {tab, action: plan.action.name, at: clock()}, store, journal.length > 0);
		bench.stage('after');
		// The list was read a moment ago, and is still so where nothing came of it.
		const isAsRead = outcomes.every(outcome => outcome.is === 'done' && !outcome.changed);
		if (plan.action.on === 'list') return isAsRead ? undefined : reader.read(tab, {anew: true});
		await showAfter(tab, tried, sheet, world);
	};

	/** The rows as they are now, in place. What was done stays told; where looking fails, the list is read again, which tells which side is lost. */
	async function showAfter(tab: string, keys: readonly string[], sheet: Sheet, world: World): Promise<void> {
		const wanted = new Set(keys);
		const rows = sheet.rows.filter(({key}) => wanted.has(key));
		if (rows.length === 0) return;
		await lookAgain(tab, rows, {store, show: reader.show, world}).catch((error: unknown) => {
			store.note(say('failed', {message: sayingOf(error)}));
			void reader.read(tab);
		});
	}

	/** `u` takes it back first. What was begun before and finished now is one deed, the later one. */
	function remember(done: Done): void {
		if (done.journal.length === 0) return;
		const before = store
			.now()
			.deeds.map(deed => ({...deed, journal: deed.journal.filter(id => !done.journal.includes(id))}))
			.filter(({journal}) => journal.length > 0);
		store.set({deeds: [...before, done]});
	}

	/** What failed keeps its mark, to be tried again. */
	function unmark(tab: string, outcomes: readonly Outcome[]): void {
		const over = new Set(outcomes.flatMap(({is, key}) => (is === 'failed' ? [] : [key])));
		store.setList(tab, list =>
			list.marked.size === 0
				? list
				: {...list, marked: new Set([...list.marked].filter(key => !over.has(key)))},
		);
	}
}
