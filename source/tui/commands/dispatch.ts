import type {Action, RowAction} from '../../sync/action.ts';
import {planRows} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import {inputGuardMs} from '../actions/confirm.ts';
import {keyAliases, findBinding, type Command} from './key-bindings.ts';
import {createPicker} from './picker-state.ts';
import {reportOutcome} from '../actions/outcome-report.ts';
import type {Key} from '../input/key.ts';
import {toLatinKey} from '../input/keyboard-layout.ts';
import {commandHandlers} from './command-handlers.ts';
import {scrollPage} from './navigation.ts';
import type {SessionContext} from '../session/session-context.ts';
import {isTooSmall} from '../session/screen-layout.ts';
import {explorerHandlers} from '../api-explorer/explorer-handlers.ts';
import {activeListOf, screenKindOf, cursorRowOf, type List} from '../session/state.ts';

/** A key outside prompts and fields: on the menu, on a list, on a page. */
export function dispatchKey(key: Key, hands: SessionContext): void {
	const {store} = hands;
	const {mode} = store.getState();
	if (mode.is !== 'browse') {
		if (scrollPage(key, hands)) return;
		if (closingKeys.has(toLatinKey(key.name))) return store.setState({mode: {is: 'browse'}});
		// Of the pages only a record shows its row: nowhere else may a key act on one.
		if (mode.is !== 'record') return dispatchFromPage(key, hands);
		store.setState({mode: {is: 'browse'}});
	}

	const list = activeListOf(store.getState());
	const name = toLatinKey(key.name);
	const action = list && findAction(list, keyAliases[name] ?? name);
	const binding = action ? null : findBinding(key.name, screenKindOf(store.getState()));
	if (!action && !binding) return;
	if (isTooSmall(store.getState().size) && !(binding && tinyScreenCommands.has(binding.command)))
		return store.notify('bad', message('too-small'));
	if (action) return pressAction(action, key, hands);
	const {command} = binding!;
	const run =
		screenKindOf(store.getState()) === 'explorer'
			? (explorerHandlers[command] ?? commandHandlers[command])
			: commandHandlers[command];
	run({...key, name}, hands);
}

/** From a page that shows no row: what leads away from it, and what is about no row in front. */
function dispatchFromPage(key: Key, hands: SessionContext): void {
	const {store} = hands;
	const binding = findBinding(key.name, screenKindOf(store.getState()));
	if (!binding || !pageCommands.has(binding.command) || isTooSmall(store.getState().size)) return;
	store.setState({mode: {is: 'browse'}});
	commandHandlers[binding.command]({...key, name: toLatinKey(key.name)}, hands);
}

/** What a page lets through. */
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

/** What leaves a page. */
const closingKeys = new Set(['escape', 'enter', 'ctrl-c', 'left', 'q', '?']);

/** What may be done on a screen that shows nothing. */
const tinyScreenCommands: ReadonlySet<Command> = new Set(['up', 'down', 'back', 'quit', 'redraw', 'suspend']);

type ActionPress = {readonly action: Action; readonly all: boolean};

/** The action of this tab that has the key, or has it for all rows at once. */
function findAction({resource}: List, key: string): ActionPress | null {
	for (const action of resource.actions) {
		if (action.key === key) return {action, all: false};
		if (action.on === 'rows' && action.bulk?.key === key) return {action, all: true};
	}

	return null;
}

function pressAction({action, all}: ActionPress, {inBurst}: Key, hands: SessionContext): void {
	const {store, actionController} = hands;
	const list = activeListOf(store.getState())!;
	const {firstRowsAt} = list;
	if (firstRowsAt && hands.host.clock().getTime() - firstRowsAt.getTime() < inputGuardMs)
		return store.notify('plain', message('just-arrived'));
	if (action.on === 'list') return actionController.startListAction(action);
	if (all) {
		const rows = list.comparison?.rows.filter(row => action.bulk!.takes(row)) ?? [];
		if (rows.length === 0) return store.notify('plain', message('nothing-to-do'));
		return actionController.startRowAction(action, {alwaysConfirm: true, rows});
	}

	const row = cursorRowOf(list);
	if (action.argument && row && !isChoiceSettled(action, list, row))
		return openActionPicker(action, row, list, hands);
	actionController.startRowAction(action, {alwaysConfirm: inBurst});
}

/** Whether every row that is meant says by itself what to do; of several that do not, each is refused by itself. */
const isChoiceSettled = ({argument}: RowAction, list: List, row: Row): boolean =>
	argument?.settled !== undefined && (list.selected.size > 0 || argument.settled(row, list.comparison!));

/** What the action needs to know beside the row, to choose from. */
function openActionPicker(action: RowAction, row: Row, list: List, hands: SessionContext): void {
	const {store, actionController} = hands;
	if (actionController.reportIfBlocked()) return;
	if (list.selected.size > 0) return store.notify('bad', message('one-at-a-time'));
	const choices = action.argument!.choices(row, list.comparison!);
	const [refused] = planRows(action, [row], list.comparison!, {choice: choices[0]?.value ?? ''}).refused;
	if (choices.length === 0 || refused?.is === 'refused') {
		return refused?.is === 'refused'
			? reportOutcome(refused, store, false)
			: store.notify('bad', message('no-choices'));
	}

	store.setState({
		mode: createPicker({listName: list.resource.name, action: action.name}, choices, {
			key: row.key,
			armed: false,
		}),
	});
	hands.startInputGuard();
}
