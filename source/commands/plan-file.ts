import {readFileSync} from 'node:fs';
import * as v from 'valibot';
import {isDeepStrictEqual} from 'node:util';
import {replaceFile} from '../files/replace-file.ts';
import {fileUnwritten} from '../i18n/file-unwritten.ts';
import {errorText} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {FixUse} from '../sync/fix.ts';
import {chooseFixes, type ListPlan, type PlannedFix} from '../sync/list-plan.ts';
import {UsageError} from './command.ts';

/** Which portal a plan is of: its address, and billing's id of it, where billing knows it yet. */
type PlanPortal = {readonly url: string; readonly service: number | null};

const format = 'stalker-console plan';

/** Raised when a plan of an older version would mean something else. */
const version = 1;

const planSchema = v.object({
	format: v.literal(format),
	version: v.literal(version),
	sets: v.array(
		v.object({
			portal: v.object({url: v.string(), service: v.nullable(v.number())}),
			resource: v.string(),
			row: v.string(),
			kinds: v.array(v.string()),
			use: v.string(),
			action: v.string(),
			changes: v.array(v.unknown()),
		}),
	),
});

/** A set as a file names it. It is compared with a set of today's plan, and used for nothing else. */
type RequestedSet = v.InferOutput<typeof planSchema>['sets'][number];

/** The part of a file that is to be applied. */
export type Selection = {
	/** The part of today's plan that the file asks for. */
	readonly lists: readonly ListPlan[];
	/** Rows that are not as the file says. */
	readonly stale: ReadonlyArray<Pick<RequestedSet, 'resource' | 'row'>>;
	/** Rows that do not have these differences any more. */
	readonly settled: number;
};

/** The sets of a plan, as they are written to a file and printed. */
export const requestedSets = (lists: readonly ListPlan[], portal: PlanPortal): readonly RequestedSet[] =>
	lists.flatMap(({resource, groups}) =>
		groups.flatMap(({use, fixes}) => fixes.map(fix => ({portal, ...requestOf(resource.name, use, fix)}))),
	);

const requestOf = (
	resource: string,
	use: FixUse,
	{row, kinds, set}: PlannedFix,
): Omit<RequestedSet, 'portal'> => ({
	...{resource, row, use, action: set.action},
	kinds: [...kinds],
	changes: JSON.parse(JSON.stringify(set.changes)) as unknown[],
});

/** Writes a plan so that only its owner can read it. Throws `UsageError` where that is impossible. */
export function writePlanFile(file: string, sets: readonly RequestedSet[], made: Date): void {
	try {
		replaceFile(
			file,
			`${JSON.stringify({format, version, made: made.toISOString(), sets}, null, '\t')}\n`,
			0o600,
		);
	} catch (error) {
		throw new UsageError(fileUnwritten(file, error));
	}
}

/** Reads a plan. Throws `UsageError` where the file is none, or of another version. */
export function readPlanFile(file: string): readonly RequestedSet[] {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(message('usage-plan-file', {file, reason: errorText(error)}));
	}

	try {
		return v.parse(planSchema, JSON.parse(text)).sets;
	} catch {
		throw new UsageError(message('usage-plan-format', {file, version}));
	}
}

/** Throws `UsageError` where the plan is of another portal. */
export function assertPortal(file: string, sets: readonly RequestedSet[], {url, service}: PlanPortal): void {
	const isOwn = ({portal}: RequestedSet) =>
		portal.url === url && (portal.service === null || service === null || portal.service === service);
	if (!sets.every(isOwn)) throw new UsageError(message('usage-plan-portal', {file}));
}

/**
What a file asks for of today's plan: the sets that are equal to one of its sets. No key, field or value of the file is used for anything
but this comparison.
*/
export function selectRequested(lists: readonly ListPlan[], requested: readonly RequestedSet[]): Selection {
	const byRow = Map.groupBy(requested, rowName);
	const found = new Set<RequestedSet>();
	const isRequested = (resource: string, use: FixUse, fix: PlannedFix): boolean => {
		const own = requestOf(resource, use, fix);
		const equal = (byRow.get(rowName(own)) ?? []).filter(one =>
			isDeepStrictEqual({...one, portal: null}, {...own, portal: null}),
		);
		for (const one of equal) found.add(one);
		return equal.length > 0;
	};
	const chosen = lists.map(list =>
		chooseFixes(list, (fix, use) => isRequested(list.resource.name, use, fix)),
	);
	const missing = requested.filter(one => !found.has(one));
	const settled = settledSets(lists, missing);
	return {
		lists: chosen.map(list => ({...list, waiting: []})),
		stale: missing.filter(one => !settled.has(one)),
		settled: settled.size,
	};
}

const rowName = ({resource, row}: Pick<RequestedSet, 'resource' | 'row'>): string => `${resource} ${row}`;

/** Sets whose rows exist and have none of the kinds: they were applied already, or are no longer needed. */
function settledSets(
	lists: readonly ListPlan[],
	missing: readonly RequestedSet[],
): ReadonlySet<RequestedSet> {
	const settled = new Set<RequestedSet>();
	for (const {resource, comparison} of lists) {
		const own = missing.filter(one => one.resource === resource.name);
		if (own.length === 0) continue;
		const rows = new Map(comparison.rows.map(row => [row.key, row]));
		for (const one of own) {
			const row = rows.get(one.row);
			if (row && row.mark !== '?' && !row.differences.some(({code}) => one.kinds.includes(code)))
				settled.add(one);
		}
	}

	return settled;
}
