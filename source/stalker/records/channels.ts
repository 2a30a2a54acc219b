import {textOf, type Fields, type Value} from '../../sync/changes/change.ts';
import type {StalkerRecordType} from './record.ts';

/** The portal's whole list of channels (REST API v1, *itv*), which is only read: see `portalChannelFields`. It has no key. */
export const channels: StalkerRecordType = {
	record: 'channels',

	async find(_, client, signal) {
		const {results} = await client.list('itv', {signal});
		return {now: portalChannelFields(results), reason: null, id: null, resource: 'itv'};
	},
};

/**
A list of channels as fields, as the portal sends it or as it was parsed, in any order: their number as `count`, and under each id the names
and numbers that are sent for it. A channel without id is listed under its position.
*/
export function portalChannelFields(records: readonly unknown[]): Fields {
	const fields: Record<string, Value[] | number> = {count: records.length};
	for (const [index, record] of records.entries()) {
		const {id, name, number} = (record ?? {}) as Fields;
		const key = textOf(id) || `record:${index + 1}`;
		const known = fields[key];
		fields[key] = [...(Array.isArray(known) ? known : []), [textOf(name), Number(textOf(number))]];
	}

	return fields;
}
