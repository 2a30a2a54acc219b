import {isDeepStrictEqual} from 'node:util';
import type {Answers, ListAction, Outcome, Preview, RowAction} from '../../sync/action.ts';
import {countOf, isIdle, planList, planRows, type Plan} from '../../sync/job.ts';
import type {Row} from '../../sync/row.ts';
import {say} from '../../words/words.ts';
import type {World} from '../../world.ts';
import {openAsk} from './asking.ts';
import {createBench, type Bench} from './bench.ts';
import {hiddenMarks, meant} from '../browse/list.ts';
import {lookAgain} from '../reading/looking.ts';
import type {Reader} from '../reading/reader.ts';
import {plannedLines, tellOutcome, tellOutcomes} from './results.ts';
import type {Task} from '../mode.ts';
import {listAt, rowAt, type List} from '../state.ts';
import type {Store} from '../store.ts';
import type {Systems} from '../reading/systems.ts';
import type {Works} from '../works.ts';
import {createWriting} from './writing.ts';

/** The way of a deed on the console: look again, plan, ask where something is to be asked, write, read back, tell. */
export type Deeds = {
	/**
	An action on the highlighted row or on all marked ones, or on these. `careful`: somebody may have pasted it, or chosen it from a list, so it asks.
	*/
	press(
		action: RowAction,
		options: {readonly careful: boolean; readonly rows?: readonly Row[]; readonly answers?: Answers},
	): void;
	/** An action on the whole list in front: asks, and shows what would change. Where nothing would, it looks again and says so. */
	pressList(action: ListAction): void;
	/** Say why nothing can be begun now, if so. */
	isBarred(): boolean;
	/** The operator has agreed. */
	go(task: Extract<Task, {is: 'act'}>): void;
	readonly bench: Bench;
};

export type DeedsContext = {
	readonly store: Store;
	readonly systems: Systems;
	readonly works: Works;
	readonly reader: Reader;
	readonly clock: () => Date;
	/** A prompt has opened; `unasked`: by itself, not by the key that was pressed last. */
	readonly prompted: (unasked?: boolean) => void;
};

