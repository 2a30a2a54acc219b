import type {Key} from '../../source/tui/input/key.ts';
import type {Row} from '../../source/sync/row.ts';
import {cursorRowOf} from '../../source/tui/session/list.ts';
import {activeListOf, type State} from '../../source/tui/session/state.ts';

/** What one key allows to be written: rows, by their keys, and whether the portal may be asked to change anything. */
type AllowedWrites = {
	readonly subjects: readonly string[];
	readonly portal: boolean;
	/** Requests that delete an account or reboot a box. */
	readonly maxRemovals: number;
};

const noWrites: AllowedWrites = {subjects: [], portal: false, maxRemovals: 0};

/**
What the operator has just agreed to by this key, as the promises say it: `+` on the highlighted row, or an answer to the question that
accepts input. It does not use the console's own rules, only what is on the screen.
*/
export function allowedWrites(state: State, {name, inBurst}: Key): AllowedWrites {
	const {mode} = state;
	const list = activeListOf(state);
	// What cannot be read is not agreed to.
	if (state.size.columns < 60 || state.size.rows < 15) return noWrites;
	if (mode.is === 'confirm' && mode.acceptsInput) {
		const agrees =
			mode.requiredCount === null
				? (name === 'y' && !inBurst) || (name === 'enter' && mode.choice === 'yes')
				: name === 'enter' && mode.typed === String(mode.requiredCount);
		if (!agrees) return noWrites;
		const {pendingAction} = mode;
		if (pendingAction.is === 'apply') {
			const keys = pendingAction.plan.planned.map(({key}) => key);
			return {
				subjects: [
					...keys,
					...(pendingAction.plan.action.name === 'register' ? accountsOf(state, keys) : []),
				],
				portal: true,
				maxRemovals: ['delete', 'reboot'].includes(pendingAction.plan.action.name) ? keys.length : 0,
			};
		}

		return pendingAction.is === 'undo'
			? {
					subjects: pendingAction.steps.map(({set}) => set.rowKey),
					portal: true,
					maxRemovals: 0,
				}
			: noWrites;
	}

	if ((mode.is === 'browse' || mode.is === 'record') && list && name === '+' && !inBurst && !state.dryRun) {
		const row = cursorRowOf(list);
		return row && list.selected.size === 0 ? {subjects: [row.key], portal: false, maxRemovals: 0} : noWrites;
	}

	return noWrites;
}

/** A box for which a second service is made is an account that is added: the one that is named in its row. */
function accountsOf(state: State, keys: readonly string[]): readonly string[] {
	const boxes = activeListOf(state)!.comparison!.rows as ReadonlyArray<Row<{readonly login: string}>>;
	return boxes.filter(({key}) => keys.includes(key)).flatMap(({stalker}) => (stalker ? [stalker.login] : []));
}
