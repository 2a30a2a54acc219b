import type {Key} from '../input/key.ts';
import type {Confirm, PendingAction} from '../session/mode.ts';
import type {Store} from '../session/store.ts';

/** Milliseconds that a question must have stood, without a key, before it hears one; and a list, before an action's key acts on a row of it. */
export const inputGuardMs = 300;

/** The same for a question that comes up by itself: nobody has just pressed a key for it. */
export const unsolicitedGuardMs = 1000;

/** Open a question. It hears nothing until it is `armed`, when it has stood for `deafness` without a key: what was typed before is no answer. */
export function openConfirm(store: Store, task: PendingAction, count: number | null): void {
	store.setState({
		mode: {
			is: 'confirm',
			pendingAction: task,
			requiredCount: count,
			typed: '',
			wrongInput: null,
			choice: 'no',
			acceptsInput: false,
			top: 0,
		},
	});
}

/** What a key makes of a question: another state of it, or its answer. */
export type ConfirmResult = Confirm | 'yes' | 'no';

/**
One key at a question. Letters are taken as they are typed, whatever is printed on them: `н` stands where `y` is, and means no.
A count is answered by its digits and enter, everything else by Latin `y`, or by → and enter. A `y` among other characters of one read may be somebody's
paste, and answers nothing.
*/
export function reduceConfirm(ask: Confirm, {name, text, inBurst}: Key): ConfirmResult {
	if (name === 'escape' || name === 'ctrl-c') return 'no';
	if (!ask.acceptsInput) return ask;
	if (ask.requiredCount !== null) return reduceCount(ask, ask.requiredCount, name, text);
	if (name === 'y' && !inBurst) return 'yes';
	if (name === 'n') return 'no';
	if (name === 'left') return {...ask, choice: 'no'};
	if (name === 'right') return {...ask, choice: 'yes'};
	if (name === 'enter') return ask.choice;
	return text.trim() === '' ? ask : {...ask, wrongInput: 'letter'};
}

function reduceCount(ask: Confirm, count: number, name: string, text: string): ConfirmResult {
	if (/^\d$/.test(text)) return {...ask, wrongInput: null, typed: (ask.typed + text).slice(0, 9)};
	if (name === 'backspace') return {...ask, typed: ask.typed.slice(0, -1)};
	if (name === 'ctrl-u') return {...ask, typed: ''};
	if (name !== 'enter') return ask;
	return ask.typed === String(count)
		? 'yes'
		: ask.typed === ''
			? 'no'
			: {...ask, typed: '', wrongInput: ask.typed};
}
