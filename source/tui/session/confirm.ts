import type {PendingTasks} from './tasks.ts';
import type {Store} from './store.ts';
import type {Key} from '../input/key.ts';
import type {Confirm, PendingAction} from './mode.ts';
import {message} from '../../i18n/translator.ts';
import type {TerminalHost} from './terminal-host.ts';
import type {List} from './list.ts';

/**
How long a confirmation must have been visible without a key press before it accepts one; and a list, before an action key acts on its rows.
*/
const inputGuardMs = 300;

/** The same for a confirmation that was not opened by the last key press: the operator may still be typing something else. */
const unsolicitedGuardMs = 1000;

/** Keeps confirmations and pickers from accepting keys that were typed before they could be read. */
export type InputGuard = {
	/** Drop typed-ahead input, and accept keys after the delay. `isUnsolicited`: the longer delay. */
	start(isUnsolicited?: boolean): void;
	/** A key was pressed too early: begin the same delay again. */
	restart(): void;
	stop(): void;
};

export function createInputGuard(
	store: Store,
	pendingTasks: PendingTasks,
	discardTypeAhead: () => void,
): InputGuard {
	let delayMs = inputGuardMs;
	let running: {readonly timer: NodeJS.Timeout; end(): void} | null = null;

	const stop = () => {
		if (!running) return;
		clearTimeout(running.timer);
		running.end();
		running = null;
	};

	const restart = () => {
		stop();
		const {promise, resolve} = Promise.withResolvers<void>();
		const timer = setTimeout(() => {
			const {mode} = store.getState();
			if (mode.is === 'confirm' || mode.is === 'picker')
				store.setState({mode: {...mode, acceptsInput: true}});
			resolve();
		}, delayMs);
		running = {timer, end: resolve};
		pendingTasks.add(promise);
	};

	return {
		start(isUnsolicited = false) {
			delayMs = isUnsolicited ? unsolicitedGuardMs : inputGuardMs;
			discardTypeAhead();
			restart();
		},
		restart,
		stop,
	};
}

/** Opens a confirmation. Call `startInputGuard` after it: until the guard's delay has passed, the confirmation accepts no key. */
export function openConfirm(store: Store, pendingAction: PendingAction, requiredCount: number | null): void {
	store.setState({
		mode: {
			is: 'confirm',
			pendingAction,
			requiredCount,
			typed: '',
			wrongInput: null,
			choice: 'no',
			acceptsInput: false,
			isTooEarly: false,
			top: 0,
		},
	});
}

/** The confirmation after a key press, or its answer. */
type ConfirmResult = Confirm | 'yes' | 'no';

/**
Applies one key to a confirmation. Letters are not translated from other keyboard layouts: the Y key of a Russian layout types `н`, which
begins “нет”.

A required count is confirmed by its digits and enter; everything else by Latin `y`, or by → and enter. A `y` that arrived in a burst may be
pasted text and confirms nothing.
*/
export function reduceConfirm(confirm: Confirm, {name, text, inBurst}: Key): ConfirmResult {
	if (name === 'escape' || name === 'ctrl-c') return 'no';
	if (!confirm.acceptsInput) return {...confirm, isTooEarly: true};
	return reduceAnswer({...confirm, isTooEarly: false}, {name, text, inBurst});
}

function reduceAnswer(confirm: Confirm, {name, text, inBurst}: Key): ConfirmResult {
	if (confirm.requiredCount !== null) return reduceCount(confirm, confirm.requiredCount, name, text);
	if (name === 'y' && !inBurst) return 'yes';
	if (name === 'n') return 'no';
	if (name === 'left') return {...confirm, choice: 'no'};
	if (name === 'right') return {...confirm, choice: 'yes'};
	if (name === 'enter') return confirm.choice;
	return text.trim() === '' ? confirm : {...confirm, wrongInput: 'letter'};
}

function reduceCount(confirm: Confirm, count: number, name: string, text: string): ConfirmResult {
	if (/^\d$/.test(text)) return {...confirm, wrongInput: null, typed: (confirm.typed + text).slice(0, 9)};
	if (name === 'backspace') return {...confirm, typed: confirm.typed.slice(0, -1)};
	if (name === 'ctrl-u') return {...confirm, typed: ''};
	if (name !== 'enter') return confirm;
	return confirm.typed === String(count)
		? 'yes'
		: confirm.typed === ''
			? 'no'
			: {...confirm, typed: '', wrongInput: confirm.typed};
}

/**
Whether the first rows of the visible list have arrived just now, so that a key was not meant for the highlighted one; a message says so.
*/
export function reportIfJustArrived(
	{firstRowsAt}: List,
	{store, host}: {readonly store: Store; readonly host: Pick<TerminalHost, 'clock'>},
): boolean {
	if (!firstRowsAt || host.clock().getTime() - firstRowsAt.getTime() >= inputGuardMs) return false;
	store.notify('plain', message('just-arrived'));
	return true;
}
