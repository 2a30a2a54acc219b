import type {Action} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import {keyAliases, findBinding, type Command} from './key-bindings.ts';
import {isChoiceSettled, openActionPicker} from './action-picker.ts';
import type {CustomCommand} from '../custom-commands/custom-command.ts';
import type {Key} from '../input/key.ts';
import {toLatinKey} from '../input/keyboard.ts';
import {commandHandlers} from './command-handlers.ts';
import {openHelp, scrollPage, goToRelated} from './navigation.ts';
import type {SessionContext, CommandHandler} from '../session/session-context.ts';
import {reportIfJustArrived} from '../session/confirm.ts';
import {isTooSmall} from '../session/screen-layout.ts';
import {explorerHandlers} from '../api-explorer/explorer-handlers.ts';
import {cursorRowOf, type List} from '../session/list.ts';
import {activeListOf, screenKindOf, type State} from '../session/state.ts';
import {openEntry, undoEntry} from '../journal/journal-commands.ts';
import {journalName} from '../journal/journal-list.ts';
import {goToWayOut, openResult, showOtherResults} from '../results/results-commands.ts';
import {resultsName} from '../results/results-list.ts';

/** Handles a key outside of confirmations, pickers and fields: on the menu, on a list, in the explorer or on a page. */
export function dispatchKey(key: Key, context: SessionContext): void {
	const {store} = context;
	const {mode} = store.getState();
	if (mode.is !== 'browse') {
		if (scrollPage(key, context)) return;
		if (closingKeys.has(toLatinKey(key.name)) || (mode.is === 'help' && isHelpKey(key)))
			return store.setState({mode: (mode.is === 'help' && mode.previousMode) || {is: 'browse'}});
		if (isHelpKey(key)) return openHelp(context);
		// Only these pages show the row that a key would act on.
		if (mode.is !== 'record' && mode.is !== 'entry') return dispatchFromPage(key, context);
	}

	const list = activeListOf(store.getState());
	const name = toLatinKey(key.name);
	const action = list && findAction(list, keyAliases[name] ?? name);
	const binding = action ? null : findBinding(key.name, screenKindOf(store.getState()));
	const custom = binding ? undefined : findCustomCommand(name, store.getState());
	if (!action && !binding && !custom) return reportUnusedKey(key, context);
	if (mode.is !== 'browse') store.setState({mode: {is: 'browse'}});
	if (isTooSmall(store.getState().size) && !(binding && tinyScreenCommands.has(binding.command)))
		return store.notify('bad', message('too-small'));
	if (action) return pressAction(action, key, context);
	if (custom)
		return reportIfJustArrived(list!, context) ? undefined : context.customCommandRunner.start(custom, key);
	const {command} = binding!;
	const isExplorer = screenKindOf(store.getState()) === 'explorer';
	const own = isExplorer ? explorerHandlers : listHandlers[list?.resource.name ?? ''];
	const handle = own?.[command] ?? commandHandlers[command];
	handle({...key, name}, context);
}

/**
The operator's own command with this key, on a list. The keys of the console come first; one of them in the configuration is refused at the
start.
*/
const findCustomCommand = (key: string, state: State): CustomCommand | undefined =>
	activeListOf(state) ? state.customCommands.find(command => command.key === key) : undefined;

/** Handles a key on a page that shows no row: only commands that do not act on a row. */
function dispatchFromPage(key: Key, context: SessionContext): void {
	const {store} = context;
	const binding = findBinding(key.name, screenKindOf(store.getState()));
	if (!binding || !pageCommands.has(binding.command) || isTooSmall(store.getState().size))
		return reportUnusedKey(key, context);
	store.setState({mode: {is: 'browse'}});
	if (binding.command === 'undo') return context.undoController.start();
	commandHandlers[binding.command]({...key, name: toLatinKey(key.name)}, context);
}

/** Says that a key does nothing here, and what lists the keys that do, or closes the page. */
function reportUnusedKey({name, text}: Key, {store, translator}: SessionContext): void {
	const key = text.trim() || (translator.tui.keys[name] ?? name);
	const isPage = store.getState().mode.is !== 'browse';
	store.notify('plain', message(isPage ? 'unused-key-on-page' : 'unused-key', {key}));
}

const isHelpKey = ({name}: Key): boolean => findBinding(name, 'list')?.command === 'help';

/** Commands that work on pages without a row. */
const pageCommands: ReadonlySet<Command> = new Set([
	'screen',
	'next-screen',
	'previous-screen',
	'menu',
	'undo',
	'results',
	'journal',
	'messages',
]);

/** Keys that close a page. */
const closingKeys = new Set(['escape', 'enter', 'ctrl-c', 'left', 'q', 'f3', 'f10']);

/** Commands that work on a screen too small to show anything. */
const tinyScreenCommands: ReadonlySet<Command> = new Set(['up', 'down', 'back', 'quit', 'redraw', 'suspend']);

/** An action whose key was pressed. `isBulk`: by the key that applies it to all rows that need it. */
type ActionPress = {readonly action: Action; readonly isBulk: boolean};

/** Finds the action of the resource with this key, or with this bulk key. */
function findAction({resource}: List, key: string): ActionPress | null {
	for (const action of resource.actions) {
		if (action.key === key) return {action, isBulk: false};
		if (action.scope === 'rows' && action.bulk?.key === key) return {action, isBulk: true};
	}

	return null;
}

function pressAction({action, isBulk}: ActionPress, {inBurst}: Key, context: SessionContext): void {
	const {store, actionController} = context;
	const list = activeListOf(store.getState())!;
	if (reportIfJustArrived(list, context)) return;
	if (action.scope === 'list') return actionController.startListAction(action);
	if (isBulk) {
		const rows = list.comparison?.rows.filter(row => action.bulk!.includes(row)) ?? [];
		if (rows.length === 0) return store.notify('plain', message('nothing-to-do'));
		return actionController.startRowAction(action, {alwaysConfirm: true, rows});
	}

	const row = cursorRowOf(list);
	if (action.argument && row && !isChoiceSettled(action, list, row))
		return openActionPicker(action, row, list, context);
	actionController.startRowAction(action, {alwaysConfirm: inBurst});
}

/** What commands do on the lists that are no resources, in place of what they do on others: by the name of the list. */
const listHandlers: Readonly<Record<string, Partial<Record<Command, CommandHandler>>>> = {
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
