import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

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
baseline. A file that cannot be read or written is such a loss, and said through `warn`.
*/
export function fileBaselines(file: string, portal: string, warn: (message: string) => void): Baselines {
	const all = read();
	const own = (all[portal] ??= {});
	return {
		get: resource => own[resource],
		set(resource, baseline) {
			const {rows, excused} = own[resource] ?? {};
			if (rows === baseline.rows && excused === baseline.excused) return;
			own[resource] = baseline;
			write();
		},
	};

	function read(): v.InferOutput<typeof schema> {
		try {
			return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
		} catch (error) {
			if (!isMissing(error)) warn(`${file} cannot be read and is begun anew: ${(error as Error).message}`);
			return {};
		}
	}

	function write(): void {
		try {
			mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
			const aside = `${file}.${process.pid}`;
			writeFileSync(aside, JSON.stringify(all), {mode: 0o600});
			renameSync(aside, file);
		} catch (error) {
			warn(`${file} cannot be written: ${(error as Error).message}`);
		}
	}
}

/** Baselines for one run alone: the demo's. */
export function passingBaselines(): Baselines {
	const rows = new Map<string, Baseline>();
	return {
		get: resource => rows.get(resource),
		set: (resource, baseline) => void rows.set(resource, baseline),
	};
}

const isMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'ENOENT';
