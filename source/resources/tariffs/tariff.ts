import * as v from 'valibot';
import {name, word, readAs, type ReadRecord} from '../fields.ts';

const packageSchema = v.object({id: word, external_id: word, name: word, type: word, optional: word});

/**
One record of `GET tariffs` (REST API v1, *tariffs*), under the API's own field names; all values are strings there.

Only `id` must be there. `external_id` is what accounts carry as `tariff_plan`; `user_default` is `"1"` on the plan that accounts without one are on.
*/
const tariffSchema = v.object({
	id: name,
	external_id: v.pipe(
		word,
		v.transform(value => value ?? ''),
	),
	name: v.pipe(
		word,
		v.transform(value => value ?? ''),
	),
	user_default: word,
	days_to_expires: word,
	packages: v.optional(v.nullable(v.array(packageSchema)), null),
});

/** One tariff plan as the portal sends it. */
export type Tariff = v.InferOutput<typeof tariffSchema>;

/** The record, or why it is none. */
export function readTariff(raw: unknown): ReadRecord<Tariff> {
	return readAs(tariffSchema, raw);
}
