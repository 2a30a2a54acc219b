import type {ScreenSettings, ScreenSettingsStore} from '../../storage/screen-settings.ts';
import {refilter} from './list-state.ts';
import type {List} from './list.ts';
import type {Store} from './store.ts';

/** Applies the settings of the last session to the lists and to the cursor of the menu, and stores them whenever they change. Returns the function that ends this. */
export function rememberScreens(store: Store, stored: ScreenSettingsStore): () => void {
	for (const [name, {resource}] of Object.entries(store.getState().lists)) {
		const settings = stored.get(resource.name);
		if (settings) store.updateList(name, (list, height) => refilter(withSettings(list, settings), height));
	}

	pointAtLastScreen(store, stored.lastScreen());
	let {lists, activeScreen} = store.getState();
	return store.subscribe(() => {
		const [before, screenBefore] = [lists, activeScreen];
		({lists, activeScreen} = store.getState());
		if (activeScreen !== screenBefore && isOnMenu(store, activeScreen)) stored.setLastScreen(activeScreen);
		for (const [name, list] of Object.entries(lists))
			if (before[name] && hasOtherSettings(list, before[name])) stored.set(name, settingsOf(list));
	});
}

/** Whether the menu has a line of this screen; it has none of the journal. */
const isOnMenu = (store: Store, name: string | null | undefined): name is string =>
	store.getState().screens.some(screen => screen.name === name);

/** Puts the cursor of the menu on the screen that was opened last, unless the operator has moved it already. */
function pointAtLastScreen(store: Store, name: string | undefined): void {
	const {screens, menuCursor} = store.getState();
	if (!isOnMenu(store, name)) return;
	if (menuCursor === screens[0]!.name) store.setState({menuCursor: name});
}

/** The list with these settings, apart from columns that the resource does not have. */
function withSettings(
	list: List,
	{columns, sort, columnWidths = {}, filterHistory, isWide, views}: ScreenSettings,
): List {
	const known = new Set(list.resource.columns.map(({id}) => id));
	const [first] = list.resource.columns;
	const shown = columns.filter(id => known.has(id));
	return {
		...list,
		filterHistory,
		isWide,
		columnWidths,
		views: views ?? list.views,
		columns: first && shown.includes(first.id) ? shown : list.columns,
		sort: sort && (known.has(sort.column) || sort.column === 'mark') ? sort : null,
	};
}

const settingsOf = ({filterHistory, columns, sort, columnWidths, isWide, views}: List): ScreenSettings => ({
	filterHistory,
	columns,
	sort,
	columnWidths,
	isWide,
	views,
});

const hasOtherSettings = (one: List, other: List): boolean =>
	one.filterHistory !== other.filterHistory ||
	one.columns !== other.columns ||
	one.sort !== other.sort ||
	one.views !== other.views ||
	one.columnWidths !== other.columnWidths ||
	one.isWide !== other.isWide;
