import type {Comparison, PortalList} from '../../sync/row.ts';
import type {List, Side, SideState} from '../session/list.ts';
import {setComparison, showsSameRows} from '../session/list-state.ts';
import type {Store} from '../session/store.ts';

/** What was read of each side. */
export type ReadSides = {
	readonly stalker?: Partial<SideState<PortalList<unknown>>>;
	readonly billing?: Partial<SideState>;
};

/** Puts what was read, or compared, into the lists of the state. */
export type ListChanges = {
	/** Changes the given properties of one side of a list. */
	setSide(name: string, side: Side, state: Partial<SideState>): void;
	/**
	Shows a comparison. If the first rows of the list appear, or other rows, the time is stored: a key pressed just before was not meant for
	the highlighted row, and a click not for the row that is there now. `change`: what else changes in the list.
	*/
	setComparison(name: string, comparison: Comparison, change?: (list: List) => List): void;
};

export const createListChanges = (store: Store, clock: () => Date): ListChanges => ({
	setSide(name, side, state) {
		store.updateList(name, list => ({...list, [side]: {...list[side], ...state}}));
	},
	setComparison(name, comparison, change = list => list) {
		store.updateList(name, (list, height) => {
			const changed = setComparison(change(list), comparison, height);
			const isFirst =
				list.cursorKey === null && changed.cursorKey !== null && store.getState().activeScreen === name;
			return {
				...changed,
				firstRowsAt: isFirst ? clock() : changed.firstRowsAt,
				rowsMovedAt: showsSameRows(list, changed, height) ? changed.rowsMovedAt : clock(),
			};
		});
	},
});

/** The list with what was read. */
export const withSides = (list: List, {stalker, billing}: ReadSides): List => ({
	...list,
	stalker: {...list.stalker, ...stalker},
	billing: {...list.billing, ...billing},
});
