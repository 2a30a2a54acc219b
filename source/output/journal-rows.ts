import {
	isAllotted,
	isReference,
	type Change,
	type ChangeResult,
	type Fields,
	type Value,
} from '../sync/changes/change.ts';
import type {JournalRow} from '../sync/changes/ports.ts';
import type {Translator} from '../i18n/translator.ts';
import {sanitize} from '../terminal/sanitize.ts';

/** A row of a journal entry as JSON: its changes, each with its result (`null`: not tried). */
export const journalRowData = ({position, state, error, set, results}: JournalRow) => ({
	position,
	key: set.rowKey,
	state,
	error,
	changes: set.changes.map((change, index) => ({...change, result: results[index] ?? null})),
});

/** Characters of a value; the rest is in the JSON. */
const maxValueLength = 60;

/**
A row of a journal entry as lines, in the translator's words: its key and state, then each change with every field, before → after, and its
result. Assertions, which write nothing, are left out.
*/
export const journalRowLines = (
	{state, error, set, results}: JournalRow,
	translator: Translator,
): readonly string[] => [
	sanitize(`${set.rowKey}  ${rowStateText(state, translator)}${error === null ? '' : `  ${error}`}`),
	...set.changes.flatMap((change, index) =>
		change.operation === 'check' ? [] : changeLines(change, results[index] ?? null, translator),
	),
];

const rowStateText = (state: JournalRow['state'], {tui, journalChanges}: Translator): string =>
	state === 'unchanged' ? journalChanges.results.unchanged : (tui.texts.states[state] ?? state);

function changeLines(change: Change, result: ChangeResult | null, translator: Translator): readonly string[] {
	const {systems, records, operations, results} = translator.journalChanges;
	const {system, record, operation, key, before, after} = change;
	const head = [
		`${systems[system]}:`,
		records[record],
		namesText(key),
		'·',
		operation === 'check' ? '' : `${operations[operation]}:`,
		results[result?.is ?? 'untried'],
	]
		.filter(Boolean)
		.join(' ');
	const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
	return [
		`  ${sanitize(head)}`,
		...fields.flatMap(field => {
			const previous = valueText(before?.[field]);
			const becomes = valueText(
				after === null ? undefined : writtenValue(after[field], result?.current?.[field]),
			);
			if (previous === noValue && becomes === noValue) return [];
			const label = translator.columnLabel(record, field);
			return `    ${sanitize(previous === becomes ? `${label}: ${previous}` : `${label}: ${previous} → ${becomes}`)}`;
		}),
	];
}

/** What billing chose, or an earlier change gave, is known from the record that was read back. */
const writtenValue = (after: Value | undefined, current: Value | undefined): Value | undefined =>
	isAllotted(after) || isReference(after) ? current : after;

/** The fields of a key that name the record. Empty ones are left out, and lists, which say what else must be there. */
const namesText = (key: Fields): string =>
	Object.entries(key)
		.filter(([, value]) => value !== null && value !== '' && !Array.isArray(value))
		.map(([name, value]) => `${name}=${valueText(value)}`)
		.join(' ');

/** Stands for a value that is not there. A field that has none before and after is left out. */
const noValue = '–';

function valueText(value: Value | undefined): string {
	if (value === undefined || value === null) return noValue;
	const text = JSON.stringify(value);
	return text.length > maxValueLength ? `${text.slice(0, maxValueLength - 1)}…` : text;
}
