import {oncePer} from '../../sync/once.ts';
import type {List, Results, State} from '../state.ts';
import {signs, type Tone} from '../style.ts';
import {nameOf, naming, workOf} from './naming.ts';
import {listingOf, told, type Listing} from './panel.ts';
import type {Pen} from './pen.ts';
import {timeOf} from '../../terminal/time.ts';

type Line = Results['lines'][number];
type Kind = 'done' | 'same' | 'refused' | 'failed' | 'planned';

const kindOf = ({is, changed}: Line): Kind => (is === 'done' && !changed ? 'same' : is);

/** What needs a person stands first. */
const order: readonly Kind[] = ['failed', 'refused', 'planned', 'done', 'same'];

const looks: Readonly<Record<Kind, readonly [Tone, string]>> = {
	failed: ['bad', signs.failed],
	refused: ['bad', signs.refused],
	planned: ['title', signs.left],
	done: ['good', signs.done],
	same: ['=', signs.same],
};

/** Rows whose sentences are broken into lines; of more, each has one. */
const mostWrapped = 500;

export const resultsTitle = ({results, deed}: State, pen: Pen): string => {
	const {words, now} = pen;
	const {frame} = words.console;
	if (!results) return deed ? workOf(deed, pen) : frame.noResults;
	const {label} = words.action(results.tab, results.action);
	return frame.results({action: label, at: timeOf(results.at, now)});
};

/** What became of each row, and how many there are of each kind. */
export function resultsContent(state: State, width: number, pen: Pen): Listing {
	const {results, deed, lists} = state;
	const {frame} = pen.words.console;
	if (!results) return listingOf([{lines: [[` ${deed ? '' : frame.noResults}`]], rows: 0}]);
	const list = lists[results.tab];
	const made = contentPer(results)(list?.sheet ?? noSheet);
	const known = made.get(width) ?? makeContent(results, list, width, pen);
	made.set(width, known);
	return known;
}

const noSheet = {};

/** Rows are named as they are in the list now. */
const contentPer = oncePer((_results: Results) => oncePer((_sheet: object) => new Map<number, Listing>()));

function makeContent(
	{lines, simulated}: Results,
	list: List | undefined,
	width: number,
	{words}: Pen,
): Listing {
	const {frame} = words.console;
	const byKind = Map.groupBy(lines, kindOf);
	const kinds = order.filter(kind => byKind.has(kind));
	const totals = kinds.flatMap(kind => [looks[kind], ` ${byKind.get(kind)!.length} ${frame.tally[kind]}   `]);
	const isShort = lines.length <= mostWrapped;
	return listingOf([
		{
			lines: [
				...(simulated ? [[' ', ['alert', ` ${frame.nothingWritten} `] as const]] : []),
				[' ', ...totals],
				[''],
			],
			rows: 0,
		},
		...kinds
			.flatMap(kind => byKind.get(kind)!)
			.map(line => {
				const lead = [' ', looks[kindOf(line)], ' '];
				const text = naming(nameOf(line.key, list), words.tell(line.said));
				return {lines: isShort ? told(lead, text, width - 4) : [[...lead, text]]};
			}),
	]);
}
