import type {Action, Answers, Outcome} from '../sync/action.ts';
import {planRows, runPlan, type Plan} from '../sync/job.ts';
import {openSheet} from '../sync/sheet.ts';
import type {Again} from '../sync/resource.ts';
import type {Row, Sheet} from '../sync/row.ts';
import {say} from '../words/words.ts';
import type {World} from '../world.ts';
import {openAsk} from './asking.ts';
import {hiddenMarks, meant} from './list.ts';
import type {Reader} from './reader.ts';
import {listAt, rowAt, type Deed, type List, type Results, type Task} from './state.ts';
import type {Store} from './store.ts';
import type {Systems} from './systems.ts';
import type {Works} from './works.ts';

/** The way of a deed on the console: look again, plan, ask where something is to be asked, write, read back, tell. */
export type Deeds = {
	/** The key of an action, on the highlighted row or on all marked ones. `careful`: it may have been pasted, so it asks. */
	press(action: Action, options: {readonly careful: boolean; readonly rows?: readonly Row[]}): void;
	/** Ask for a choice that was made, e.g. the service of a link. */
	ask(action: Action, row: Row, answers: Answers): void;
	/** The operator has agreed. */
	go(task: Extract<Task, {is: 'act'}>): void;
	/** Leave off looking; what is being written is never left. */
	leaveOff(): boolean;
	/** End after the current step. */
	stop(): void;
};

export type DeedsContext = {
	readonly store: Store;
	readonly systems: Systems;
	readonly works: Works;
	readonly reader: Reader;
	readonly clock: () => Date;
	/** A prompt has opened. */
	readonly prompted: () => void;
};

