import type {Key} from '../keyboard/key.ts';
import type {Ask, Task} from '../mode.ts';
import type {Store} from '../store.ts';

/** Milliseconds that a question must have stood, without a key, before it hears one; and a list, before an action's key acts on a row of it. */
export const deafness = 300;

/** The same for a question that comes up by itself: nobody has just pressed a key for it. */
export const deafnessUnasked = 1000;

/** Open a question. It hears nothing until it is `armed`, when it has stood for `deafness` without a key: what was typed before is no answer. */
export function openAsk(store: Store, task: Task, count: number | null): void {
	store.set({mode: {is: 'ask', task, count, typed: '', wrong: null, choice: 'no', armed: false, top: 0}});
}

/** What a key makes of a question: another state of it, or its answer. */
export type Answer = Ask | 'yes' | 'no';

/**
One key at a question. Letters are taken as they are typed, whatever is printed on them: `н` stands where `y` is, and means no.
A count is answered by its digits and enter, everything else by Latin `y`, or by → and enter. A `y` among other characters of one read may be somebody's
paste, and answers nothing.
*/
export function answered(ask: Ask, {name, text, together}: Key): Answer {
	if (name === 'escape' || name === 'ctrl-c') return 'no';
	if (!ask.armed) return ask;
	if (ask.count !== null) return counted(ask, ask.count, name, text);
	if (name === 'y' && !together) return 'yes';
	if (name === 'n') return 'no';
	if (name === 'left') return {...ask, choice: 'no'};
	if (name === 'right') return {...ask, choice: 'yes'};
	if (name === 'enter') return ask.choice;
	return text.trim() === '' ? ask : {...ask, wrong: 'letter'};
}

function counted(ask: Ask, count: number, name: string, text: string): Answer {
	if (/^\d$/.test(text)) return {...ask, wrong: null, typed: (ask.typed + text).slice(0, 9)};
	if (name === 'backspace') return {...ask, typed: ask.typed.slice(0, -1)};
	if (name === 'ctrl-u') return {...ask, typed: ''};
	if (name !== 'enter') return ask;
	return ask.typed === String(count)
		? 'yes'
		: ask.typed === ''
			? 'no'
			: {...ask, typed: '', wrong: ask.typed};
}
