import type {Action, UndoOperation} from '../sync/action.ts';
import type {AnyResource} from '../sync/resource.ts';
import {message} from '../i18n/translator.ts';
import {resources} from './index.ts';
import {refuse, type Refusal} from '../sync/refusal.ts';
import type {JournalEntry} from '../sync/journal.ts';
import type {ResourceContext} from './context.ts';

/** A deed that can be taken back: the tab and the action that did it, and its undoing. */
export type Undoable = {readonly tab: AnyResource; readonly action: Action; readonly undo: UndoOperation};

/**
The undoing of a journal entry, as its own action declares it; or why there is none.

Beyond what the action itself looks at, the undoing refuses what failed, what was taken back already, and what was done on another portal.
*/
export function findUndo(entry: JournalEntry): Undoable | Refusal {
	if (entry.action === 'undo') return refuse(message('undo-of-undo'));
	const tab = resources.find(({name}) => name === entry.resource);
	const action = tab?.actions.find(({name}) => name === entry.action);
	if (!tab || !action?.undo) return refuse(message('not-undoable', {action: entry.action}));
	return {tab, action, undo: withChecks(action.undo)};
}

const withChecks = (undo: UndoOperation): UndoOperation => ({
	...undo,
	async plan(entry, context: ResourceContext, signal) {
		if (entry.state === 'failed') return refuse(message('undo-failed'));
		if (entry.service_id !== context.portalId && entry.run !== context.runId)
			return refuse(message('undo-elsewhere'));
		// Billing may have it back already while the account's number is still to follow.
		if (entry.state === 'undone' && (await context.billing.journal.openUndo(entry.id)) === null)
			return refuse(message('already-undone'));
		return undo.plan(entry, context, signal);
	},
	run: async (intent, entry, context: ResourceContext, signal) =>
		context.readOnly
			? {is: 'refused', key: entry.subject, said: message('read-only')}
			: undo.run(intent, entry, context, signal),
});
