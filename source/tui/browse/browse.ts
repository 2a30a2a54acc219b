import type {Action, RowAction} from '../../sync/action.ts';
import {planRows} from '../../sync/job.ts';
import type {Row} from '../../sync/row.ts';
import {say} from '../../words/words.ts';
import {deafness} from '../deeds/asking.ts';
import {aliases, bindingOf, type Command} from '../bindings.ts';
import {choose} from './choosing.ts';
import {tellOutcome} from '../deeds/results.ts';
import type {Key} from '../keyboard/key.ts';
import {commandOf} from '../keyboard/layout.ts';
import {commands} from './commands.ts';
import {scrolled} from './going.ts';
import type {Hands} from '../hands.ts';
import {isTooSmall} from '../room.ts';
import {exploring} from '../exploring/exploring.ts';
import {listAt, placeOf, rowAt, type List} from '../state.ts';

/** A key outside prompts and fields: on the menu, on a list, on a page. */
export function browse(key: Key, hands: Hands): void {
	const {store} = hands;
	const {mode} = store.now();
	if (mode.is !== 'browse') {
		if (scrolled(key, hands)) return;
		if (leaving.has(commandOf(key.name))) return store.set({mode: {is: 'browse'}});
		// Of the pages only a record shows its row: nowhere else may a key act on one.
		if (mode.is !== 'record') return elsewhere(key, hands);
		store.set({mode: {is: 'browse'}});
	}

	const list = listAt(store.now());
	const name = commandOf(key.name);
	const action = list && actionOf(list, aliases[name] ?? name);
	const binding = action ? null : bindingOf(key.name, placeOf(store.now()));
	if (!action && !binding) return;
	if (isTooSmall(store.now().size) && !(binding && safeUnseen.has(binding.command)))
		return store.tell('bad', say('too-small'));
	if (action) return press(action, key, hands);
	const {command} = binding!;
	const run =
		placeOf(store.now()) === 'explorer' ? (exploring[command] ?? commands[command]) : commands[command];
	run({...key, name}, hands);
}

/** From a page that shows no row: what leads away from it, and what is about no row in front. */
function elsewhere(key: Key, hands: Hands): void {
	const {store} = hands;
	const binding = bindingOf(key.name, placeOf(store.now()));
	if (!binding || !fromPages.has(binding.command) || isTooSmall(store.now().size)) return;
	store.set({mode: {is: 'browse'}});
	commands[binding.command]({...key, name: commandOf(key.name)}, hands);
}

/** What a page lets through. */
const fromPages: ReadonlySet<Command> = new Set([
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
const leaving = new Set(['escape', 'enter', 'ctrl-c', 'left', 'q', '?']);

/** What may be done on a screen that shows nothing. */
const safeUnseen: ReadonlySet<Command> = new Set(['up', 'down', 'back', 'quit', 'redraw', 'suspend']);

type Pressed = {readonly action: Action; readonly all: boolean};

/** The action of this tab that has the key, or has it for all rows at once. */
function actionOf({tab}: List, key: string): Pressed | null {
	for (const action of tab.actions) {
		if (action.key === key) return {action, all: false};
		if (action.on === 'rows' && action.bulk?.key === key) return {action, all: true};
	}

	return null;
}

function press({action, all}: Pressed, {together}: Key, hands: Hands): void {
	const {store, deeds} = hands;
	const list = listAt(store.now())!;
	const {arrivedAt} = list;
	if (arrivedAt && hands.outside.clock().getTime() - arrivedAt.getTime() < deafness)
		return store.tell('plain', say('just-arrived'));
	if (action.on === 'list') return deeds.pressList(action);
	if (all) {
		const rows = list.sheet?.rows.filter(row => action.bulk!.takes(row)) ?? [];
		if (rows.length === 0) return store.tell('plain', say('nothing-to-do'));
		return deeds.press(action, {careful: true, rows});
	}

	const row = rowAt(list);
	if (action.argument && row && !leavesNoChoice(action, list, row)) return offer(action, row, list, hands);
	deeds.press(action, {careful: together});
}

/** Whether every row that is meant says by itself what to do; of several that do not, each is refused by itself. */
const leavesNoChoice = ({argument}: RowAction, list: List, row: Row): boolean =>
	argument?.settled !== undefined && (list.marked.size > 0 || argument.settled(row, list.sheet!));

/** What the action needs to know beside the row, to choose from. */
function offer(action: RowAction, row: Row, list: List, hands: Hands): void {
	const {store, deeds} = hands;
	if (deeds.isBarred()) return;
	if (list.marked.size > 0) return store.tell('bad', say('one-at-a-time'));
	const choices = action.argument!.choices(row, list.sheet!);
	const [refused] = planRows(action, [row], list.sheet!, {choice: choices[0]?.value ?? ''}).refused;
	if (choices.length === 0 || refused?.is === 'refused') {
		return refused?.is === 'refused'
			? tellOutcome(refused, store, false)
			: store.tell('bad', say('no-choices'));
	}

	store.set({
		mode: choose({tab: list.tab.name, action: action.name}, choices, {key: row.key, armed: false}),
	});
	hands.prompted();
}
