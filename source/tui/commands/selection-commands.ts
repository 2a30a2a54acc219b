import {message} from '../../i18n/translator.ts';
import type {Row} from '../../sync/row.ts';
import type {Command} from './key-bindings.ts';
import type {CommandHandler} from '../session/session-context.ts';
import {cursorRowOf, type List} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import {refilter, moveCursorBy, selectRange, toggleSelected, addSelected} from '../session/list-state.ts';

const selectAndMove =
	(by: number): CommandHandler =>
	(_, {store}) =>
		store.updateActiveList((list, height) => {
			const row = cursorRowOf(list);
			return row ? stretchSelection(list, row, by, height) : list;
		});

/** Selects the row at the cursor and moves on. Moving back over selected rows deselects them again. */
function stretchSelection(list: List, row: Row, by: number, height: number): List {
	const next = list.rows[list.cursor + by];
	const isMovingBack = !list.selected.has(row.key) && next !== undefined && list.selected.has(next.key);
	return isMovingBack
		? toggleSelected(moveCursorBy(list, by, height))
		: moveCursorBy(addSelected(list, [row]), by, height);
}

/** Handlers of what selects rows. */
export const selectionCommands = {
	select: (_, {store}) =>
		store.updateActiveList((list, height) => moveCursorBy(toggleSelected(list), 1, height)),
	'select-up': selectAndMove(-1),
	'select-down': selectAndMove(1),
	'select-range'(_, {store}) {
		const before = activeListOf(store.getState())!;
		store.updateActiveList(selectRange);
		const {rangeAnchor, selected} = activeListOf(store.getState())!;
		if (before.rangeAnchor === null && rangeAnchor !== null) store.notify('plain', message('range-begun'));
		else store.notify('plain', message('marked-all', {n: selected.size - before.selected.size}));
	},
	'select-all'(_, {store}) {
		const {rows} = activeListOf(store.getState())!;
		store.updateActiveList(list => addSelected(list, rows));
		store.notify('plain', message('marked-all', {n: rows.length}));
	},
	'only-selected'(_, {store}) {
		const list = activeListOf(store.getState())!;
		if (list.selected.size === 0 && !list.onlySelected)
			return store.notify('plain', message('nothing-marked'));
		store.updateActiveList((before, height) =>
			refilter({...before, onlySelected: !before.onlySelected}, height),
		);
	},
	'clear-selection'(_, {store}) {
		const n = activeListOf(store.getState())!.selected.size;
		store.updateActiveList((list, height) =>
			refilter({...list, selected: new Set(), rangeAnchor: null, onlySelected: false}, height),
		);
		store.notify('plain', message('marks-cleared', {n}));
	},
} satisfies Partial<Record<Command, CommandHandler>>;
