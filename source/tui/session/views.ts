import type {View} from '../../storage/screen-settings.ts';
import {refilter} from './list-state.ts';
import type {List} from './list.ts';

/** The views that a list has before any is saved. */
export const shippedViews = (resource: string): readonly View[] => [
	...(resource === 'accounts'
		? [
				{name: 'unpaid', filter: 'drift:B1|B3', sort: null, columns: null},
				{name: 'debtors', filter: 'account_balance<0 status=on', sort: null, columns: null},
			]
		: []),
	{name: 'unsynced', filter: 'sync:unsynced', sort: null, columns: null},
];

/** The list with its filter, order and columns saved under a name; a view of this name is replaced. */
export function saveView(list: List, name: string): List {
	const {filter, sort, columns, views} = list;
	const view: View = {name, filter, sort, columns};
	const index = views.findIndex(one => one.name === name);
	return {...list, views: index === -1 ? [...views, view] : views.with(index, view)};
}

/** The list as a view shows it. */
export function showView(list: List, {filter, sort, columns}: View, height: number): List {
	return refilter(
		{
			...list,
			filter,
			sort,
			columns: columns ?? list.columns,
			columnOffset: 0,
			onlySelected: false,
			cursorKey: null,
		},
		height,
	);
}
