import * as v from 'valibot';
import {openPrivateMap} from './private-json.ts';
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
export function createCountHistoryFile(
	file: string,
	systems: string,
	warn: (warning: Message) => void,
): CountHistory {
	const {get, set} = openPrivateMap(file, pointsSchema, systems, warn);
	return {
		get: resource => get(resource) ?? [],
		add: (resource, unsynced, at) => set(resource, withPoint(get(resource) ?? [], unsynced, at)),
		merge(resource, points) {
			const own = get(resource) ?? [];
			const merged = merge(own, points);
			if (merged.length > own.length) set(resource, merged);
		},
	};
}

/** Keeps the counts until the program ends: for the demo and tests. */
export function createInMemoryCountHistory(): CountHistory {
	const points = new Map<string, readonly CountPoint[]>();
	return {
		get: resource => points.get(resource) ?? [],
		add: (resource, unsynced, at) =>
			void points.set(resource, withPoint(points.get(resource) ?? [], unsynced, at)),
		merge: (resource, others) => void points.set(resource, merge(points.get(resource) ?? [], others)),
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