export function createDeeds(context: DeedsContext): Deeds {
	const {store, systems, works, reader, clock} = context;
	const bench = createBench(store, works, next);
	const write = createWriting({store, reader, clock, bench});
	/** The row that is being worked on at once. */
	let atWork: {readonly tab: string; readonly key: string} | null = null;

	return {
		bench,
		isBarred,
		press(action, {careful, answers = {}, rows = meant(listAt(store.now())!)}) {
			const {simulates, deed, waiting} = store.now();
			const list = listAt(store.now())!;
			const single = list.marked.size === 0 && rows.length === 1;
			const [row] = rows;
			const atOnce = action.guard === 'act' && single && !careful && !simulates;
			if (deed && row && atOnce && !store.now().readOnly) {
				const isUnderWay = [...waiting.map(one => ({tab: one.tab, key: one.row.key})), atWork].some(
					one => one?.tab === list.tab.name && one.key === row.key,
				);
				// The same key on the same row again: it is being done.
				if (!isUnderWay) store.set({waiting: [...waiting, {tab: list.tab.name, action, row}]});
				return;
			}

			if (isBarred()) return;
			store.set({simulates: false});
			if (!row) return refuseEmpty(list);
			if (simulates) return simulate(planRows(action, rows, list.sheet!, answers), list);
			if (atOnce) return begin(action, row, list.tab.name);
			ask(planRows(action, rows, list.sheet!, answers), rows);
		},
		pressList(action) {
			const {simulates} = store.now();
			const list = listAt(store.now())!;
			if (isBarred()) return;
			store.set({simulates: false});
			if (!list.sheet) return store.tell('bad', say('not-known'));
			const plan = planList(action, list.tab.name, list.sheet);
			if (simulates) simulate(plan, list);
			else if (isIdle(plan))
				go({is: 'act', tab: list.tab.name, plan, rows: [], hidden: hiddenMarks(list), before: null});
			else ask(plan, []);
		},
		go,
	};

	function go(task: Extract<Task, {is: 'act'}>): void {
		const {tab, plan, rows} = task;
		const several = plan.action.on === 'list' ? tab : String(rows.length);
		const subject = rows.length === 1 ? describe(rows[0]!, tab) : several;
		bench.begin({tab, action: plan.action.name, subject, of: plan.planned.length}, async signal =>
			carryOut(task, signal),
		);
	}

	function isBarred(): boolean {
		const {readOnly, simulates, deed} = store.now();
		if (readOnly && !simulates) store.tell('bad', say('read-only'));
		else if (deed) store.tell('bad', say('under-way', {subject: deed.subject}));
		else return false;
		return true;
	}

	function refuseEmpty({key, sheet, ...list}: List): void {
		if (key === null || rowAt({...list, key, sheet})) return store.tell('bad', say('no-row'));
		const isHidden = sheet?.rows.some(row => row.key === key) === true;
		store.tell('bad', isHidden ? say('row-filtered', {key}) : say('row-gone', {key}));
	}

	function simulate(plan: Plan, list: List): void {
		store.set({
			results: {
				tab: list.tab.name,
				action: plan.action.name,
				at: clock(),
				simulated: true,
				lines: plannedLines(plan),
			},
			mode: {is: 'results', top: 0},
		});
		store.tell('plain', say('simulated', {n: plan.planned.length, refused: plan.refused.length}));
	}

	/** One row, at once when nothing is to be asked. */
	function begin(action: RowAction, row: Row, tab: string): void {
		atWork = {tab, key: row.key};
		bench.begin({tab, action: action.name, subject: describe(row, tab), of: 1}, async signal =>
			actOrAsk(action, row, tab, signal),
		);
	}

	async function actOrAsk(action: RowAction, row: Row, tab: string, signal: AbortSignal): Promise<void> {
		const world = await systems.world();
		const {sheet, changed} = await lookAgain(tab, [row], {store, show: reader.show, world}, signal);
		const fresh = sheet.rows.find(({key}) => key === row.key);
		if (!fresh) return store.tell('bad', say('row-gone', {key: row.key}));
		const plan = planRows(action, [fresh], sheet);
		const [refused] = plan.refused;
		if (refused) return tellOutcome(refused, store, false);
		const asks = plan.planned.some(({intent}) => action.asks(intent).length > 0);
		if (asks || changed.has(row.key)) return openWhenLookedAt(plan, [fresh], tab, changed.has(row.key));
		await write(plan, sheet, tab, world, signal);
	}

	/** A question that comes up by itself opens only where the operator still is; it must not catch what he is typing elsewhere. */
	function openWhenLookedAt(plan: Plan, rows: readonly Row[], tab: string, differs: boolean): void {
		const {at, mode, waiting} = store.now();
		if (waiting.length > 0) {
			store.tell('plain', say('waiting-dropped', {n: waiting.length}));
			store.set({waiting: []});
		}

		if (at !== tab || mode.is !== 'browse')
			return store.tell('bad', say('asks-first', {subject: describe(rows[0]!, tab)}));
		if (differs) store.tell('bad', say('differs-now'));
		openPrompt(plan, rows, tab, true);
	}

	function ask(plan: Plan, rows: readonly Row[]): void {
		const {tab} = listAt(store.now())!;
		if (plan.planned.length > 0) return openPrompt(plan, rows, tab.name, false);
		tellOutcomes(plan.refused, {tab: tab.name, action: plan.action.name, at: clock()}, store, false);
	}

	function openPrompt(
		plan: Plan,
		rows: readonly Row[],
		tab: string,
		unasked: boolean,
		before: Preview | null = null,
	): void {
		const hidden = hiddenMarks(store.now().lists[tab]!);
		const planned = new Set(plan.planned.map(({key}) => key));
		openAsk(
			store,
			{is: 'act', tab, plan, rows: rows.filter(({key}) => planned.has(key)), hidden, before},
			// Of one row its name is enough.
			plan.action.on === 'list' || planned.size > 1 ? countOf(plan) : null,
		);
		context.prompted(unasked);
	}

	/** Confirmed. What was on the screen is held against both systems once more; rows that changed meanwhile are left alone. */
	async function carryOut(task: Extract<Task, {is: 'act'}>, signal: AbortSignal): Promise<void> {
		const {tab, plan, rows} = task;
		const world = await systems.world();
		if (plan.action.on === 'list') return carryOutList(task, plan.action, world, signal);
		const {sheet, changed} = await lookAgain(tab, rows, {store, show: reader.show, world}, signal);
		const refused: readonly Outcome[] = [
			...plan.refused,
			...[...changed].map(key => ({is: 'refused', key, said: say('changed-row', {key})}) as const),
		];
		const planned = plan.planned.filter(({key}) => !changed.has(key));
		await write({action: plan.action, planned, refused}, sheet, tab, world, signal);
	}

	/** Confirmed. The whole list is read and planned once more; where anything else comes out, that is shown and asked. */
	async function carryOutList(
		{tab, plan}: Extract<Task, {is: 'act'}>,
		action: ListAction,
		world: World,
		signal: AbortSignal,
	): Promise<void> {
		const {sheet} = await lookAgain(tab, [], {store, show: reader.show, world}, signal);
		const fresh = planList(action, tab, sheet);
		const [refused] = fresh.refused;
		if (refused) return tellOutcome(refused, store, false);
		if (isIdle(fresh) || isDeepStrictEqual(fresh.planned, plan.planned))
			return write(fresh, sheet, tab, world, signal);
		const {at, mode} = store.now();
		if (at !== tab || mode.is !== 'browse')
			return store.tell('bad', say('asks-first', {subject: action.name}));
		store.tell('bad', say('plan-changed'));
		openPrompt(fresh, [], tab, true, action.preview(plan.planned[0]!.intent));
	}

	/** The next row that was pressed meanwhile has its turn. */
	function next(): void {
		atWork = null;
		const [first, ...rest] = store.now().waiting;
		if (!first) return;
		store.set({waiting: rest});
		begin(first.action, first.row, first.tab);
	}

	function describe(row: Row, name: string): string {
		return store.now().lists[name]!.tab.describe(row);
	}
}
