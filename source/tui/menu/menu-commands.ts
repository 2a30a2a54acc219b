import {goToScreen} from '../session/go-to-screen.ts';
import {refilter} from '../session/list-state.ts';
import type {SessionContext} from '../session/session-context.ts';
import {menuEntries, menuEntryAtCursor} from './menu-items.ts';

/** Moves the cursor of the menu. */
export function moveMenuCursor(by: number, {store}: SessionContext): void {
	const entries = menuEntries(store.getState());
	const index = entries.findIndex(({id}) => id === store.getState().menuCursor);
	const next = Math.max(0, Math.min(entries.length - 1, index + by));
	store.setState({menuCursor: entries[next]!.id});
}

/** Opens the line of the menu with this id; without one, the highlighted line: a screen, or the rows of some work. */
export function openMenuEntry(context: SessionContext, id: string | null = null): void {
	const {store} = context;
	const state = store.getState();
	const entry = menuEntries(state).find(one => one.id === id) ?? menuEntryAtCursor(state);
	if (entry.is === 'screen') return goToScreen(entry.screen.name, context);
	const {screen, filter} = entry.work;
	goToScreen(screen, context);
	store.setState({menuCursor: entry.id});
	store.updateActiveList((list, height) =>
		refilter({...list, filter, onlySelected: false, cursorKey: null}, height),
	);
}
