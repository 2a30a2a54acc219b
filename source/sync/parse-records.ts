import type {PortalList, Row} from './row.ts';

/** Sort records into items and such as cannot be read; `read` tells the item, or why there is none. */
export function parseRecords<Item>(
	records: readonly unknown[],
	read: (record: unknown) => {readonly item: Item} | {readonly why: string},
): Pick<PortalList<Item>, 'items' | 'invalid'> {
	const items: Item[] = [];
	const bad: PortalList<Item>['invalid'][number][] = [];
	for (const [place, raw] of records.entries()) {
		const found = read(raw);
		if ('item' in found) items.push(found.item);
		else bad.push({key: `record:${place + 1}`, why: found.why, raw});
	}

	return {items, invalid: bad};
}

/** The rows of records that could not be read: a person has to look. What they seem to be called stands beside the reason. */
export const invalidRows = (bad: PortalList<unknown>['invalid']): ReadonlyArray<Row<never, never>> =>
	bad.map(({key, why, raw}) => ({
		key,
		mark: '!',
		differences: [{code: 'V1', field: 'record', theirs: why, ours: null, ...recordNames(raw)}],
		stalker: null,
		billing: null,
		matchedBy: null,
	}));

function recordNames(raw: unknown): {readonly with?: readonly string[]} {
	const {login, external_id: id, name} = (raw ?? {}) as Readonly<Record<string, unknown>>;
	const names = [login, id, name].filter(
		text => typeof text === 'string' && text !== '',
	) as readonly string[];
	return names.length === 0 ? {} : {with: names};
}
