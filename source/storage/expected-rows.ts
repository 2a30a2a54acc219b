import * as v from 'valibot';
import {openPrivateMap} from './private-json.ts';
import type {Message} from '../i18n/message.ts';
import type {ExpectedRows, ExpectedRowsStore} from '../sync/context.ts';

/** As stored since the first version: `excused` is the `acceptedGap`. */
const storedSchema = v.object({rows: v.number(), excused: v.number()});

/**
Keeps the expected rows in a file of this operator (`0600`), per portal. A lost or unreadable file only weakens the check: the number of
billing's own rows is its other half.
*/
export function createExpectedRowsFile(
	file: string,
	portal: string,
	warn: (warning: Message) => void,
): ExpectedRowsStore {
	const {get, set} = openPrivateMap(file, storedSchema, portal, warn);
	return {
		get(resource) {
			const stored = get(resource);
			return stored && {rows: stored.rows, acceptedGap: stored.excused};
		},
		set(resource, {rows, acceptedGap}) {
			const stored = get(resource);
			if (stored?.rows !== rows || stored.excused !== acceptedGap)
				set(resource, {rows, excused: acceptedGap});
		},
	};
}

/** Keeps the expected rows until the program ends: for the demo and tests. */
export const createInMemoryExpectedRows = (): ExpectedRowsStore => new Map<string, ExpectedRows>();
