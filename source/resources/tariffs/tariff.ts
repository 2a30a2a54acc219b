import * as v from 'valibot';
import {requiredText, scalarText, parseRecord, type ParsedRecord} from '../record-fields.ts';

const packageSchema = v.object({
	id: scalarText,
	external_id: scalarText,
	name: scalarText,
	type: scalarText,
	optional: scalarText,
});

/**
One record of `GET tariffs` (REST API v1, *tariffs*), under the API's own field names; all values are strings.

Only `id` must be there. `external_id` is what accounts have as `tariff_plan`; `user_default` is `"1"` on the plan of
accounts without one.
*/
const tariffSchema = v.object({
	id: requiredText,
	external_id: v.pipe(
		scalarText,
		v.transform(value => value ?? ''),
	),
	name: v.pipe(
		scalarText,
		v.transform(value => value ?? ''),
	),
	user_default: scalarText,
	days_to_expires: scalarText,
	packages: v.optional(v.nullable(v.array(packageSchema)), null),
});

/** One tariff plan as the portal sends it. */
export type Tariff = v.InferOutput<typeof tariffSchema>;

/** Parses a record. */
export function parseTariff(raw: unknown): ParsedRecord<Tariff> {
	return parseRecord(tariffSchema, raw);
}
