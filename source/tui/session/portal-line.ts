import type {SyncStatus} from '../../sync/difference.ts';
import {syncStatuses} from '../../sync/difference.ts';
import type {StoredSummary} from '../../storage/menu-summaries.ts';
import {summarizeList} from '../view/list-summary.ts';
import type {PortalLine, State} from './state.ts';

/** The menu line of the portal that this state belongs to. */
export function portalLineOf(name: string, {screens, lists, stalker}: State, isShown: boolean): PortalLine {
	// Not all lists: the journal has no rows of the portal.
	const own = screens.flatMap(screen => lists[screen.name] ?? []);
	const summaries = own.flatMap(list => summarizeList(list) ?? []);
	return {
		...sumUp(summaries.map(({summary, at}) => ({marks: summary.marks, readAt: at}))),
		...{name, isShown, connection: stalker.state},
	};
}

/** The menu line of a portal that this session has not shown yet. */
export const storedPortalLine = (name: string, stored: readonly StoredSummary[]): PortalLine => ({
	...sumUp(stored),
	...{name, isShown: false, connection: null},
});

function sumUp(
	parts: ReadonlyArray<Pick<StoredSummary, 'marks'> & {readonly readAt: Date | null}>,
): Pick<PortalLine, 'marks' | 'at'> {
	if (parts.length === 0) return {marks: null, at: null};
	const marks = Object.fromEntries(
		syncStatuses.map(mark => [mark, parts.reduce((sum, part) => sum + part.marks[mark], 0)]),
	) as Record<SyncStatus, number>;
	const [at = null] = parts
		.flatMap(({readAt}) => readAt ?? [])
		.toSorted((one, other) => one.getTime() - other.getTime());
	return {marks, at};
}
