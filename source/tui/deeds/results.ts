import type {Outcome} from '../../sync/action.ts';
import type {Plan} from '../../sync/job.ts';
import {say} from '../../words/words.ts';
import type {Done, Results} from '../state.ts';
import type {Store} from '../store.ts';

type Line = Results['lines'][number];

const resultLine = (outcome: Outcome): Line => ({
	key: outcome.key,
	is: outcome.is,
	changed: outcome.is === 'done' && outcome.changed,
	said: outcome.said,
});

/** What would become of each row. */
export const plannedLines = ({action, planned, refused}: Plan): readonly Line[] => [
	...planned.flatMap(({key, intent}) =>
		[action.says(intent), ...action.asks(intent)].map(
			said => ({key, is: 'planned', changed: false, said}) as const,
		),
	),
	...refused.map(resultLine),
];

/** Tell what became of the rows: one in its own words, several by their numbers, all of them in the list of results. */
export function tellOutcomes(
	outcomes: readonly Outcome[],
	results: Pick<Results, 'tab' | 'action' | 'at'>,
	store: Store,
	undoable: boolean,
): void {
	store.set({results: {...results, simulated: false, lines: outcomes.map(resultLine)}});
	const [first] = outcomes;
	if (!first) return;
	if (outcomes.length === 1) return tellOutcome(first, store, undoable);
	const count = (test: (outcome: Outcome) => boolean) => outcomes.filter(test).length;
	const changed = count(outcome => outcome.is === 'done' && outcome.changed);
	const values = {
		changed,
		same: count(outcome => outcome.is === 'done') - changed,
		refused: count(outcome => outcome.is === 'refused'),
		failed: count(outcome => outcome.is === 'failed'),
	};
	if (changed + values.same + values.failed === 0)
		return store.tell('bad', say('all-refused', {n: values.refused}));
	store.tell(values.refused + values.failed === 0 ? 'good' : 'bad', say('summary', values), {undoable});
}

/** One row's outcome in its own words, and where it leads. */
export const tellOutcome = (outcome: Outcome, store: Store, undoable: boolean): void =>
	store.tell(outcome.is === 'done' ? 'good' : 'bad', outcome.said, {
		leads: outcome.is === 'refused' ? (outcome.leads ?? null) : null,
		undoable,
	});

/** Entries of the journal that `u` would take back: of what was done, and of what was half done. */
export const journalOf = (outcomes: readonly Outcome[]): Done['journal'] =>
	outcomes.flatMap(outcome =>
		outcome.is === 'refused' || (outcome.is === 'done' && !outcome.changed) ? [] : (outcome.journal ?? []),
	);
