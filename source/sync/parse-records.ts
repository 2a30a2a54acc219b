import type {PortalList, Row} from './row.ts';

/** Parses records into items and invalid records; `parse` returns the item, or why there is none. */
export function parseRecords<Item>(
	records: readonly unknown[],
	parse: (record: unknown) => {readonly item: Item} | {readonly reason: string},
): Pick<PortalList<Item>, 'items' | 'invalid'> {
	const items: Item[] = [];
	const invalid: PortalList<Item>['invalid'][number][] = [];
	for (const [index, raw] of records.entries()) {
		const parsed = parse(raw);
		if ('item' in parsed) items.push(parsed.item);
		else invalid.push({key: `record:${index + 1}`, reason: parsed.reason, raw});
	}

	return {items, invalid};
}

/** Rows for invalid records, with the reason and the names that the record seems to have. */
export const invalidRows = (invalid: PortalList<unknown>['invalid']): ReadonlyArray<Row<never, never>> =>
	invalid.map(({key, reason, raw}) => ({
		key,
		mark: '!',
		differences: [{code: 'V1', field: 'record', theirs: reason, ours: null, ...recordNames(raw)}],
		stalker: null,
		billing: null,
		matchedBy: null,
	}));

function recordNames(raw: unknown): {readonly with?: readonly string[]} {
	const {login, external_id, name} = (raw ?? {}) as Readonly<Record<string, unknown>>;
	const names = [login, external_id, name].filter(
		text => typeof text === 'string' && text !== '',
	) as readonly string[];
	return names.length === 0 ? {} : {with: names};
}
