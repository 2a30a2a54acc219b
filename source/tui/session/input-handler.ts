import {message} from '../../i18n/translator.ts';
import {reduceConfirm, type InputGuard} from './confirm.ts';
import {reducePathInput, type PathInputResult} from '../api-explorer/path-input.ts';
import {dispatchKey} from '../commands/dispatch.ts';
import {scrollPage} from '../commands/navigation.ts';
import {applyOption} from '../commands/picker-actions.ts';
import {reducePicker, isFreeText, typeInto} from '../commands/picker-state.ts';
import type {InputEvent, Key} from '../input/key.ts';
import {handleFilterKey, pasteIntoFilter} from './filter-handler.ts';
import {handleMouse} from './mouse-handler.ts';
import type {Confirm, PendingAction, Picker} from './mode.ts';
import {isTooSmall} from './screen-layout.ts';
import type {SessionContext} from './session-context.ts';
import {activeListOf} from './state.ts';
import type {Store} from './store.ts';

/** Handles a key press, a paste or the mouse in the current mode: as an answer, as text in a field, or as a command. */
type InputHandler = (event: InputEvent, context: SessionContext) => void;

/** Modes in which ctrl-c cancels the input, as escape does, instead of quitting the console. */
const modesLeftByCtrlC: ReadonlySet<string> = new Set(['confirm', 'filter', 'filter-help', 'picker', 'path']);

/** `stopAndQuit`: called when the operator confirms quitting while an action is writing. */
export function createInputHandler(store: Store, guard: InputGuard, stopAndQuit: () => void): InputHandler {
	return (event, context) => {
		if (event.is === 'paste') handlePaste(event.text);
		if (event.is === 'key') handleKey(event.key, context);
		if (event.is === 'mouse') handleMouse(event.mouse, context);
	};

	/**
	Alt with a digit sends the bytes of Escape and of the digit. It is one key on a list, where it shows a view; elsewhere it is both keys:
	an Escape that declines is never lost.
	*/
	function handleKey(key: Key, context: SessionContext): void {
		const {mode, notification} = store.getState();
		const digit = /^alt-(\d)$/.exec(key.name)?.[1];
		if (digit !== undefined && (mode.is !== 'browse' || !activeListOf(store.getState()))) {
			handleKey({name: 'escape', text: '', inBurst: false}, context);
			return handleKey({name: digit, text: digit, inBurst: true}, context);
		}

		const isSecond = notification?.message.code === 'quit-again';
		if (key.name === 'ctrl-c' && isSecond) return context.requestQuit();
		if (mode.is !== 'confirm') store.setState({notification: null, related: notification?.related ?? null});
		if (key.name === 'ctrl-c' && !modesLeftByCtrlC.has(mode.is))
			return store.notify('plain', message('quit-again'));
		switch (mode.is) {
			case 'confirm':
				return handleConfirmKey(mode, key, context);
			case 'filter':
				return handleFilterKey(mode, key, context);
			case 'filter-help':
				return scrollPage(key, context) ? undefined : store.setState({mode: mode.field});
			case 'path':
				return handlePathResult(reducePathInput(mode, key, store.getState().explorer), context);
			case 'picker':
				return handlePickerKey(mode, key, context);
			default:
				return dispatchKey(key, context);
		}
	}

	/** Pasted text goes into the filter, the path, or a text that an action needs; elsewhere it is ignored. Line breaks become spaces. */
	function handlePaste(text: string): void {
		const line = text.replaceAll(/\s+/g, ' ').trim();
		const {mode} = store.getState();
		if (mode.is === 'filter') pasteIntoFilter(mode, line, store);
		if (mode.is === 'path') store.setState({mode: {...mode, typed: mode.typed + line}});
		if (mode.is === 'picker' && mode.acceptsInput && isFreeText(mode))
			store.setState({mode: typeInto(mode, line)});
	}

	function handlePathResult(result: PathInputResult, {apiRequester}: SessionContext): void {
		if (result !== 'cancelled' && result.is === 'path') return store.setState({mode: result});
		store.setState({mode: {is: 'browse'}});
		if (result !== 'cancelled') apiRequester.request(result.path);
	}

	function handlePickerKey(mode: Picker, key: Key, context: SessionContext): void {
		if (!mode.acceptsInput) guard.restart();
		const result = reducePicker(mode, key);
		if (result === 'cancelled') store.setState({mode: {is: 'browse'}});
		else if (result.is === 'chosen') applyOption(mode, result.option, context);
		else store.setState({mode: result});
	}

	function handleConfirmKey(mode: Confirm, key: Key, context: SessionContext): void {
		if (!mode.acceptsInput) guard.restart();
		// On a screen too small to show the confirmation, it can only be declined.
		const isLegible = !isTooSmall(store.getState().size);
		if (mode.acceptsInput && isLegible && scrollPage(key, context)) return;
		const result = isLegible || isDecline(key) ? reduceConfirm(mode, key) : mode;
		if (typeof result !== 'string') return store.setState({mode: result});
		guard.stop();
		store.setState({mode: {is: 'browse'}});
		if (result === 'yes') runConfirmed(mode.pendingAction, context);
	}

	function runConfirmed(action: PendingAction, context: SessionContext): void {
		switch (action.is) {
			case 'apply':
				return context.actionController.applyConfirmed(action);
			case 'undo':
				return context.undoController.applyConfirmed(action);
			case 'accept-short-list':
				return void context.listLoader.load(action.listName, {
					acceptedCount: action.got,
					isNewRequired: true,
				});
			case 'run-command':
				return context.customCommandRunner.runConfirmed(action);
			case 'quit':
				return stopAndQuit();
		}
	}
}

const isDecline = ({name}: Key): boolean => name === 'escape' || name === 'n' || name === 'ctrl-c';
