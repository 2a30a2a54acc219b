import type {Translator} from '../../i18n/translator.ts';
import type {SyncStatus} from '../../sync/difference.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Column, Comparison, PortalList, Row} from '../../sync/row.ts';
import {emptyStalker, itemColumn, itemRow} from '../session/billing-items.ts';
import {createEmptyList} from '../session/list-state.ts';
import type {List} from '../session/list.ts';
import {signs} from '../view/style.ts';
import type {ResultItem, ResultKind} from './group-results.ts';

/** Name of the list of the results of an action. It is no screen of its own key: `J` opens it over any other. */
export const resultsName = 'results';

/** What the list is made of: the lines, in the order in which they are shown, and the list that their rows are of. */
export type ResultItems = {readonly listName: string; readonly items: readonly ResultItem[]};

const noItems: ResultItems = {listName: '', items: []};

/** The empty list of results. Nothing of it is read: `showResults` puts them in. */
export function createResultsList(translator: Translator): List {
	const list = createEmptyList(createResultsResource(translator));
	const side = {loadedAt: null, state: 'fresh', progress: null} as const;
	return {
		...list,
		stalker: {...side, value: emptyStalker},
		billing: {...side, value: noItems},
		views: [{name: 'reasons', filter: 'count>1', sort: null, columns: null}],
	};
}

/** The results as a resource, so that their table is filtered, sorted and counted as any other. Its words are those of the translator. */
const createResultsResource = (
	translator: Translator,
): Resource<Comparison<never, ResultItem, PortalList<never>, ResultItems>> => ({
	name: resultsName,
	docs: '',
	lists: [resultsName],
	readFrom: [],
	columns: createColumns(translator),
	readStalker: async () => emptyStalker,
	readBilling: async () => noItems,
	empty: {stalker: emptyStalker, billing: noItems},
	expectedCount: () => 0,
	compare: (_, {items}) => items.map(toRow),
	find: (id, rows) => rows.filter(({billing}) => billing!.rowKey === id || billing!.subject === id),
	describe: ({billing}) => `${subjectOf(billing!)}  ${billing!.text}`,
	signOf: ({billing}) => kindSigns[billing!.kind],
	sentenceOf: ({billing}) => sentenceOf(billing!, translator),
	actions: [],
});

/** What cells may cut: the count, what became of the row, and that `o` leads to the way out. */
const sentenceOf = ({rowKey, count, text, related}: ResultItem, translator: Translator): string =>
	[
		rowKey === null ? `${count} × ${text}` : text,
		...(related ? [`${signs.dot} ${translator.tui.texts.relatedHint}`.replaceAll(' ', '\u00A0')] : []),
	].join(' ');

/** The row's name; for a reason, how many rows have it. */
const subjectOf = ({subject, count, rowKey}: ResultItem): string =>
	rowKey === null ? `${count} ×` : subject;

const toRow = (item: ResultItem, index: number) => itemRow(String(index), kindStatuses[item.kind], item);

/** What a result counts as where only sync statuses are known: `n` goes to those that need a person. */
const kindStatuses: Readonly<Record<ResultKind, SyncStatus>> = {
	failed: '!',
	refused: '!',
	planned: '~',
	done: '=',
	same: '=',
};

/** The sign of each kind of result. */
export const kindSigns: Readonly<Record<ResultKind, string>> = {
	failed: signs.failed,
	refused: signs.refused,
	planned: signs.planned,
	done: signs.done,
	same: signs.same,
};

function createColumns(translator: Translator): ReadonlyArray<Column<Row<never, ResultItem>>> {
	const {resultCounts} = translator.tui.texts;
	const column = itemColumn<ResultItem>;
	return [
		column('subject', subjectOf),
		column('result', ({kind}) => resultCounts[kind], {json: ({billing}) => billing!.kind}),
		column('reason', ({text}) => text, {maxWidth: 200}),
		column('count', ({count}) => count, {numeric: true}),
	];
}
