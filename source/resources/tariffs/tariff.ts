import * as v from 'valibot';

const text = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number(), v.boolean()])), null),
	v.transform(value => (value === null ? null : String(value))),
);

const packageSchema = v.object({id: text, external_id: text, name: text, type: text, optional: text});

/**
One record of `GET tariffs` (REST API v1, *tariffs*), under the API's own field names; all values are strings there.

Only `id` must be there. `external_id` is what accounts carry as `tariff_plan`; `user_default` is `"1"` on the plan that accounts without one are on.
*/
const tariffSchema = v.object({
	id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
	external_id: v.pipe(
		text,
		v.transform(value => value ?? ''),
	),
	name: v.pipe(
		text,
		v.transform(value => value ?? ''),
	),
	user_default: text,
	days_to_expires: text,
	packages: v.optional(v.nullable(v.array(packageSchema)), null),
});

/** One tariff plan as the portal sends it. */
export type Tariff = v.InferOutput<typeof tariffSchema>;

/** The record, or why it is none. */
export function readTariff(raw: unknown): {readonly item: Tariff} | {readonly why: string} {
	const result = v.safeParse(tariffSchema, raw);
	if (result.success) return {item: result.output};
	const [issue] = result.issues;
	return {why: `${v.getDotPath(issue) ?? 'record'}: ${issue.message}`};
}
