import {say} from '../words/words.ts';
import {browse} from './browse/browse.ts';
import {chosen} from './browse/choosing.ts';
import {scrolled} from './browse/going.ts';
import {arranged, toFirst} from './browse/list.ts';
import {takeOption} from './browse/taking.ts';
import {answered, deafness, deafnessUnasked} from './deeds/asking.ts';
import {typed, type Typed} from './exploring/field.ts';
import type {Hands} from './hands.ts';
import type {Heard, Key} from './keyboard/key.ts';
import {isTooSmall} from './room.ts';
import type {Ask} from './mode.ts';
import {listAt} from './state.ts';
import type {Store} from './store.ts';
import type {Works} from './works.ts';

/** What a key or a paste means where the console is now: an answer, text in a field, or a command. */
export type Hearing = {
	hear(heard: Heard, hands: Hands): void;
	/** A question or a choice has come up: it hears nothing until no key has come for a moment, a longer one where it came up `unasked`. */
	prompted(unasked?: boolean): void;
	close(): void;
};

/** Where ctrl-c leaves a field or a question, as escape does, and not the console. */
const fields: ReadonlySet<string> = new Set(['ask', 'filter', 'choose', 'path']);

export function createHearing({
	store,
	works,
	discard,
	stop,
}: {
	readonly store: Store;
	readonly works: Works;
	/** Forget what was typed before. */
	readonly discard: () => void;
	/** The operator has agreed to leave what is being written. */
	readonly stop: () => void;
}): Hearing {
	let arming: {readonly timer: NodeJS.Timeout; end(): void} | null = null;
	/** The row that was highlighted when the filter was opened: while it is typed, only this one is the operator's own. */
	let filteredFrom: string | null = null;
	/** Milliseconds. */
	let deafFor = deafness;

	return {
		hear(heard, hands) {
			const wasTyping = store.now().mode.is === 'filter';
			if (heard.is === 'paste') paste(heard.text);
			else press(heard.key, hands);
			if (!wasTyping && store.now().mode.is === 'filter') filteredFrom = listAt(store.now())!.key;
		},
		prompted(unasked = false) {
			deafFor = unasked ? deafnessUnasked : deafness;
			discard();
			rearm();
		},
		close: disarm,
	};

	function press(key: Key, hands: Hands): void {
		const {mode, message} = store.now();
		const isSecond = message?.said.code === 'quit-again';
		if (key.name === 'ctrl-c' && isSecond) return hands.leave();
		if (mode.is !== 'ask') store.set({message: null, lead: message?.leads ?? null});
		if (key.name === 'ctrl-c' && !fields.has(mode.is)) return store.tell('plain', say('quit-again'));
		switch (mode.is) {
			case 'ask':
				return ask(mode, key, hands);
			case 'filter':
				return filter(mode.before, key);
			case 'path':
				return typePath(typed(mode, key, store.now().explorer), hands);
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

	/** A paste is text, and text means something only in a field. */
	function paste(text: string): void {
		const line = text.replaceAll(/\s+/g, ' ').trim();
		const {mode} = store.now();
		if (mode.is === 'filter') typeFilter(listAt(store.now())!.filter + line);
		if (mode.is === 'path') store.set({mode: {...mode, typed: mode.typed + line}});
	}

	function typePath(result: Typed, hands: Hands): void {
		if (result !== 'left' && result.is === 'path') return store.set({mode: result});
		store.set({mode: {is: 'browse'}});
		if (result !== 'left') hands.asker.ask(result.path);
	}

	function ask(mode: Ask, key: Key, hands: Hands): void {
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
				return void hands.reader.read(mode.task.tab, {accept: mode.task.got, anew: true});
			case 'quit':
				return stop();
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
}

const isDecline = ({name}: Key): boolean => name === 'escape' || name === 'n' || name === 'ctrl-c';
