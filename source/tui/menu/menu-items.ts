import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Row} from '../../sync/row.ts';
import type {List} from '../session/list.ts';
import type {ScreenTab, State} from '../session/state.ts';

/** Work to do on a screen: rows that a filter finds. */
type Work = {
	/** Name of its text in the dictionary. */
	readonly name: 'add' | 'unpaid' | 'plans' | 'channels' | 'conflicts';
	readonly screen: string;
	readonly filter: string;
	/** Whether the filter finds the row, without the search index of the list. */
	includes(row: Row): boolean;
};

const works: readonly Work[] = [
	{name: 'add', screen: 'accounts', filter: 'sync:+', includes: ({mark}) => mark === '+'},
	{
		name: 'unpaid',
		screen: 'accounts',
		filter: 'drift:B1|B3',
		includes: ({differences}) => differences.some(({code}) => code === 'B1' || code === 'B3'),
	},
	{name: 'plans', screen: 'tariffs', filter: 'sync:unsynced', includes: ({mark}) => mark !== '='},
	{name: 'channels', screen: 'channels', filter: 'sync:unsynced', includes: ({mark}) => mark !== '='},
	{name: 'conflicts', screen: 'accounts', filter: 'sync:!', includes: ({mark}) => mark === '!'},
];

/** A line of the menu, by its id: work with the number of its rows, or a screen. */
export type MenuEntry =
	| {readonly is: 'work'; readonly id: string; readonly work: Work; readonly count: number}
	| {readonly is: 'screen'; readonly id: string; readonly screen: ScreenTab};

/** The lines of the menu: work first, then the screens. Work that is done stays while the cursor is on it. */
export function menuEntries({lists, screens, menuCursor}: State): readonly MenuEntry[] {
	const counted = works.map(work => {
		const list = lists[work.screen];
		return {
			is: 'work' as const,
			id: `work:${work.name}`,
			work,
			count: list && isComplete(list) ? countRows(list.comparison!.rows)(work) : 0,
		};
	});
	return [
		...counted.filter(({count, id}) => count > 0 || id === menuCursor),
		...screens.map(screen => ({is: 'screen', id: screen.name, screen}) as const),
	];
}

/** The highlighted line. */
export const menuEntryAtCursor = (state: State): MenuEntry =>
	menuEntries(state).find(({id}) => id === state.menuCursor)!;

/** Whether both sides have been read completely: before that, it is unknown what a row lacks. */
const isComplete = ({stalker, billing, comparison}: List): boolean =>
	stalker.loadedAt !== null && billing.loadedAt !== null && comparison !== null && !comparison.short;

const countRows = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((work: Work): number => rows.filter(work.includes).length),
);
