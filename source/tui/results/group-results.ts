import {isMessage, type Message} from '../../i18n/message.ts';
import type {Translator} from '../../i18n/translator.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {RowLink} from '../../sync/refusal.ts';
import type {List, Results} from '../session/state.ts';
import {prefixRowLabel, rowByKey, rowLabel} from '../view/row-label.ts';

export type ResultLine = Results['lines'][number];
export type ResultKind = 'done' | 'same' | 'refused' | 'failed' | 'planned';

/** What the cursor of the results moves over: a reason that several rows share, or a row. */
export type ResultItem = {
	readonly kind: ResultKind;
	readonly text: string;
	/** The row at which the way out of the refusal begins. */
	readonly related: RowLink | null;
} & (
	| {readonly is: 'reason'; readonly count: number}
	/** `isInGroup`: its reason stands above. */
	| {readonly is: 'row'; readonly line: ResultLine; readonly isInGroup: boolean}
);

export const resultKind = ({is, changed}: ResultLine): ResultKind =>
	is === 'done' && !changed ? 'same' : is;

/** Display order: results that need the operator come first. */
export const kindOrder: readonly ResultKind[] = ['failed', 'refused', 'planned', 'done', 'same'];

/** The results in the order in which they are shown; what was refused or failed is grouped by its reason, the most frequent one first. Cached for the same results and list. */
export const groupResults = (
	results: Results,
	list: List | undefined,
	translator: Translator,
): readonly ResultItem[] => groupCache(results)(list?.comparison ?? unknownList)(translator)(list);

const unknownList = {};

const groupCache = memoizeWeak((results: Results) =>
	memoizeWeak((_comparison: object) =>
		memoizeWeak((translator: Translator) => {
			let items: readonly ResultItem[] | null = null;
			return (list: List | undefined) => (items ??= buildItems(results, list, translator));
		}),
	),
);

function buildItems({lines}: Results, list: List | undefined, translator: Translator): readonly ResultItem[] {
	const byKind = Map.groupBy(lines, resultKind);
	return kindOrder.flatMap(kind => {
		const own = byKind.get(kind) ?? [];
		return kind === 'failed' || kind === 'refused'
			? reasonGroups(own, list, translator).flatMap(group => groupItems(group, kind, list))
			: own.map(line => rowItem(kind, line, sentenceOf(line, list, translator)));
	});
}

type ReasonGroup = {readonly text: string; readonly lines: readonly ResultLine[]};

/** Rows with the same reason: the same sentence, but for the row's own name among its values. */
function reasonGroups(
	lines: readonly ResultLine[],
	list: List | undefined,
	translator: Translator,
): readonly ReasonGroup[] {
	const reasonOf = ({key, message}: ResultLine): string => {
		const names = [rowLabel(key, list), key].filter(Boolean).map(escapePattern).join('|');
		const wholeNames = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names})(?![\\p{L}\\p{N}])`, 'gu');
		return translator.t(replaceInMessage(message, wholeNames));
	};
	return [...Map.groupBy(lines, reasonOf)]
		.toSorted(([, one], [, other]) => other.length - one.length)
		.map(([reason, own]) => ({
			text: own.length === 1 ? sentenceOf(own[0]!, list, translator) : reason,
			lines: own,
		}));
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

function groupItems(
	{text, lines}: ReasonGroup,
	kind: ResultKind,
	list: List | undefined,
): readonly ResultItem[] {
	const [first] = lines;
	if (lines.length === 1) return [rowItem(kind, first!, text)];
	return [
		{is: 'reason', kind, text, related: first!.related ?? null, count: lines.length},
		...lines.map((line): ResultItem => ({
			is: 'row',
			kind,
			line,
			text: describe(line.key, list),
			related: null,
			isInGroup: true,
		})),
	];
}

const rowItem = (kind: ResultKind, line: ResultLine, text: string): ResultItem => ({
	is: 'row',
	kind,
	line,
	text,
	related: line.related ?? null,
	isInGroup: false,
});

const sentenceOf = ({key, message}: ResultLine, list: List | undefined, translator: Translator): string =>
	prefixRowLabel(rowLabel(key, list), translator.t(message));

function describe(key: string, list: List | undefined): string {
	const row = list && rowByKey(list, key);
	return row ? list.resource.describe(row) : key;
}
