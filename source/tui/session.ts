import {sayingOf, type Saying} from '../sync/saying.ts';
import {say, type Words} from '../words/words.ts';
import {answered, deafness, deafnessUnasked, openAsk} from './deeds/asking.ts';
import {browse} from './browse/browse.ts';
import {chosen} from './browse/choosing.ts';
import {createDeeds} from './deeds/deeds.ts';
import {readHistory, scrolled} from './browse/going.ts';
import type {Hands} from './hands.ts';
import type {Outside} from './outside.ts';
import type {Heard, Key} from './keyboard/key.ts';
import {arranged, toFirst} from './browse/list.ts';
import {settleBrokenOff} from '../resources/broken-off.ts';
import {createAsker} from './exploring/asking.ts';
import {typed, type Typed} from './exploring/field.ts';
import {createCompleter} from './reading/completing.ts';
import {createLive} from './reading/live.ts';
import {prepareInFront} from './reading/preparing.ts';
import {createReader} from './reading/reader.ts';
import {createRest} from './rest.ts';
import {isTooSmall} from './room.ts';
import {listAt, type Ask, type Size, type State} from './state.ts';
import {createStore} from './store.ts';
import {takeOption} from './browse/taking.ts';
import type {Systems} from './reading/systems.ts';
import {createUndoing} from './deeds/undoing.ts';
import {createWorks, type Works} from './works.ts';

/**
The console without the screen: keys in, states out.

Every key is worked off before the next one is looked at, and the state is current in between. Writes begin here, never in drawing.
*/
export type Session = {
	now(): State;
	subscribe(listener: () => void): () => void;
	/** Settles when the state is so. */
	until(test: (state: State) => boolean): Promise<void>;
	/** Begin reading. */
	open(): void;
	hear(heard: Heard): void;
	resize(size: Size): void;
	tell(said: Saying): void;
	readonly works: Works;
	/** Settles when the operator has left, or `stop` was called, and the work under way has come to its next stop. */
	readonly left: Promise<void>;
	/** What a signal asks for: no question, but what is being written comes to its next stop first. */
	stop(): void;
	close(): Promise<void>;
};

/** Where ctrl-c leaves a field or a question, as escape does, and not the console. */
const fields: ReadonlySet<string> = new Set(['ask', 'filter', 'choose', 'path']);

