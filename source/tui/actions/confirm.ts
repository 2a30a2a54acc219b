import type {Key} from '../input/key.ts';
import type {Confirm, PendingAction} from '../session/mode.ts';
import type {Store} from '../session/store.ts';

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
export type ConfirmResult = Confirm | 'yes' | 'no';

/**
Applies one key to a confirmation. Letters are not translated from other keyboard layouts: the Y key of a Russian layout types `н`, which begins “нет”.

A required count is confirmed by its digits and enter; everything else by Latin `y`, or by → and enter. A `y` that arrived in a burst may be pasted text and
confirms nothing.
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
