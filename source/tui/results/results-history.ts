import type {ResultsPage} from '../session/mode.ts';
import type {Results, State} from '../session/state.ts';

type History = Pick<State, 'results' | 'earlierResults'>;

/** Results of earlier actions that are kept: after what was missing is imported, the rows that it had stopped can be retried. */
const maxEarlier = 20;

/** The history after another action; `null` while it is running. */
export const withResults = ({results, earlierResults}: History, next: Results | null): History => ({
	results: next,
	earlierResults: (results ? [results, ...earlierResults] : earlierResults).slice(0, maxEarlier),
});

/** The results that the page shows. */
export const shownResults = (
	{results, earlierResults}: History,
	{back}: Pick<ResultsPage, 'back'>,
): Results | null => (back === 0 ? results : (earlierResults[back - 1] ?? null));
