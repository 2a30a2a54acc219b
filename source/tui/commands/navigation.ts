import {message} from '../../i18n/translator.ts';
import type {Key} from '../input/key.ts';
import {toLatinKey} from '../input/keyboard.ts';
import {refilter, moveCursorTo, targetRowsOf} from '../session/list-state.ts';
import {findBinding} from './key-bindings.ts';
import {hasSidePanel, pageHeight} from '../session/screen-layout.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import type {SessionContext} from '../session/session-context.ts';
import {cursorRowOf, type List} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import type {Row, Comparison} from '../../sync/row.ts';
import type {RowAction} from '../../sync/action.ts';
import {planList, planRows, type Plan} from '../../sync/plan-runner.ts';
import type {Message} from '../../i18n/message.ts';

/** Returns to the last screen of the back stack; if it is empty, to the menu. */
export function leaveScreen({store, listLoader}: SessionContext): void {
	const {backStack} = store.getState();
	const previous = backStack.at(-1) ?? null;
	store.setState({activeScreen: previous, backStack: backStack.slice(0, -1)});
	if (previous !== null) listLoader.noteListOpened(previous);
}

/**
Shows the next or previous screen, cyclically; from the menu, the first or the last; from a list over a screen, the one beside that screen.
*/
export function cycleScreen(by: 1 | -1, context: SessionContext): void {
	const {screens, activeScreen, backStack} = context.store.getState();
	const places = [...backStack, activeScreen].map(at => screens.findIndex(({name}) => name === at));
	const index = places.findLast(place => place !== -1) ?? -1;
	const next =
		index === -1 ? (by === 1 ? 0 : screens.length - 1) : (index + by + screens.length) % screens.length;
	goToScreen(screens[next]!.name, context);
}

/**
Goes to the row that the notification links to, or else to the row of another resource that the row at the cursor links to. `esc` returns.
*/
export function goToRelated(context: SessionContext): void {
	const {store} = context;
	const {related, activeScreen, backStack, lists} = store.getState();
	const list = activeListOf(store.getState());
	const row = list && cursorRowOf(list);
	const link = related ?? (row && list.resource.related?.(row));
	if (!link || activeScreen === null || !lists[link.resource])
		return store.notify('plain', message('no-linked-record'));
	goToScreen(link.resource, context, [...backStack, activeScreen]);
	goToRow(link.id, context, link.resource === activeScreen ? row : null);
}

/**
Moves the cursor to the row with this ID on the visible list, or on the list that the menu cursor is on, rather to another than `from`. A
filter that hides it is cleared.
*/
export function goToRow(id: string, context: SessionContext, from: Row | null = null): void {
	const {store} = context;
	const {menuCursor, screens} = store.getState();
	const atCursor = screens.find(({name}) => name === menuCursor);
	const target = atCursor?.resource ? atCursor : screens.find(({resource}) => resource !== null)!;
	if (!activeListOf(store.getState())) goToScreen(target.name, context);
	const list = activeListOf(store.getState());
	const found = list?.comparison ? list.resource.find(id, list.comparison.rows) : [];
	const row = found.find(({key}) => key !== from?.key) ?? found[0];
	if (!row) return store.notify('bad', message('linked-record-gone', {id}));
	store.updateActiveList((before, height) => {
		const isVisible = before.rows.includes(row);
		const shown = isVisible ? before : refilter({...before, filter: '', onlySelected: false}, height);
		return moveCursorTo(shown, shown.rows.indexOf(row), height);
	});
}

/**
Opens the record of the row at the cursor: in the side panel if the screen is wide enough and the panel is closed, otherwise on the full
page.
*/
export function openRecord(context: SessionContext): void {
	const {store} = context;
	const list = activeListOf(store.getState())!;
	const row = cursorRowOf(list);
	if (!row) return store.notify('bad', message('no-row'));
	// A second `enter` opens the full page, where a long record can be scrolled.
	if (hasSidePanel(store.getState().size) && list.detailKey === null)
		store.updateActiveList(before => ({...before, detailKey: row.key, detailTop: 0}));
	else store.setState({mode: {is: 'record', key: row.key, top: 0}});
	loadRowHistory(row.key, context);
}

/** Opens the help of the screen; `esc` returns to the page that it was opened from. */
export function openHelp({store}: SessionContext): void {
	const state = store.getState();
	store.setState({
		mode: {
			is: 'help',
			top: 0,
			typed: '',
			refusals: refusalsByAction(activeListOf(state), state.readOnly),
			...(state.mode.is !== 'browse' && {previousMode: state.mode}),
		},
	});
}

/** Loads the journal entries of a row, for its record. */
export function loadRowHistory(key: string, {store, connections, pendingTasks}: SessionContext): void {
	store.setState({rowHistory: {key, entries: null}});
	pendingTasks.add(
		connections
			.context()
			.then(async ({billing, providerId}) => billing.journal.list({subject: key, providerId, limit: 20}))
			.then(entries => {
				if (store.getState().rowHistory?.key === key) store.setState({rowHistory: {key, entries}});
			}),
	);
}

/** Scrolls a page or a confirmation, or searches the help. Returns false for a key that does neither. */
export function scrollPage({name, text}: Key, {store, host}: SessionContext): boolean {
	const {mode, size} = store.getState();
	if (!('top' in mode)) return false;
	if (mode.is === 'help' && findBinding(name, 'list')?.command === 'help') return false;
	if (mode.is === 'help' && (text !== '' || name === 'backspace' || name === 'ctrl-u')) {
		// As in a list, `/` begins the search.
		const added = text === '/' && mode.typed === '' ? '' : text;
		const typed = text !== '' ? mode.typed + added : name === 'ctrl-u' ? '' : mode.typed.slice(0, -1);
		store.setState({mode: {...mode, typed, top: 0}});
		return true;
	}

	// In a confirmation, letters are answers and do not scroll.
	const key = mode.is === 'confirm' ? name : toLatinKey(name);
	const by = scrollStepsOf(pageHeight(size), mode.is !== 'confirm')[key];
	if (by !== undefined)
		store.setState({mode: {...mode, top: Math.max(0, Math.min(mode.top + by, host.maxScrollTop()))}});
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

/**
For each action that would refuse its target rows now, the reason, by action name; where nothing may be written, for all, with fix and undo.
Shown in the help.
*/
function refusalsByAction(list: List | null, readOnly: Message | null): Readonly<Record<string, Message>> {
	if (readOnly) {
		const names = [...(list?.resource.actions ?? []).map(({name}) => name), 'fix', 'undo'];
		return Object.fromEntries(names.map(name => [name, readOnly]));
	}

	if (!list?.comparison) return {};
	const {comparison, resource} = list;
	const rows = targetRowsOf(list);
	return Object.fromEntries(
		resource.actions.flatMap((action): ReadonlyArray<readonly [string, Message]> => {
			const {refused: all} =
				action.scope === 'list'
					? planList(action, resource.name, comparison)
					: planTargetRows(action, rows, comparison);
			const [refused] = all;
			return refused ? [[action.name, refused.message]] : [];
		}),
	);
}

/** Plans the action for its target rows. With several rows there is no single refusal to show. */
function planTargetRows(
	action: RowAction,
	rows: readonly Row[],
	comparison: Comparison,
): Pick<Plan, 'refused'> {
	if (rows.length === 0) return {refused: [{is: 'refused', key: '', message: message('no-row')}]};
	if (rows.length > 1) return {refused: []};
	const choice = action.argument?.choices(rows[0]!, comparison)[0]?.value;
	return planRows(action, rows, comparison, choice === undefined ? {} : {choice});
}
