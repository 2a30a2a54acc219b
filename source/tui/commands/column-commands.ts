import {message} from '../../i18n/translator.ts';
import {refilter, reverseSort} from '../session/list-state.ts';
import type {CommandHandler, SessionContext} from '../session/session-context.ts';
import type {List} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import {measureColumn} from '../view/table-layout.ts';
import {sortOptions} from './picker-options.ts';
import {createPicker} from './picker-state.ts';

/** Opens the choice of the column to sort by, at the column cursor. `purpose`: by that column alone, or by it among equal rows. */
const openSortPicker =
	(purpose: 'sort' | 'sort-second'): CommandHandler =>
	(_, {store, translator}) => {
		const list = activeListOf(store.getState())!;
		const options = sortOptions(list, translator);
		const cursor = Math.max(
			0,
			options.findIndex(({value}) => value === list.columnCursor),
		);
		store.setState({mode: {...createPicker(purpose, options), cursor}});
	};

/** The column at the column cursor; without one, a message says how to choose it. */
function chosenColumn({store}: SessionContext): string | null {
	const {columnCursor, columns} = activeListOf(store.getState())!;
	if (columnCursor !== null && columns.includes(columnCursor)) return columnCursor;
	store.notify('plain', message('no-column'));
	return null;
}

/** Makes the column as wide as its widest cell, or as it was. */
function fitColumn(context: SessionContext): void {
	const id = chosenColumn(context);
	if (id === null) return;
	const {store, translator} = context;
	store.updateActiveList(list => {
		const {[id]: fitted, ...others} = list.columnWidths;
		const columnWidths =
			fitted === undefined ? {...others, [id]: measureColumn(list, id, translator)} : others;
		return {...list, columnWidths};
	});
}

/** Hides the column; the column cursor moves to its neighbour. Without the first column nobody could tell which row an action is for. */
function hideColumn(context: SessionContext): void {
	const id = chosenColumn(context);
	if (id === null) return;
	const {store} = context;
	const {resource} = activeListOf(store.getState())!;
	if (id === resource.columns[0]!.id) return store.notify('plain', message('column-stays'));
	store.updateActiveList(list => {
		const index = list.columns.indexOf(id);
		const columns = list.columns.filter(one => one !== id);
		return {...list, columns, columnCursor: columns[Math.min(index, columns.length - 1)]!};
	});
	store.notify('plain', message('column-hidden'));
}

/** Columns, widths and order as they are shipped. */
const resetColumns = (list: List, height: number): List =>
	refilter(
		{
			...list,
			columns: list.resource.columns.map(({id}) => id),
			columnWidths: {},
			columnOffset: 0,
			columnCursor: null,
			isWide: false,
			sort: null,
		},
		height,
	);

/** The handlers of the commands about columns and the order. */
export const columnCommands = {
	sort: openSortPicker('sort'),
	'sort-second': openSortPicker('sort-second'),
	'reverse-sort': (_, {store}) => store.updateActiveList(reverseSort),
	'fit-column': (_, context) => fitColumn(context),
	'hide-column': (_, context) => hideColumn(context),
	'reset-columns'(_, {store}) {
		store.updateActiveList(resetColumns);
		store.notify('plain', message('columns-reset'));
	},
} satisfies Readonly<Record<string, CommandHandler>>;
