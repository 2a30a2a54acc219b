import * as v from 'valibot';
import {openPrivateMap, type PrivateMap} from './private-json.ts';
import type {Summary} from '../sync/summary.ts';
import type {Message} from '../i18n/message.ts';

/** The summary of each list from the last run: the menu shows it until this run has read the list. */
export type SummaryStore = {
	get(resource: string): StoredSummary | undefined;
	set(resource: string, summary: Summary, at: Date): void;
};

/** `readAt`: when the older of the two sides was read. */
export type StoredSummary = Summary & {readonly readAt: Date};

const number = v.number();

type StoredJson = Summary & {readonly at: string};

const summarySchema: v.GenericSchema<StoredJson> = v.object({
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

/** Creates a store in a file of this operator's cache (`0600`), per portal and billing. It holds numbers and names of tariff plans only. */
export const createSummaryFile = (
	file: string,
	systems: string,
	warn: (warning: Message) => void,
): SummaryStore => createSummaryStore(openPrivateMap(file, summarySchema, systems, warn));

/** Creates a store that lasts until the program ends: for the demo and tests. */
export const createInMemorySummaries = (): SummaryStore => createSummaryStore(new Map());

const createSummaryStore = (stored: PrivateMap<StoredJson>): SummaryStore => ({
	get(screen) {
		const json = stored.get(screen);
		if (!json) return undefined;
		const {at, ...summary} = json;
		return {...summary, readAt: new Date(at)};
	},
	set: (screen, summary, at) => stored.set(screen, {...summary, at: at.toISOString()}),
});
