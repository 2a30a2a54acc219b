import * as v from 'valibot';
import {ownShelf} from './own-file.ts';
import type {Saying} from './sync/saying.ts';

/** How many rows the portal's last complete lists had: what a suspiciously short answer is held against. */
export type Baselines = {
	get(resource: string): Baseline | undefined;
	set(resource: string, baseline: Baseline): void;
};

/** `excused`: so many rows of billing's own were missing from a short list that a person believed. */
type Baseline = v.InferOutput<typeof baselineSchema>;

const baselineSchema = v.object({rows: v.number(), excused: v.number()});

/**
Baselines kept in a file of this operator (`0600`), per portal. Losing it loses nothing: billing's own rows are the other half of the
baseline. A file that cannot be read or written is such a loss.
*/
export function fileBaselines(file: string, portal: string, warn: (warning: Saying) => void): Baselines {
	const {get, set} = ownShelf(file, baselineSchema, portal, warn);
	return {
		get,
		set(resource, baseline) {
			const {rows, excused} = get(resource) ?? {};
			if (rows !== baseline.rows || excused !== baseline.excused) set(resource, baseline);
		},
	};
}

/** Baselines for one run alone: the demo's. */
export function passingBaselines(): Baselines {
	const rows = new Map<string, Baseline>();
	return {
		get: resource => rows.get(resource),
		set: (resource, baseline) => void rows.set(resource, baseline),
	};
}
