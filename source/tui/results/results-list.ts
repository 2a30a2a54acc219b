import type {Translator} from '../../i18n/translator.ts';
import type {SyncStatus} from '../../sync/difference.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Column, Comparison, PortalList, Row} from '../../sync/row.ts';
import {emptyStalker, itemColumn, itemRow} from '../session/billing-items.ts';
import {createEmptyList} from '../session/list-state.ts';
import type {List} from '../session/list.ts';
import {signs} from '../view/style.ts';
import {isMessage, type Message} from '../../i18n/message.ts';
import type {RowLink} from '../../sync/action.ts';
import type {Results} from '../session/state.ts';
import {rowLabel} from '../view/row-label.ts';

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

type ResultLine = Results['lines'][number];
export type ResultKind = 'done' | 'same' | 'refused' | 'failed' | 'planned';

/** A line of the results: a reason that several rows share, or a row. */
export type ResultItem = {
	readonly kind: ResultKind;
	/** What became of the row; of a reason that several rows share, without their names. */
	readonly text: string;
	/** The row's name; blank for a reason. */
	readonly subject: string;
	/** Key of the row in its list; `null` for a reason. */
	readonly rowKey: string | null;
	/** How many rows have this reason; `null` for a row whose reason stands in a line of its own. */
	readonly count: number | null;
	/** The row at which the way out of the refusal begins. */
	readonly related: RowLink | null;
};

export const resultKind = ({is, changed}: ResultLine): ResultKind =>
	is === 'done' && !changed ? 'same' : is;

/** Display order: results that need the operator come first. */
export const kindOrder: readonly ResultKind[] = ['failed', 'refused', 'planned', 'done', 'same'];

/**
The results in the order in which they are shown; what was refused or failed is grouped by its reason, the most frequent one first. `list`:
the one that the rows are of.
*/
export function groupResults(
	{lines}: Results,
	list: List | undefined,
	translator: Translator,
): readonly ResultItem[] {
	const byKind = Map.groupBy(lines, resultKind);
	return kindOrder.flatMap(kind => {
		const own = byKind.get(kind) ?? [];
		const rowItem = (line: ResultLine, text: string, count: number | null): ResultItem => ({
			kind,
			text,
			subject: rowLabel(line.key, list),
			rowKey: line.key,
			count,
			related: line.related ?? null,
		});
		if (kind !== 'failed' && kind !== 'refused')
			return own.map(line => rowItem(line, translator.t(line.message), 1));
		return reasonGroups(own, list, translator).flatMap(([reason, rows]) => {
			const [first] = rows as readonly [ResultLine];
			if (rows.length === 1) return [rowItem(first, translator.t(first.message), 1)];
			const head: ResultItem = {
				...{kind, text: reason, subject: '', rowKey: null, count: rows.length},
				related: first.related ?? null,
			};
			return [head, ...rows.map(line => rowItem(line, reason, null))];
		});
	});
}

/** Rows with the same reason: the same sentence, but for the row's own name among its values. */
function reasonGroups(
	lines: readonly ResultLine[],
	list: List | undefined,
	translator: Translator,
): ReadonlyArray<readonly [reason: string, lines: readonly ResultLine[]]> {
	const reasonOf = ({key, message}: ResultLine): string => {
		const names = [rowLabel(key, list), key].filter(Boolean).map(escapePattern).join('|');
		const wholeNames = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names})(?![\\p{L}\\p{N}])`, 'gu');
		return translator.t(replaceInMessage(message, wholeNames));
	};
	return [...Map.groupBy(lines, reasonOf)].toSorted(([, one], [, other]) => other.length - one.length);
}

const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/** The message with `…` in place of these names in its values: in the sentence itself, a short name could be part of any word. */
const replaceInMessage = ({code, values}: Message, names: RegExp): Message => ({
	code,
	values: Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, replaceInValue(value, names)]),
	),
});

function replaceInValue(value: unknown, names: RegExp): unknown {
	if (typeof value === 'string') return value.replaceAll(names, '…');
	if (Array.isArray(value)) return value.map(one => replaceInValue(one, names));
	return isMessage(value) ? replaceInMessage(value, names) : value;
}
