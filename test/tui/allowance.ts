import type {Key} from '../../source/tui/keyboard/key.ts';
import type {Row} from '../../source/sync/row.ts';
import {listAt, rowAt, type State} from '../../source/tui/state.ts';

/** What one key allows to be written: rows, by their keys, and whether the portal may be asked to change anything. */
type Allowance = {
	readonly subjects: readonly string[];
	readonly portal: boolean;
	/** Requests that delete an account or reboot a box. */
	readonly takes: number;
};

const nothing: Allowance = {subjects: [], portal: false, takes: 0};

/**
What the operator has just agreed to by this key, as the promises say it: `+` on the highlighted row, or an answer to the question that
stands and hears. Told apart from the console's own judgement: this one knows only what is on the screen.
*/
export function allowance(state: State, {name, together}: Key): Allowance {
	const {mode} = state;
	const list = listAt(state);
	// What cannot be read is not agreed to.
	if (state.size.columns < 60 || state.size.rows < 15) return nothing;
	if (mode.is === 'ask' && mode.armed) {
		const agrees =
			mode.count === null
				? (name === 'y' && !together) || (name === 'enter' && mode.choice === 'yes')
				: name === 'enter' && mode.typed === String(mode.count);
		if (!agrees) return nothing;
		const {task} = mode;
		if (task.is === 'act') {
			const keys = task.plan.planned.map(({key}) => key);
			return {
				subjects: [...keys, ...(task.plan.action.name === 'register' ? accountsOf(state, keys) : [])],
				portal: true,
				takes: ['delete', 'reboot'].includes(task.plan.action.name) ? keys.length : 0,
			};
		}

		return task.is === 'undo'
			? {subjects: task.parts.map(({entry}) => entry.subject), portal: true, takes: 0}
			: nothing;
	}

	if (
		(mode.is === 'browse' || mode.is === 'record') &&
		list &&
		name === '+' &&
		!together &&
		!state.simulates
	) {
		const row = rowAt(list);
		return row && list.marked.size === 0 ? {subjects: [row.key], portal: false, takes: 0} : nothing;
	}

	return nothing;
}

/** A box for which a second service is made is an account that is added: the one that is named in its row. */
function accountsOf(state: State, keys: readonly string[]): readonly string[] {
	const boxes = listAt(state)!.sheet!.rows as ReadonlyArray<Row<{readonly login: string}>>;
	return boxes.filter(({key}) => keys.includes(key)).flatMap(({theirs}) => (theirs ? [theirs.login] : []));
}
