import * as v from 'valibot';
import {openPrivateMap} from './private-json.ts';
import type {Message} from '../sync/message.ts';

/** How many rows the portal's last complete lists had: what a suspiciously short answer is held against. */
export type ExpectedRowsStore = {
	get(resource: string): ExpectedRows | undefined;
	set(resource: string, baseline: ExpectedRows): void;
};

/** `excused`: so many rows of billing's own were missing from a short list that a person believed. */
type ExpectedRows = v.InferOutput<typeof expectedRowsSchema>;

const expectedRowsSchema = v.object({rows: v.number(), excused: v.number()});

/**
Baselines kept in a file of this operator (`0600`), per portal. Losing it loses nothing: billing's own rows are the other half of the
baseline. A file that cannot be read or written is such a loss.
*/
export function createExpectedRowsFile(
	file: string,
	portal: string,
	warn: (warning: Message) => void,
): ExpectedRowsStore {
	const {get, set} = openPrivateMap(file, expectedRowsSchema, portal, warn);
	return {
		get,
		set(resource, expected) {
			const {rows, excused} = get(resource) ?? {};
			if (rows !== expected.rows || excused !== expected.excused) set(resource, expected);
		},
	};
}

/** Baselines for one run alone: the demo's. */
export function createInMemoryExpectedRows(): ExpectedRowsStore {
	const rows = new Map<string, ExpectedRows>();
	return {
		get: resource => rows.get(resource),
		set: (resource, baseline) => void rows.set(resource, baseline),
	};
}
