import {oncePer} from '../../sync/once.ts';
import type {Results, State} from '../state.ts';
import {signs, type Tone} from '../style.ts';
import {told, type Content} from './panel.ts';
import type {Pen} from './pen.ts';
import {timeOf} from './time.ts';

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

export const resultsTitle = ({results, deed}: State, {words, now}: Pen): string => {
	const {frame} = words.console;
	if (!results && deed) return frame.work(deed);
	return results ? frame.results({action: results.action, at: timeOf(results.at, now)}) : frame.noResults;
};

/** What became of each row, and how many there are of each kind. */
export function resultsContent(state: State, width: number, pen: Pen): readonly Content[] {
	const {results, deed} = state;
	const {frame} = pen.words.console;
	if (!results) return [[` ${deed ? '' : frame.noResults}`]];
	const made = contentPer(results);
	const known = made.get(width) ?? makeContent(results, width, pen);
	made.set(width, known);
	return known;
}

const contentPer = oncePer((_results: Results) => new Map<number, readonly Content[]>());

function makeContent({lines, simulated}: Results, width: number, {words}: Pen): readonly Content[] {
	const {frame} = words.console;
	const byKind = Map.groupBy(lines, kindOf);
	const kinds = order.filter(kind => byKind.has(kind));
	const totals = kinds.flatMap(kind => [looks[kind], ` ${byKind.get(kind)!.length} ${frame.tally[kind]}   `]);
	const isShort = lines.length <= mostWrapped;
	return [
		...(simulated ? [[' ', ['alert', ` ${frame.nothingWritten} `] as const]] : []),
		[' ', ...totals],
		[''],
		...kinds
			.flatMap(kind => byKind.get(kind)!)
			.flatMap(line => {
				const lead = [' ', looks[kindOf(line)], ' '];
				const text = words.tell(line.said);
				// Most sentences name their row; a refusal about a tariff plan, say, does not.
				const full = text.includes(line.key) ? text : `${line.key}: ${text}`;
				return isShort ? told(lead, full, width - 4) : [[...lead, full]];
			}),
	];
}
