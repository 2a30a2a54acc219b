import {message} from '../../i18n/translator.ts';
import type {JournalEntry} from '../../sync/journal.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import type {SessionContext} from '../session/session-context.ts';
import {cursorRowOf} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import {journalName} from './journal-list.ts';

/** Shows the journal, read anew; `esc` returns to where the key was pressed. */
export function openJournal(context: SessionContext): void {
	const {store, listLoader} = context;
	const {activeScreen, backStack} = store.getState();
	if (activeScreen === journalName) return void listLoader.load(journalName);
	goToScreen(journalName, context, activeScreen === null ? [] : [...backStack, activeScreen]);
	void listLoader.load(journalName);
}

/** Shows what the entry at the cursor has changed. */
export function openEntry(context: SessionContext): void {
	const {store, connections, pendingTasks} = context;
	const entry = entryAtCursor(context);
	if (!entry) return store.notify('bad', message('no-row'));
	store.setState({mode: {is: 'entry', entry, rows: null, top: 0}});
	pendingTasks.add(
		connections
			.context()
			.then(async ({billing}) => billing.changeJournal.rows(entry.id))
			.then(rows => {
				const {mode} = store.getState();
				if (mode.is === 'entry' && mode.entry === entry) store.setState({mode: {...mode, rows}});
			}),
	);
}

/** Plans the undo of the entry at the cursor, whoever made it and when, and opens a confirmation. */
export function undoEntry(context: SessionContext): void {
	const {store, undoController} = context;
	const entry = entryAtCursor(context);
	if (!entry) return store.notify('bad', message('no-row'));
	const {id, resource, action} = entry;
	undoController.start({listName: resource, action, journalIds: [id]});
}

function entryAtCursor({store}: SessionContext): JournalEntry | null {
	const list = activeListOf(store.getState());
	const row = list && cursorRowOf(list);
	return row ? (row.billing as JournalEntry) : null;
}
