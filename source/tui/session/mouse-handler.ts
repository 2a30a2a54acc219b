import {message} from '../../i18n/translator.ts';
import {commandHandlers} from '../commands/command-handlers.ts';
import {dispatchKey} from '../commands/dispatch.ts';
import {scrollPage} from '../commands/navigation.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import {applyOption} from '../commands/picker-actions.ts';
import {reducePicker} from '../commands/picker-state.ts';
import type {Key, MouseReport} from '../input/key.ts';
import {moveCursorBy, moveCursorTo, sortBy} from './list-state.ts';
import {openMenuEntry} from '../menu/menu-commands.ts';
import type {FilterField, Picker} from './mode.ts';
import type {MouseTarget} from './terminal-host.ts';
import type {SessionContext} from './session-context.ts';
import {cursorRowOf} from './list.ts';
import {activeListOf} from './state.ts';

/** Rows or lines that one step of the wheel moves by. */
const wheelStep = 3;

/**
How long after arriving data has moved the rows a click on one of them is ignored, in milliseconds: on a slow line it was meant for the row
that was there before.
*/
const movedRowsGuardMs = 1000;

/** Modes in which a click on a tab switches the screen, as the digits do. */
const modesWithTabs: ReadonlySet<string> = new Set(['browse', 'record', 'entry', 'help', 'messages']);

/**
Handles the mouse. A click moves, sorts, switches the screen or opens; it starts no action, takes no option that leads to a write, and
answers no question. A message stays until a key is pressed.
*/
export function handleMouse({action, column, row}: MouseReport, context: SessionContext): void {
	const target = context.host.targetAt(column, row);
	if (action !== 'click') scroll(action === 'wheel-up' ? -1 : 1, target, context);
	else if (target) click(target, context);
}

const keyOf = (direction: 1 | -1): Key => ({name: direction === 1 ? 'down' : 'up', text: '', inBurst: false});

function scroll(direction: 1 | -1, target: MouseTarget | null, context: SessionContext): void {
	const {store} = context;
	const {mode} = store.getState();
	const key = keyOf(direction);
	if (mode.is === 'path' || (mode.is === 'picker' && !mode.acceptsInput)) return;
	if (mode.is === 'filter') return moveInFilter(mode, direction * wheelStep, context);
	if (mode.is === 'browse' && target?.is === 'record')
		return commandHandlers[direction === 1 ? 'detail-down' : 'detail-up'](key, context);
	for (let step = 0; step < wheelStep; step++) {
		if (mode.is === 'confirm') scrollPage(key, context);
		else if (mode.is === 'picker') movePicker(key, context);
		else dispatchKey(key, context);
	}
}

function movePicker(key: Key, {store}: SessionContext): void {
	const {mode} = store.getState();
	const moved = mode.is === 'picker' ? reducePicker(mode, key) : null;
	if (moved && moved !== 'cancelled' && moved.is === 'picker') store.setState({mode: moved});
}

/** Moves the cursor while the filter is typed. */
function moveInFilter(field: FilterField, by: number, {store}: SessionContext): void {
	store.updateActiveList((list, height) => moveCursorBy(list, by, height));
	store.setState({mode: {...field, returnKey: activeListOf(store.getState())!.cursorKey}});
}

function click(target: MouseTarget, context: SessionContext): void {
	const {store} = context;
	const {mode} = store.getState();
	switch (target.is) {
		case 'screen':
			if (!modesWithTabs.has(mode.is)) return;
			if (target.name === store.getState().activeScreen) return store.setState({mode: {is: 'browse'}});
			if (store.getState().activeScreen === null) return openMenuEntry(context, target.name);
			if (target.name !== null) return goToScreen(target.name, context);
			return store.setState({activeScreen: null, backStack: [], mode: {is: 'browse'}});
		case 'heading':
			if (mode.is === 'browse') store.updateActiveList((list, height) => sortBy(list, target.column, height));
			return;
		case 'row':
			if (mode.is === 'browse' || mode.is === 'filter') clickRow(target.index, context);
			return;
		case 'option':
			if (mode.is === 'picker' && mode.acceptsInput) clickOption(mode, target.index, context);
			return;
		case 'record':
	}
}

/** Moves the cursor to the row; a click on the highlighted row opens its record. */
function clickRow(index: number, context: SessionContext): void {
	const {store, host} = context;
	const {mode} = store.getState();
	const list = activeListOf(store.getState())!;
	if (list.rowsMovedAt && host.clock().getTime() - list.rowsMovedAt.getTime() < movedRowsGuardMs)
		return store.notify('plain', message('rows-moved'));
	if (mode.is === 'filter') return moveInFilter(mode, index - list.cursor, context);
	if (index === list.cursor && cursorRowOf(list))
		return commandHandlers.open({name: 'enter', text: '', inBurst: false}, context);
	store.updateActiveList((before, height) => moveCursorTo(before, index, height));
}

/** Moves to the option. A click on the highlighted one takes it where it only changes what is shown. */
function clickOption(mode: Picker, index: number, context: SessionContext): void {
	if (index !== mode.cursor) return context.store.setState({mode: {...mode, cursor: index}});
	if (mode.purpose === 'columns') return movePicker({name: 'space', text: ' ', inBurst: false}, context);
	if (mode.purpose === 'sort' || mode.purpose === 'frequencies' || mode.purpose === 'portal')
		applyOption(mode, mode.matches[index]!, context);
}