export function createSession({
	start,
	systems,
	outside,
	words,
}: {
	readonly start: State;
	readonly systems: Systems;
	readonly outside: Outside;
	readonly words: Words;
}): Session {
	const store = createStore(start, outside.clock);
	const works = createWorks(error => store.tell('bad', say('failed', {message: sayingOf(error)})));
	const reader = createReader({
		store,
		systems,
		works,
		clock: outside.clock,
		after: outside.after,
		onList: settle,
	});
	const completer = createCompleter({store, systems, works, show: reader.show});
	const live = createLive({
		store,
		systems,
		works,
		clock: outside.clock,
		after: outside.after,
		isWatched: reader.isWatched,
		show: reader.show,
	});
	const endPreparing = prepareInFront(store, works);
	const left = Promise.withResolvers<void>();
	const rest = createRest(works);
	let arming: {readonly timer: NodeJS.Timeout; end(): void} | null = null;
	/** The row that was highlighted when the filter was opened: while it is typed, only this one is the operator's own. */
	let filteredFrom: string | null = null;

	let deafFor = deafness;

	const prompted = (unasked = false) => {
		deafFor = unasked ? deafnessUnasked : deafness;
		outside.discard();
		rearm();
	};

	const context = {store, systems, works, reader, clock: outside.clock, prompted};
	const deeds = createDeeds(context);
	const hands: Hands = {
		...context,
		outside,
		words,
		deeds,
		undoing: createUndoing(context, deeds),
		asker: createAsker(context),
		leave,
	};

	return {
		now: store.now,
		subscribe: store.subscribe,
		until: store.until,
		works,
		left: left.promise,
		open() {
			works.add(recall());
			// That there is nothing to be opened is told by who reads.
			works.add(systems.stalker().then(reader.recall, () => undefined));
			works.add(readAll());
			works.add(lookBack());
		},
		hear(heard) {
			reader.awake();
			const wasTyping = store.now().mode.is === 'filter';
			if (heard.is === 'paste') paste(heard.text);
			else press(heard.key);
			if (!wasTyping && store.now().mode.is === 'filter') filteredFrom = listAt(store.now())!.key;
			followCursor();
			settle();
		},
		resize(size) {
			store.set({size});
			for (const name of Object.keys(store.now().lists)) store.setList(name, arranged);
		},
		tell: said => store.tell('plain', said),
		stop: leaveWorking,
		async close() {
			reader.close();
			completer.close();
			live.close();
			endPreparing();
			disarm();
			rest.end();
			await systems.close();
		},
	};

	/** Rows have come into view. */
	function settle(): void {
		completer.look();
		live.look();
	}

	/** What the last run saw is told until it is known better. That there is nothing to be opened is told by who reads. */
	async function recall(): Promise<void> {
		const summaries = await systems.summaries().catch(() => null);
		for (const name of Object.keys(store.now().lists))
			store.setList(name, list => ({...list, past: summaries?.get(name) ?? null}));
	}

	/** What broke off in an earlier run is looked at once, and told. */
	async function lookBack(): Promise<void> {
		const world = await systems.world().catch(() => null);
		if (!world) return;
		const found = await settleBrokenOff(world);
		for (const {said} of found) store.note(said);
		const [first] = found;
		if (first) store.tell('bad', found.length === 1 ? first.said : say('broken-several', {n: found.length}));
	}

	/** Screen after screen, so that the portal is not asked for everything at once. Billing, which may be slow to open, is not waited for. */
	async function readAll(): Promise<void> {
		for (const {tab} of store.now().screens) {
			if (!tab) continue;
			void reader.read(tab.name);
			await store.until(({lists}) => ['fresh', 'lost'].includes(lists[tab.name]!.theirs.state));
		}
	}

	function press(key: Key): void {
		const {mode, message} = store.now();
		const isSecond = message?.said.code === 'quit-again';
		if (key.name === 'ctrl-c' && isSecond) return leave();
		if (mode.is !== 'ask') store.set({message: null, lead: message?.leads ?? null});
		if (key.name === 'ctrl-c' && !fields.has(mode.is)) return store.tell('plain', say('quit-again'));
		switch (mode.is) {
			case 'ask':
				return ask(mode, key);
			case 'filter':
				return filter(mode.before, key);
			case 'path':
				return typePath(typed(mode, key, store.now().explorer));
			case 'choose': {
				if (!mode.armed) rearm();
				const result = chosen(mode, key);
				if (result === 'left') store.set({mode: {is: 'browse'}});
				else if (result.is === 'taken') takeOption(mode, result.option, hands);
				else store.set({mode: result});
				return;
			}
			default:
				return browse(key, hands);
		}
	}

	/** The record beside the table follows the cursor when it has come to rest: drawn at every step it would fill a slow line. */
	function followCursor(): void {
		const {beside, key} = listAt(store.now()) ?? {beside: null, key: null};
		rest.end();
		if (beside === null || key === null || beside === key) return;
		rest.run(() => {
			store.setFront(list => (list.beside === null ? list : {...list, beside: list.key}));
			readHistory(key, hands);
		});
	}

	/** A paste is text, and text means something only in a field. */
	function paste(text: string): void {
		const line = text.replaceAll(/\s+/g, ' ').trim();
		const {mode} = store.now();
		if (mode.is === 'filter') typeFilter(listAt(store.now())!.filter + line);
		if (mode.is === 'path') store.set({mode: {...mode, typed: mode.typed + line}});
	}

	function typePath(result: Typed): void {
		if (result !== 'left' && result.is === 'path') return store.set({mode: result});
		store.set({mode: {is: 'browse'}});
		if (result !== 'left') hands.asker.ask(result.path);
	}

	function ask(mode: Ask, key: Key): void {
		if (!mode.armed) rearm();
		// What cannot be read cannot be agreed to.
		const isLegible = !isTooSmall(store.now().size);
		if (mode.armed && isLegible && scrolled(key, hands)) return;
		const result = isLegible || isDecline(key) ? answered(mode, key) : mode;
		if (typeof result !== 'string') return store.set({mode: result});
		disarm();
		store.set({mode: {is: 'browse'}});
		if (result === 'no') return;
		switch (mode.task.is) {
			case 'act':
				return hands.deeds.go(mode.task);
			case 'undo':
				return hands.undoing.go(mode.task);
			case 'short':
				return void reader.read(mode.task.tab, {accept: mode.task.got, anew: true});
			case 'quit':
				return leaveWorking();
		}
	}

	function filter(before: string, {name, text}: Key): void {
		const typed = listAt(store.now())!.filter;
		switch (name) {
			case 'enter':
			case 'up':
			case 'down':
				return store.set({mode: {is: 'browse'}});
			case 'escape':
			case 'ctrl-c':
				store.set({mode: {is: 'browse'}});
				return typeFilter(before);
			case 'backspace':
				return typeFilter([...typed].slice(0, -1).join(''));
			case 'ctrl-u':
				return typeFilter('');
			case 'ctrl-w':
				return typeFilter(typed.replace(/\S*\s*$/, ''));
			default:
				if (text !== '') typeFilter(typed + text);
		}
	}

	function typeFilter(typed: string): void {
		store.setFront((list, height) => toFirst(arranged({...list, key: filteredFrom, filter: typed}, height)));
	}

	/** The prompt hears again when it has stood for a moment without a key. */
	function rearm(): void {
		disarm();
		const {promise, resolve} = Promise.withResolvers<void>();
		const timer = setTimeout(() => {
			const {mode} = store.now();
			if (mode.is === 'ask' || mode.is === 'choose') store.set({mode: {...mode, armed: true}});
			resolve();
		}, deafFor);
		arming = {timer, end: resolve};
		works.add(promise);
	}

	function disarm(): void {
		if (!arming) return;
		clearTimeout(arming.timer);
		arming.end();
		arming = null;
	}

	function leave(): void {
		const {deed, mode} = store.now();
		if (deed?.stage !== 'writing') return leaveWorking();
		if (mode.is === 'ask' && mode.task.is === 'quit') return leaveWorking();
		openAsk(store, {is: 'quit'}, null);
		prompted();
	}

	/** What is being written comes to its next stop first, and what is only being looked at is left. */
	function leaveWorking(): void {
		if (store.now().deed) deeds.bench.stop();
		void deeds.bench.free().then(left.resolve);
	}
}

const isDecline = ({name}: Key): boolean => name === 'escape' || name === 'n' || name === 'ctrl-c';
