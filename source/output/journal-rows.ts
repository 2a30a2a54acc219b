import {
	isAllotted,
	isReference,
	type Change,
	type ChangeResult,
	type Fields,
	type Value,
} from '../sync/changes/change.ts';
import type {JournalRow} from '../sync/changes/ports.ts';
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

/** A row of a journal entry as lines: its key and state, then each change with every field, before → after, and its result. Assertions, which write nothing, are left out. */
export const journalRowLines = ({state, error, set, results}: JournalRow): readonly string[] => [
	sanitize(`${set.rowKey}  ${state}${error === null ? '' : `  ${error}`}`),
	...set.changes.flatMap((change, index) =>
		change.operation === 'check' ? [] : changeLines(change, results[index] ?? null),
	),
];

function changeLines(change: Change, result: ChangeResult | null): readonly string[] {
	const {system, record, operation, key, before, after} = change;
	const head = [system, record, operation, namesText(key), result?.is ?? 'not tried']
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
			return `    ${sanitize(previous === becomes ? `${field}: ${previous}` : `${field}: ${previous} → ${becomes}`)}`;
		}),
	];
}

/** What billing chose, or an earlier change gave, is known from the record that was read back. */
const writtenValue = (after: Value | undefined, current: Value | undefined): Value | undefined =>
	isAllotted(after) || isReference(after) ? current : after;

const namesText = (key: Fields): string =>
	Object.entries(key)
		.map(([name, value]) => `${name}=${valueText(value)}`)
		.join(' ');

/** Stands for a value that is not there. A field that has none before and after is left out. */
const noValue = '–';

function valueText(value: Value | undefined): string {
	if (value === undefined || value === null) return noValue;
	const text = JSON.stringify(value);
	return text.length > maxValueLength ? `${text.slice(0, maxValueLength - 1)}…` : text;
}
