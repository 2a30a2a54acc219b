import type {Action, Entry, Undo} from '../sync/action.ts';
import type {Tab} from '../sync/resource.ts';
import {refuse, type Refusal} from '../sync/saying.ts';
import {say} from '../words/words.ts';
import {resources} from './index.ts';

/** A deed that can be taken back: the tab and the action that did it, and its undoing. */
export type Undoable = {readonly tab: Tab; readonly action: Action; readonly undo: Undo};

/**
The undoing of a journal entry, as its own action declares it; or why there is none.

Beyond what the action itself looks at, the undoing refuses what failed, what was taken back already, and what was done on another portal.
*/
export function undoOf(entry: Entry): Undoable | Refusal {
	if (entry.action === 'undo') return refuse(say('undo-of-undo'));
	const tab = resources.find(({name}) => name === entry.resource);
	const action = tab?.actions.find(({name}) => name === entry.action);
	if (!tab || !action?.undo) return refuse(say('not-undoable', {action: entry.action}));
	return {tab, action, undo: guarded(action.undo)};
}

const guarded = (undo: Undo): Undo => ({
	...undo,
	async plan(entry, world, signal) {
		if (entry.state === 'failed') return refuse(say('undo-failed'));
		if (entry.service_id !== world.portal && entry.run !== world.run) return refuse(say('undo-elsewhere'));
		// Billing may have it back already while the account's number is still to follow.
		if (entry.state === 'undone' && (await world.billing.journal.openUndo(entry.id)) === null)
			return refuse(say('already-undone'));
		return undo.plan(entry, world, signal);
	},
	run: async (intent, entry, world, signal) =>
		world.readOnly
			? {is: 'refused', key: entry.subject, said: say('read-only')}
			: undo.run(intent, entry, world, signal),
});