export function createDeeds(context: DeedsContext): Deeds {
	const {store, systems, works, reader, clock} = context;
	let stopping = new AbortController();

	return {
		press(action, {careful, rows = meant(listAt(store.now())!)}) {
			const {readOnly, simulates, deed} = store.now();
			const list = listAt(store.now())!;
			store.set({simulates: false});
			if (readOnly && !simulates) return store.tell('bad', say('read-only'));
			if (rows.length === 0) return refuseEmpty(list);
			const single = list.marked.size === 0 && rows.length === 1;
			if (deed) {
				if (action.guard !== 'act' || !single || careful || simulates)
					return store.tell('bad', say('under-way', {subject: deed.subject}));
				return store.set({
					waiting: [...store.now().waiting, {tab: list.tab.name, action, row: rows[0]!}],
				});
			}

			if (simulates) return simulate(action, rows, list);
			if (single && !careful && action.guard === 'act') return begin(action, rows[0]!, list.tab.name);
			ask(action, rows, {});
		},
		ask: (action, row, answers) => ask(action, [row], answers),
		go(task) {
			works.add(carryOut(task));
		},
		leaveOff() {
			const {deed} = store.now();
			if (deed?.stage !== 'looking') return false;
			stopping.abort();
			return true;
		},
		stop() {
			const {deed} = store.now();
			if (!deed) return store.tell('plain', say('nothing-stopped'));
			stopping.abort();
			store.set({deed: {...deed, stopping: true}, waiting: []});
			store.tell('plain', say('stopping'));
		},
	};

	function refuseEmpty(list: List): void {
		const {key} = list;
		store.tell('bad', key !== null && !rowAt(list) ? say('row-gone', {key}) : say('no-row'));
	}

	function simulate(action: Action, rows: readonly Row[], list: List): void {
		const plan = planRows(action, rows, list.sheet!);
		const lines: Results['lines'] = [
			...plan.planned.flatMap(({key, intent}) => [
				{key, is: 'planned', changed: false, said: action.says(intent)} as const,
				...action.asks(intent).map(said => ({key, is: 'planned', changed: false, said}) as const),
			]),
			...plan.refused.map(resultLine),
		];
		store.set({
			results: {tab: list.tab.name, action: action.name, at: clock(), simulated: true, lines},
			mode: {is: 'results', top: 0},
		});
		store.tell('plain', say('simulated', {n: plan.planned.length, refused: plan.refused.length}));
	}

	/** One row, at once when nothing is to be asked. */
	function begin(action: Action, row: Row, tab: string): void {
		stopping = new AbortController();
		const {signal} = stopping;
		const subject = describe(row, tab);
		store.set({deed: deedOf({stage: 'looking', tab, action: action.name, subject, of: 1})});
		works.add(
			actOrAsk(action, row, tab, signal)
				.catch((error: unknown) => fail(error, signal, subject))
				.finally(next),
		);
	}

	async function actOrAsk(action: Action, row: Row, tab: string, signal: AbortSignal): Promise<void> {
		const world = await systems.world();
		const {sheet, changed} = await lookAgain(tab, [row], world, signal);
		signal.throwIfAborted();
		reader.show(tab, sheet);
		const fresh = sheet.rows.find(({key}) => key === row.key);
		if (!fresh) return store.tell('bad', say('row-gone', {key: row.key}));
		const plan = planRows(action, [fresh], sheet);
		const [refused] = plan.refused;
		if (refused) return tellOutcome(refused);
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
		openPrompt(plan, rows, tab);
	}

	function ask(action: Action, rows: readonly Row[], answers: Answers): void {
		const {tab, sheet} = listAt(store.now())!;
		const plan = planRows(action, rows, sheet!, answers);
		const [refused] = plan.refused;
		if (plan.planned.length > 0) return openPrompt(plan, rows, tab.name);
		if (plan.refused.length === 1) return tellOutcome(refused!);
		store.set({
			results: {
				tab: tab.name,
				action: action.name,
				at: clock(),
				simulated: false,
				lines: plan.refused.map(resultLine),
			},
		});
		store.tell('bad', say('all-refused', {n: plan.refused.length}));
	}

	function openPrompt(plan: Plan, rows: readonly Row[], tab: string): void {
		const hidden = hiddenMarks(store.now().lists[tab]!);
		const planned = new Set(plan.planned.map(({key}) => key));
		const {guard} = plan.action;
		openAsk(
			store,
			{is: 'act', tab, plan, rows: rows.filter(({key}) => planned.has(key)), hidden},
			guard === 'count' && planned.size > 1 ? planned.size : null,
		);
		context.prompted();
	}

	/** Confirmed. What was on the screen is held against both systems once more; rows that changed meanwhile are left alone. */
	async function carryOut({tab, plan, rows}: Extract<Task, {is: 'act'}>): Promise<void> {
		stopping = new AbortController();
		const {signal} = stopping;
		const {action} = plan;
		const subject = rows.length === 1 ? describe(rows[0]!, tab) : `${action.name} ${rows.length}`;
		store.set({
			deed: deedOf({stage: 'looking', tab, action: action.name, subject, of: plan.planned.length}),
		});
		try {
			const world = await systems.world();
			const {sheet, changed} = await lookAgain(tab, rows, world, signal);
			signal.throwIfAborted();
			reader.show(tab, sheet);
			const same = plan.planned.filter(({key}) => !changed.has(key));
			const refused: readonly Outcome[] = [
				...plan.refused,
				...[...changed].map(key => ({is: 'refused', key, said: say('changed-row', {key})}) as const),
			];
			await write({action, planned: same, refused}, sheet, tab, world, signal);
		} catch (error) {
			fail(error, signal, subject);
		} finally {
			next();
		}
	}

	async function write(
		plan: Plan,
		sheet: Sheet,
		tab: string,
		world: World,
		signal: AbortSignal,
	): Promise<void> {
		const deed = store.now().deed!;
		store.set({deed: {...deed, stage: 'writing', of: plan.planned.length}});
		if (plan.planned.length > 1) store.set({mode: {is: 'results', top: 0}, results: null});
		let shownAt = 0;
		const outcomes = await runPlan(plan, sheet, world, {
			signal,
			onProgress(done) {
				const now = clock().getTime();
				// Four times a second is often enough for an eye, and cheap enough for a slow line.
				if (now - shownAt < 250) return;
				shownAt = now;
				store.set({deed: {...store.now().deed!, done}});
			},
		});
		const tried = plan.planned.map(({key}) => key);
		reader.touched(tab, tried);
		const changed = outcomes.filter(outcome => outcome.is === 'done' && outcome.changed);
		const journal = changed.flatMap(outcome => (outcome.is === 'done' && outcome.journal) || []);
		if (journal.length > 0)
			store.set({deeds: [...store.now().deeds, {tab, action: plan.action.name, journal}]});
		unmark(tab, outcomes);
		store.set({
			results: {
				tab,
				action: plan.action.name,
				at: clock(),
				simulated: false,
				lines: outcomes.map(resultLine),
			},
		});
		if (outcomes.length === 1) tellOutcome(outcomes[0]!);
		else tellSummary(outcomes);
		await showAfter(tab, tried, sheet, world);
	}

	/** The rows as they are now, in place. That the look fails is told, but undoes nothing. */
	async function showAfter(tab: string, keys: readonly string[], sheet: Sheet, world: World): Promise<void> {
		const wanted = new Set(keys);
		const rows = sheet.rows.filter(({key}) => wanted.has(key));
		if (rows.length === 0) return;
		reader.show(tab, (await lookAgain(tab, rows, world)).sheet);
	}

	async function lookAgain(
		name: string,
		rows: readonly Row[],
		world: World,
		signal?: AbortSignal,
	): Promise<Again> {
		const {tab, sheet} = store.now().lists[name]!;
		if (tab.again) return tab.again(rows, sheet!, world, signal);
		const fresh = await openSheet(tab, world, signal ? {signal} : {});
		const byKey = new Map(fresh.rows.map(row => [row.key, row]));
		const changed = rows.filter(row => JSON.stringify(byKey.get(row.key)) !== JSON.stringify(row));
		return {sheet: fresh, changed: new Set(changed.map(({key}) => key))};
	}

	/** What is done needs its mark no more; what was not, keeps it. */
	function unmark(tab: string, outcomes: readonly Outcome[]): void {
		const done = new Set(outcomes.flatMap(({is, key}) => (is === 'done' ? [key] : [])));
		store.setList(tab, list =>
			list.marked.size === 0
				? list
				: {...list, marked: new Set([...list.marked].filter(key => !done.has(key)))},
		);
	}

	function tellOutcome(outcome: Outcome): void {
		store.tell(outcome.is === 'done' ? 'good' : 'bad', outcome.said, {
			leads: outcome.is === 'refused' ? (outcome.leads ?? null) : null,
			undoable: outcome.is === 'done' && outcome.changed && outcome.journal !== undefined,
		});
	}

	function tellSummary(outcomes: readonly Outcome[]): void {
		const count = (test: (outcome: Outcome) => boolean) => outcomes.filter(test).length;
		const changed = count(outcome => outcome.is === 'done' && outcome.changed);
		const values = {
			changed,
			same: count(outcome => outcome.is === 'done') - changed,
			refused: count(outcome => outcome.is === 'refused'),
			failed: count(outcome => outcome.is === 'failed'),
		};
		store.tell(values.refused + values.failed === 0 ? 'good' : 'bad', say('summary', values), {
			undoable: values.changed > 0,
		});
	}

	function fail(error: unknown, signal: AbortSignal, subject: string): void {
		if (signal.aborted && store.now().deed?.stage === 'looking')
			return store.tell('plain', say('look-left', {subject}));
		store.tell('bad', say('failed', {message: error instanceof Error ? error.message : String(error)}));
	}

	/** The deed is over; the next row that was pressed meanwhile has its turn. */
	function next(): void {
		const [first, ...rest] = store.now().waiting;
		store.set({deed: null, waiting: rest});
		if (first) begin(first.action, first.row, first.tab);
	}

	function describe(row: Row, name: string): string {
		return store.now().lists[name]!.tab.describe(row);
	}
}

const deedOf = (deed: Omit<Deed, 'done' | 'stopping'>): Deed => ({...deed, done: 0, stopping: false});

const resultLine = (outcome: Outcome): Results['lines'][number] => ({
	key: outcome.key,
	is: outcome.is,
	changed: outcome.is === 'done' && outcome.changed,
	said: outcome.said,
});
