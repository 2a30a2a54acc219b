import * as v from 'valibot';

/** A record that could be read, or why it could not: the path of the field, and what is wrong with it. */
export type ParsedRecord<Item> = {readonly item: Item} | {readonly why: string};

/** What the portal sent, as a record of this shape. */
export function parseRecord<Item>(schema: v.GenericSchema<unknown, Item>, raw: unknown): ParsedRecord<Item> {
	const result = v.safeParse(schema, raw);
	if (result.success) return {item: result.output};
	const [issue] = result.issues;
	return {why: `${v.getDotPath(issue) ?? 'record'}: ${issue.message}`};
}

/** A text, which some portal versions send as a number. */
export const requiredText = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

/** The same, and blank where it is absent or `null`. */
export const optionalText = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), ''),
	v.transform(value => (value === null ? '' : String(value))),
);

/** The same, and `null` where it is absent. */
export const nullableText = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), null),
	v.transform(value => (value === null ? null : String(value))),
);

/** Whatever fits into one word; `null` where it is absent. */
export const scalarText = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number(), v.boolean()])), null),
	v.transform(value => (value === null ? null : String(value))),
);

/** `"1"` or `"0"`, sent as text, number or boolean; `null` where the portal does not say. */
export const flag = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number(), v.boolean()])), null),
	v.transform(value => (value === null ? null : String(Number(value)))),
);

/** The same of a portal that may say nothing by `""`, and must not say anything else. */
export const strictFlag = v.pipe(
	v.optional(v.nullable(v.union([v.number(), v.picklist(['', '0', '1']), v.boolean()])), null),
	v.transform(value => (value === null || value === '' ? null : String(Number(value)))),
);
