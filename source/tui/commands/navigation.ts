import {message} from '../../i18n/translator.ts';
import type {Key} from '../input/key.ts';
import {toLatinKey} from '../input/keyboard-layout.ts';
import {refilter, moveCursorTo} from '../session/list-state.ts';
import {hasSidePanel, pageHeight} from '../session/screen-layout.ts';
import type {SessionContext} from '../session/session-context.ts';
import {activeListOf, cursorRowOf} from '../session/state.ts';

/** To a screen. */
export function goToScreen(
	name: string,
	{store, listLoader}: SessionContext,
	trail: readonly string[] = [],
): void {
	const {screens} = store.getState();
	const place = screens.findIndex(screen => screen.name === name);
	store.setState({activeScreen: name, menuCursor: place, backStack: trail, mode: {is: 'browse'}});
	listLoader.noteListOpened(name);
}

/** Back the way one came, else to the menu. */
export function leaveScreen({store, listLoader}: SessionContext): void {
	const {backStack, activeScreen, screens} = store.getState();
	const last = backStack.at(-1) ?? null;
	store.setState({
		activeScreen: last,
		backStack: backStack.slice(0, -1),
		menuCursor: Math.max(
			0,
			screens.findIndex(({name}) => name === activeScreen),
		),
	});
	if (last !== null) listLoader.noteListOpened(last);
}

/** The next screen, round and round; from the menu, too. */
export function cycleScreen(by: 1 | -1, hands: SessionContext): void {
	const {screens, activeScreen} = hands.store.getState();
	const place = screens.findIndex(({name}) => name === activeScreen);
	const next =
		place === -1 ? (by === 1 ? 0 : screens.length - 1) : (place + by + screens.length) % screens.length;
	goToScreen(screens[next]!.name, hands);
}

/** Where the message leads that is on the screen, else where the row leads: to a row of another tab. `esc` comes back. */
export function goToRelated(hands: SessionContext): void {
	const {store} = hands;
	const {related, activeScreen, backStack} = store.getState();
	const list = activeListOf(store.getState());
	const row = list && cursorRowOf(list);
	const leads = related ?? (row && list.resource.related?.(row));
	if (!leads || activeScreen === null) return store.notify('plain', message('no-lead'));
	goToScreen(leads.tab, hands, [...backStack, activeScreen]);
	goToRow(leads.id, hands);
}

/** To the row of the list in front that has this name, out from under a filter if need be. */
export function goToRow(id: string, hands: SessionContext): void {
	const {store} = hands;
	const {menuCursor, screens} = store.getState();
	if (!activeListOf(store.getState()))
		goToScreen(
			(screens[menuCursor]?.resource ? screens[menuCursor] : screens.find(({resource}) => resource !== null))!
				.name,
			hands,
		);
	const list = activeListOf(store.getState());
	const [row] = list?.comparison ? list.resource.find(id, list.comparison.rows) : [];
	if (!row) return store.notify('bad', message('lead-gone', {id}));
	store.updateActiveList((before, height) => {
		const isShown = before.rows.includes(row);
		const shown = isShown ? before : refilter({...before, filter: '', onlySelected: false}, height);
		return moveCursorTo(shown, shown.rows.indexOf(row), height);
	});
}

/** The record: beside the table where there is room, over it where not. */
export function openRecord(hands: SessionContext): void {
	const {store} = hands;
	const list = activeListOf(store.getState())!;
	const row = cursorRowOf(list);
	if (!row) return store.notify('bad', message('no-row'));
	const isBeside = hasSidePanel(store.getState().size);
	// The second time it takes the page, where the rest of a long one can be read.
	if (isBeside && list.detailKey === null)
		store.updateActiveList(before => ({...before, detailKey: row.key}));
	else store.setState({mode: {is: 'record', key: row.key, top: 0}});
	loadRowHistory(row.key, hands);
}

/** What was done to the row whose record is shown. */
export function loadRowHistory(key: string, {store, connections, pendingTasks}: SessionContext): void {
	store.setState({rowHistory: {key, entries: null}});
	pendingTasks.add(
		connections
			.context()
			.then(async ({billing}) => billing.journal.list({subject: key, limit: 20}))
			.then(entries => {
				if (store.getState().rowHistory?.key === key) store.setState({rowHistory: {key, entries}});
			}),
	);
}

/** Scroll a page or a question, or search the help; false for keys that do neither. */
export function scrollPage({name, text}: Key, {store, actionController, host}: SessionContext): boolean {
	const {mode, size} = store.getState();
	if (!('top' in mode)) return false;
	if (mode.is === 'help' && (text !== '' || name === 'backspace' || name === 'ctrl-u')) {
		const typed = text !== '' ? mode.typed + text : name === 'ctrl-u' ? '' : mode.typed.slice(0, -1);
		store.setState({mode: {...mode, typed, top: 0}});
		return true;
	}

	// At a question every letter may be an answer.
	const key = mode.is === 'confirm' ? name : toLatinKey(name);
	const by = scrollStepsOf(pageHeight(size), mode.is !== 'confirm')[key];
	if (by !== undefined)
		store.setState({mode: {...mode, top: Math.max(0, Math.min(mode.top + by, host.maxScrollTop()))}});
	else if (mode.is === 'results' && key === 'x') actionController.taskRunner.stop();
	else return false;
	return true;
}

const scrollStepsOf = (page: number, withLetters: boolean): Readonly<Record<string, number>> => ({
	up: -1,
	down: 1,
	'page-up': -page,
	'page-down': page,
	home: -Infinity,
	end: Infinity,
	...(withLetters ? {k: -1, j: 1, space: page, g: -Infinity, G: Infinity} : {}),
});
