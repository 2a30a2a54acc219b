import * as v from 'valibot';
import {openPrivateMap, type PrivateMap} from './private-json.ts';
import type {Message} from '../i18n/message.ts';

/** How many rows of a list were out of sync at a time. */
export type CountPoint = {readonly at: string; readonly unsynced: number};

/** The counts of each list over the last weeks, oldest first: the menu draws them as a line. */
export type CountHistory = {
	get(resource: string): readonly CountPoint[];
	/** Adds a count. Within an hour only the last one is kept. */
	add(resource: string, unsynced: number, at: Date): void;
	/** Adds counts of others; of an hour that has one already, that one stays. */
	merge(resource: string, points: readonly CountPoint[]): void;
};

/** Points that are kept of a list: an hour each. */
const maxPoints = 200;

const pointsSchema: v.GenericSchema<readonly CountPoint[]> = v.array(
	v.object({at: v.pipe(v.string(), v.isoTimestamp()), unsynced: v.number()}),
);

/** Keeps the counts in a file of this operator's state (`0600`), per portal and billing. */
export const createCountHistoryFile = (
	file: string,
	systems: string,
	warn: (warning: Message) => void,
): CountHistory => createCountHistory(openPrivateMap(file, pointsSchema, systems, warn));

/** Keeps the counts until the program ends: for the demo and tests. */
export const createInMemoryCountHistory = (): CountHistory => createCountHistory(new Map());

function createCountHistory(stored: PrivateMap<readonly CountPoint[]>): CountHistory {
	const get = (resource: string) => stored.get(resource) ?? [];
	return {
		get,
		add: (resource, unsynced, at) => stored.set(resource, withPoint(get(resource), unsynced, at)),
		merge(resource, points) {
			const own = get(resource);
			const merged = merge(own, points);
			if (merged.length > own.length) stored.set(resource, merged);
		},
	};
}

const hourOf = (time: string): string => time.slice(0, 'YYYY-MM-DDTHH'.length);

function merge(own: readonly CountPoint[], others: readonly CountPoint[]): readonly CountPoint[] {
	const byHour = new Map([...others, ...own].map(point => [hourOf(point.at), point]));
	return [...byHour.values()].toSorted((one, other) => (one.at < other.at ? -1 : 1)).slice(-maxPoints);
}

function withPoint(points: readonly CountPoint[], unsynced: number, at: Date): readonly CountPoint[] {
	const point = {at: at.toISOString(), unsynced};
	const last = points.at(-1);
	const before = last && hourOf(last.at) === hourOf(point.at) ? points.slice(0, -1) : points;
	return [...before, point].slice(-maxPoints);
}
