import type {DifferenceCode} from './difference.ts';
import type {FixUse} from './fix.ts';
import type {AnyResource} from './resource.ts';
import type {Row} from './row.ts';

/** The order in which lists are fixed: tariff plans before accounts, channels before subscriptions. */
const fixOrder: readonly string[] = ['tariffs', 'channels', 'accounts', 'stb', 'subscriptions'];

/** Resources in the order in which they are fixed. */
export const inFixOrder = (resources: readonly AnyResource[]): readonly AnyResource[] =>
	resources.toSorted((one, other) => fixOrder.indexOf(one.name) - fixOrder.indexOf(other.name));

/** Whether the resource declares a fix of one of these kinds in this direction. */
export const fixesAny = (resource: AnyResource, kinds: ReadonlySet<DifferenceCode>, use: FixUse): boolean =>
	[...kinds].some(code => hasFix(resource, code, use));

/** The rows with one of the kinds that the resource can fix in this direction; those that only a person can resolve are among them, to be refused by name. */
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
