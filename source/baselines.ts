import * as v from 'valibot';
import {ownFile} from './own-file.ts';
import type {Saying} from './sync/saying.ts';

/** How many rows the portal's last complete lists had: what a suspiciously short answer is held against. */
export type Baselines = {
	get(resource: string): Baseline | undefined;
	set(resource: string, baseline: Baseline): void;
};

/** `excused`: so many rows of billing's own were missing from a short list that a person believed. */
type Baseline = v.InferOutput<typeof baselineSchema>;

const baselineSchema = v.object({rows: v.number(), excused: v.number()});

const schema = v.record(v.string(), v.record(v.string(), baselineSchema));

/**
Baselines kept in a file of this operator (`0600`), per portal. Losing it loses nothing: billing's own rows are the other half of the
baseline. A file that cannot be read or written is such a loss.
*/
export function fileBaselines(file: string, portal: string, warn: (warning: Saying) => void): Baselines {
	const kept = ownFile(file, schema, warn);
	const all = kept.read() ?? {};
	const own = (all[portal] ??= {});
	return {
		get: resource => own[resource],
		set(resource, baseline) {
			const {rows, excused} = own[resource] ?? {};
			if (rows === baseline.rows && excused === baseline.excused) return;
			own[resource] = baseline;
			kept.write(all);
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
