import type {DifferenceCode, SyncStatus} from '../sync/difference.ts';
import {syncStatusNames} from '../sync/difference.ts';
import type {DifferenceCounts} from '../sync/count-differences.ts';

/** The counts of one list; `null` where it could not be read. `portal`: `''` where only one is counted. */
type ListCounts = {
	readonly portal: string;
	readonly list: string;
	readonly counts: DifferenceCounts | null;
};

/**
Counts in Prometheus' text format, for node_exporter's directory of text files. `at`: when they were taken. A list that was not read has no
counts.
*/
export function formatPrometheus(lists: readonly ListCounts[], at: Date): string {
	const counted = lists.flatMap(one => (one.counts ? [{labels: labelsOf(one), counts: one.counts}] : []));
	const kindSamples = (name: string, field: 'kinds' | 'notes') =>
		counted.flatMap(({labels, counts}) =>
			(Object.entries(counts[field]) as ReadonlyArray<[DifferenceCode, number]>).map(([kind, n]) =>
				sample(name, {...labels, kind}, n),
			),
		);
	return [
		...metric('stalker_console_rows', 'Rows by list and sync status.'),
		...counted.flatMap(({labels, counts: {marks}}) =>
			(Object.entries(marks) as ReadonlyArray<[SyncStatus, number]>).map(([mark, n]) =>
				sample('stalker_console_rows', {...labels, status: syncStatusNames[mark]}, n),
			),
		),
		...metric('stalker_console_differences', 'Rows by list and kind of difference.'),
		...kindSamples('stalker_console_differences', 'kinds'),
		...metric('stalker_console_notes', 'Rows in sync by list and kind of note.'),
		...kindSamples('stalker_console_notes', 'notes'),
		...metric('stalker_console_list_read', '1: the list was read; 0: it was not.'),
		...lists.map(one => sample('stalker_console_list_read', labelsOf(one), one.counts ? 1 : 0)),
		...metric('stalker_console_check_timestamp_seconds', 'When this was counted.'),
		sample('stalker_console_check_timestamp_seconds', {}, Math.floor(at.getTime() / 1000)),
		'',
	].join('\n');
}

const labelsOf = ({portal, list}: ListCounts): Readonly<Record<string, string>> => ({
	...(portal !== '' && {portal}),
	list,
});

const metric = (name: string, help: string): readonly string[] => [
	`# HELP ${name} ${help}`,
	`# TYPE ${name} gauge`,
];

/** Labels are names of this program and of the configuration, which have no quotes in them. */
function sample(name: string, labels: Readonly<Record<string, string>>, value: number): string {
	const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
	return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}
