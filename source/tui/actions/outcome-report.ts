import type {Outcome} from '../../sync/action.ts';
import type {Plan} from '../../sync/plan-runner.ts';
import {message} from '../../i18n/translator.ts';
import type {UndoableAction, Results} from '../session/state.ts';
import type {Store} from '../session/store.ts';

type ResultLine = Results['lines'][number];

const toResultLine = (outcome: Outcome): ResultLine => ({
	key: outcome.key,
	is: outcome.is,
	changed: outcome.is === 'done' && outcome.changed,
	message: outcome.said,
});

/** What would become of each row. */
export const plannedLines = ({action, planned, refused}: Plan): readonly ResultLine[] => [
	...planned.flatMap(({key, intent}) =>
		[action.summary(intent), ...action.questions(intent)].map(
			said => ({key, is: 'planned', changed: false, message: said}) as const,
		),
	),
	...refused.map(toResultLine),
];

/** Tell what became of the rows: one in its own words, several by their numbers, all of them in the list of results. */
export function reportOutcomes(
	outcomes: readonly Outcome[],
	results: Pick<Results, 'listName' | 'action' | 'finishedAt'>,
	store: Store,
	undoable: boolean,
): void {
	store.setState({results: {...results, isDryRun: false, lines: outcomes.map(toResultLine)}});
	const [first] = outcomes;
	if (!first) return;
	if (outcomes.length === 1) return reportOutcome(first, store, undoable);
	const count = (test: (outcome: Outcome) => boolean) => outcomes.filter(test).length;
	const changed = count(outcome => outcome.is === 'done' && outcome.changed);
	const values = {
		changed,
		same: count(outcome => outcome.is === 'done') - changed,
		refused: count(outcome => outcome.is === 'refused'),
		failed: count(outcome => outcome.is === 'failed'),
	};
	if (changed + values.same + values.failed === 0)
		return store.notify('bad', message('all-refused', {n: values.refused}));
	store.notify(values.refused + values.failed === 0 ? 'good' : 'bad', message('summary', values), {
		isUndoable: undoable,
	});
}

/** One row's outcome in its own words, and where it leads. */
export const reportOutcome = (outcome: Outcome, store: Store, undoable: boolean): void =>
	store.notify(outcome.is === 'done' ? 'good' : 'bad', outcome.said, {
		related: outcome.is === 'refused' ? (outcome.leads ?? null) : null,
		isUndoable: undoable,
	});

/** Entries of the journal that `u` would take back: of what was done, and of what was half done. */
export const undoableIds = (outcomes: readonly Outcome[]): UndoableAction['journalIds'] =>
	outcomes.flatMap(outcome =>
		outcome.is === 'refused' || (outcome.is === 'done' && !outcome.changed) ? [] : (outcome.journal ?? []),
	);
