import {say} from '../../words/words.ts';
import type {Key} from '../keyboard/key.ts';
import {commandOf} from '../keyboard/layout.ts';
import {arranged, movedTo} from './list.ts';
import {recordBeside, pageHeight} from '../room.ts';
import type {Hands} from '../hands.ts';
import {listAt, rowAt} from '../state.ts';

/** To a screen. */
export function goTo(name: string, {store, reader}: Hands, trail: readonly string[] = []): void {
	const {screens} = store.now();
	const place = screens.findIndex(screen => screen.name === name);
	store.set({at: name, menu: place, trail, mode: {is: 'browse'}});
	reader.entered(name);
}

/** Back the way one came, else to the menu. */
export function leaveTo({store, reader}: Hands): void {
	const {trail, at, screens} = store.now();
	const last = trail.at(-1) ?? null;
	store.set({
		at: last,
		trail: trail.slice(0, -1),
		menu: Math.max(
			0,
			screens.findIndex(({name}) => name === at),
		),
	});
	if (last !== null) reader.entered(last);
}

/** The next screen, round and round; from the menu, too. */
export function stepScreen(by: 1 | -1, hands: Hands): void {
	const {screens, at} = hands.store.now();
	const place = screens.findIndex(({name}) => name === at);
	const next =
		place === -1 ? (by === 1 ? 0 : screens.length - 1) : (place + by + screens.length) % screens.length;
	goTo(screens[next]!.name, hands);
}

/** Where the message leads that is on the screen, else where the row leads: to a row of another tab. `esc` comes back. */
export function leadTo(hands: Hands): void {
	const {store} = hands;
	const {lead, at, trail} = store.now();
	const list = listAt(store.now());
	const row = list && rowAt(list);
	const leads = lead ?? (row && list.tab.leads?.(row));
	if (!leads || at === null) return store.tell('plain', say('no-lead'));
	goTo(leads.tab, hands, [...trail, at]);
	findRow(leads.id, hands);
}

/** To the row of the list in front that has this name, out from under a filter if need be. */
export function findRow(id: string, hands: Hands): void {
	const {store} = hands;
	const {menu, screens} = store.now();
	if (!listAt(store.now()))
		goTo((screens[menu]?.tab ? screens[menu] : screens.find(({tab}) => tab !== null))!.name, hands);
	const list = listAt(store.now());
	const [row] = list?.sheet ? list.tab.find(id, list.sheet.rows) : [];
	if (!row) return store.tell('bad', say('lead-gone', {id}));
	store.setFront((before, height) => {
		const isShown = before.rows.includes(row);
		const shown = isShown ? before : arranged({...before, filter: '', onlyMarked: false}, height);
		return movedTo(shown, shown.rows.indexOf(row), height);
	});
}

/** The record: beside the table where there is room, over it where not. */
export function openRecord(hands: Hands): void {
	const {store} = hands;
	const list = listAt(store.now())!;
	const row = rowAt(list);
	if (!row) return store.tell('bad', say('no-row'));
	const isBeside = recordBeside(store.now().size);
	// The second time it takes the page, where the rest of a long one can be read.
	if (isBeside && list.beside === null) store.setFront(before => ({...before, beside: row.key}));
	else store.set({mode: {is: 'record', key: row.key, top: 0}});
	readHistory(row.key, hands);
}

/** What was done to the row whose record is shown. */
export function readHistory(key: string, {store, systems, works}: Hands): void {
	store.set({history: {key, entries: null}});
	works.add(
		systems
			.world()
			.then(async ({billing}) => billing.journal.list({subject: key, limit: 20}))
			.then(entries => {
				if (store.now().history?.key === key) store.set({history: {key, entries}});
			}),
	);
}

/** Scroll a page or a question, or search the help; false for keys that do neither. */
export function scrolled({name, text}: Key, {store, deeds, outside}: Hands): boolean {
	const {mode, size} = store.now();
	if (!('top' in mode)) return false;
	if (mode.is === 'help' && (text !== '' || name === 'backspace' || name === 'ctrl-u')) {
		const typed = text !== '' ? mode.typed + text : name === 'ctrl-u' ? '' : mode.typed.slice(0, -1);
		store.set({mode: {...mode, typed, top: 0}});
		return true;
	}

	// At a question every letter may be an answer.
	const key = mode.is === 'ask' ? name : commandOf(name);
	const by = stepsOf(pageHeight(size), mode.is !== 'ask')[key];
	if (by !== undefined)
		store.set({mode: {...mode, top: Math.max(0, Math.min(mode.top + by, outside.mostTop()))}});
	else if (mode.is === 'results' && key === 'x') deeds.bench.stop();
	else return false;
	return true;
}

const stepsOf = (page: number, withLetters: boolean): Readonly<Record<string, number>> => ({
	up: -1,
	down: 1,
	'page-up': -page,
	'page-down': page,
	home: -Infinity,
	end: Infinity,
	...(withLetters ? {k: -1, j: 1, space: page, g: -Infinity, G: Infinity} : {}),
});
