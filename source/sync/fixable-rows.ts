import type {Message} from '../i18n/message.ts';
import type {DifferenceCode} from './difference.ts';
import type {FixUse, FixUses} from './fix.ts';
import type {AnyResource} from './resource.ts';
import type {Comparison, Row} from './row.ts';

/** The kinds for which this system is right. */
export const kindsOf = (uses: FixUses, use: FixUse): ReadonlySet<DifferenceCode> =>
	new Set([...uses].flatMap(([kind, own]) => (own === use ? [kind] : [])));

/** The lists in which one of these fixes is declared, in the order in which they are fixed: each behind those that it depends on. */
export function concernedResources(resources: readonly AnyResource[], uses: FixUses): readonly AnyResource[] {
	const ordered = new Set<AnyResource>();
	const add = (resource: AnyResource): void => {
		for (const name of resource.dependsOn ?? []) add(resources.find(other => other.name === name)!);
		ordered.add(resource);
	};
	for (const resource of resources) add(resource);
	return [...ordered].filter(resource => [...uses].some(([code, use]) => hasFix(resource, code, use)));
}

/**
The rows with one of the kinds that the resource can fix in this direction; those that only a person can resolve are among them, to be
refused by name.
*/
export const fixableRows = (
	resource: AnyResource,
	rows: readonly Row[],
	kinds: ReadonlySet<DifferenceCode>,
	use: FixUse,
): readonly Row[] =>
	rows.filter(({differences}) =>
		differences.some(({code}) => kinds.has(code) && hasFix(resource, code, use)),
	);

const hasFix = ({fixes = []}: AnyResource, code: DifferenceCode, use: FixUse): boolean =>
	fixes.some(fix => fix.use === use && fix.kinds.includes(code));

/** Why nobody may fix this row in these ways without looking at it; `null` where nothing is against it. */
export function unattendedReason(
	{fixes = []}: AnyResource,
	row: Row,
	comparison: Comparison,
	uses: FixUses,
): Message | null {
	for (const {kinds, use, unattended} of fixes) {
		const isFor = row.differences.some(({code}) => kinds.includes(code) && uses.get(code) === use);
		const reason = isFor && unattended?.(row, comparison, uses);
		if (reason) return reason;
	}

	return null;
}
