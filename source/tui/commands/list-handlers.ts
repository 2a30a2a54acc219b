import {openEntry, undoEntry} from '../journal/journal-commands.ts';
import {journalName} from '../journal/journal-list.ts';
import {goToWayOut, openResult, showOtherResults} from '../results/results-commands.ts';
import {resultsName} from '../results/results-list.ts';
import type {CommandHandler} from '../session/session-context.ts';
import {goToRelated} from './navigation.ts';
import type {Command} from './key-bindings.ts';

/** What commands do on the lists that are no resources, in place of what they do on others: by the name of the list. */
export const listHandlers: Readonly<Record<string, Partial<Record<Command, CommandHandler>>>> = {
	[journalName]: {
		open: (_, context) => openEntry(context),
		undo: (_, context) => undoEntry(context),
	},
	[resultsName]: {
		open: (_, context) => openResult(context),
		'go-related'(_, context) {
			if (context.store.getState().related) goToRelated(context);
			else goToWayOut(context);
		},
		'detail-up': (_, context) => showOtherResults(1, context),
		'detail-down': (_, context) => showOtherResults(-1, context),
	},
};
