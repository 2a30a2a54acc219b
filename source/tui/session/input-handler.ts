import {message} from '../../i18n/translator.ts';
import {dispatchKey} from '../commands/dispatch.ts';
import {reducePicker} from '../commands/picker-state.ts';
import {scrollPage} from '../commands/navigation.ts';
import {refilter, moveToFirst} from './list-state.ts';
import {applyOption} from '../commands/picker-actions.ts';
import {reduceConfirm, inputGuardMs, unsolicitedGuardMs} from '../actions/confirm.ts';
import {reducePathInput, type PathInputResult} from '../api-explorer/path-input.ts';
import type {SessionContext} from './session-context.ts';
import type {InputEvent, Key} from '../input/key.ts';
import {isTooSmall} from './screen-layout.ts';
import type {Confirm} from './mode.ts';
import {activeListOf} from './state.ts';
import type {Store} from './store.ts';
import type {PendingTasks} from './pending-tasks.ts';

/** What a key or a paste means where the console is now: an answer, text in a field, or a command. */
export type InputHandler = {
	handleInput(heard: InputEvent, hands: SessionContext): void;
	/** A question or a choice has come up: it hears nothing until no key has come for a moment, a longer one where it came up `unasked`. */
	startInputGuard(unasked?: boolean): void;
	close(): void;
};

/** Where ctrl-c leaves a field or a question, as escape does, and not the console. */
const modesLeftByCtrlC: ReadonlySet<string> = new Set(['confirm', 'filter', 'picker', 'path']);

export function createInputHandler({
	store,
	pendingTasks,
	discardTypeAhead,
	stopAndQuit,
}: {
	readonly store: Store;
	readonly pendingTasks: PendingTasks;
	/** Forget what was typed before. */
	readonly discardTypeAhead: () => void;
	/** The operator has agreed to leave what is being written. */
	readonly stopAndQuit: () => void;
}): InputHandler {
	let guardTimer: {readonly timer: NodeJS.Timeout; end(): void} | null = null;
	/** The row that was highlighted when the filter was opened: while it is typed, only this one is the operator's own. */
	let keyBeforeFilter: string | null = null;
	/** Milliseconds. */
	let guardMs = inputGuardMs;

	return {
		handleInput(event, hands) {
			const wasTyping = store.getState().mode.is === 'filter';
			if (event.is === 'paste') handlePaste(event.text);
			else handleKey(event.key, hands);
			if (!wasTyping && store.getState().mode.is === 'filter')
				keyBeforeFilter = activeListOf(store.getState())!.cursorKey;
		},
		startInputGuard(unasked = false) {
			guardMs = unasked ? unsolicitedGuardMs : inputGuardMs;
			discardTypeAhead();
			restartGuardTimer();
		},
		close: stopGuardTimer,
	};

	function handleKey(key: Key, hands: SessionContext): void {
		const {mode, notification} = store.getState();
		const isSecond = notification?.message.code === 'quit-again';
		if (key.name === 'ctrl-c' && isSecond) return hands.requestQuit();
		if (mode.is !== 'confirm') store.setState({notification: null, related: notification?.related ?? null});
		if (key.name === 'ctrl-c' && !modesLeftByCtrlC.has(mode.is))
			return store.notify('plain', message('quit-again'));
		switch (mode.is) {
			case 'confirm':
				return handleConfirmKey(mode, key, hands);
			case 'filter':
				return handleFilterKey(mode.previousFilter, key);
			case 'path':
				return handlePathResult(reducePathInput(mode, key, store.getState().explorer), hands);
			case 'picker': {
				if (!mode.acceptsInput) restartGuardTimer();
				const result = reducePicker(mode, key);
				if (result === 'left') store.setState({mode: {is: 'browse'}});
				else if (result.is === 'taken') applyOption(mode, result.option, hands);
				else store.setState({mode: result});
				return;
			}
			default:
				return dispatchKey(key, hands);
		}
	}

	/** A paste is text, and text means something only in a field. */
	function handlePaste(text: string): void {
		const line = text.replaceAll(/\s+/g, ' ').trim();
		const {mode} = store.getState();
		if (mode.is === 'filter') setFilter(activeListOf(store.getState())!.filter + line);
		if (mode.is === 'path') store.setState({mode: {...mode, typed: mode.typed + line}});
	}

	function handlePathResult(result: PathInputResult, hands: SessionContext): void {
		if (result !== 'left' && result.is === 'path') return store.setState({mode: result});
		store.setState({mode: {is: 'browse'}});
		if (result !== 'left') hands.apiRequester.request(result.path);
	}

	function handleConfirmKey(mode: Confirm, key: Key, hands: SessionContext): void {
		if (!mode.acceptsInput) restartGuardTimer();
		// What cannot be read cannot be agreed to.
		const isLegible = !isTooSmall(store.getState().size);
		if (mode.acceptsInput && isLegible && scrollPage(key, hands)) return;
		const result = isLegible || isDecline(key) ? reduceConfirm(mode, key) : mode;
		if (typeof result !== 'string') return store.setState({mode: result});
		stopGuardTimer();
		store.setState({mode: {is: 'browse'}});
		if (result === 'no') return;
		switch (mode.pendingAction.is) {
			case 'act':
				return hands.actionController.applyConfirmed(mode.pendingAction);
			case 'undo':
				return hands.undoController.applyConfirmed(mode.pendingAction);
			case 'short':
				return void hands.listLoader.load(mode.pendingAction.listName, {
					acceptedCount: mode.pendingAction.got,
					isNewRequired: true,
				});
			case 'quit':
				return stopAndQuit();
		}
	}

	function handleFilterKey(before: string, {name, text}: Key): void {
		const typed = activeListOf(store.getState())!.filter;
		switch (name) {
			case 'enter':
			case 'up':
			case 'down':
				return store.setState({mode: {is: 'browse'}});
			case 'escape':
			case 'ctrl-c':
				store.setState({mode: {is: 'browse'}});
				return setFilter(before);
			case 'backspace':
				return setFilter([...typed].slice(0, -1).join(''));
			case 'ctrl-u':
				return setFilter('');
			case 'ctrl-w':
				return setFilter(typed.replace(/\S*\s*$/, ''));
			default:
				if (text !== '') setFilter(typed + text);
		}
	}

	function setFilter(typed: string): void {
		store.updateActiveList((list, height) =>
			moveToFirst(refilter({...list, cursorKey: keyBeforeFilter, filter: typed}, height)),
		);
	}

	/** The prompt hears again when it has stood for a moment without a key. */
	function restartGuardTimer(): void {
		stopGuardTimer();
		const {promise, resolve} = Promise.withResolvers<void>();
		const timer = setTimeout(() => {
			const {mode} = store.getState();
			if (mode.is === 'confirm' || mode.is === 'picker')
				store.setState({mode: {...mode, acceptsInput: true}});
			resolve();
		}, guardMs);
		guardTimer = {timer, end: resolve};
		pendingTasks.add(promise);
	}

	function stopGuardTimer(): void {
		if (!guardTimer) return;
		clearTimeout(guardTimer.timer);
		guardTimer.end();
		guardTimer = null;
	}
}

const isDecline = ({name}: Key): boolean => name === 'escape' || name === 'n' || name === 'ctrl-c';
