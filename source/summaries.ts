import * as v from 'valibot';
import {ownShelf} from './own-file.ts';
import type {Saying} from './sync/saying.ts';
import type {Summary} from './sync/summary.ts';

/** What the last run saw of each list, for the menu to show before this one has read anything. */
export type Summaries = {
	get(tab: string): PastSummary | undefined;
	set(tab: string, summary: Summary, at: Date): void;
};

/** `at`: when the older of the two sides was read. */
export type PastSummary = Summary & {readonly at: Date};

const number = v.number();

type Kept = Summary & {readonly at: string};

const schema: v.GenericSchema<Kept> = v.object({
	at: v.pipe(v.string(), v.isoTimestamp()),
	rows: number,
	marks: v.object({'=': number, '~': number, '+': number, '-': number, '!': number, '?': number}),
	tallies: v.array(
		v.object({
			column: v.string(),
			values: v.array(
				v.tuple([v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(v.string())]), number]),
			),
			others: number,
		}),
	),
});

/**
Kept in a file of this operator's cache (`0600`), per portal and billing: numbers only, and the names of tariff plans.
*/
export function fileSummaries(file: string, systems: string, warn: (warning: Saying) => void): Summaries {
	const kept = ownShelf(file, schema, systems, warn);
	return {
		get(tab) {
			const past = kept.get(tab);
			return past && {...past, at: new Date(past.at)};
		},
		set: (tab, summary, at) => kept.set(tab, {...summary, at: at.toISOString()}),
	};
}

/** For one run alone: the demo's. */
export function passingSummaries(): Summaries {
	const kept = new Map<string, PastSummary>();
	return {
		get: tab => kept.get(tab),
		set: (tab, summary, at) => void kept.set(tab, {...summary, at}),
	};
}
