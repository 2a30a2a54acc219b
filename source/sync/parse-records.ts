import type {PortalList} from './row.ts';

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
