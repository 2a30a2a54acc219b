import * as v from 'valibot';
import {parseRecords, type Cell, type Column, type PortalList, type Row} from '../sync/row.ts';
import type {ResourceContext} from './context.ts';

/** A parsed record, or why it is invalid: the path of the field, and what is wrong with it. */
export type ParsedRecord<Item> = {readonly item: Item} | {readonly reason: string};

/** Parses a raw record with a schema. */
export function parseRecord<Item>(schema: v.GenericSchema<unknown, Item>, raw: unknown): ParsedRecord<Item> {
	const result = v.safeParse(schema, raw);
	if (result.success) return {item: result.output};
	const [issue] = result.issues;
	return {reason: `${v.getDotPath(issue) ?? 'record'}: ${issue.message}`};
}

/** Creates the function that reads a list of the portal, and parses its records. */
export const createListReader =
	<Item>(list: string, parse: (record: unknown) => ParsedRecord<Item>) =>
	async ({stalker}: Pick<ResourceContext, 'stalker'>, signal?: AbortSignal): Promise<PortalList<Item>> => {
		const {results, warnings} = await stalker.list(list, {signal});
		return {...parseRecords(results, parse), warnings};
	};

/** A text; some portal versions send a number. */
export const requiredText = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

/** A text, `''` where it is absent or `null`. */
export const optionalText = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), ''),
	v.transform(value => (value === null ? '' : String(value))),
);

/** A text, `null` where it is absent. */
export const nullableText = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), null),
	v.transform(value => (value === null ? null : String(value))),
);

/** A text, number or boolean as text; `null` where it is absent. */
export const scalarText = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number(), v.boolean()])), null),
	v.transform(value => (value === null ? null : String(value))),
);

/** `"1"` or `"0"`, sent as text, number or boolean; `null` where the portal does not send it. */
export const flag = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number(), v.boolean()])), null),
	v.transform(value => (value === null ? null : String(Number(value)))),
);

/** A flag for which a portal may send `""` as no value; any other text is invalid. */
export const strictFlag = v.pipe(
	v.optional(v.nullable(v.union([v.number(), v.picklist(['', '0', '1']), v.boolean()])), null),
	v.transform(value => (value === null || value === '' ? null : String(Number(value)))),
);

/** The fields of a record that a cell can show. */
type CellField<Stalker> = string &
	{[Name in keyof Stalker]-?: Stalker[Name] extends Cell | undefined ? Name : never}[keyof Stalker];

/**
Creates the function that declares a column for a field of the portal's record. `fromBilling`: the value for a row that only billing has.
*/
export const createFieldColumn =
	<Stalker extends object, Billing extends object>() =>
	(
		id: CellField<Stalker>,
		{
			fromBilling,
			...more
		}: Omit<Column, 'id' | 'value' | 'json' | 'detail'> & {
			readonly fromBilling?: (billing: Billing) => Cell;
		} = {},
	): Column<Row<Stalker, Billing>> => ({
		id,
		...more,
		value: ({stalker, billing}) =>
			stalker ? ((stalker[id] ?? null) as Cell) : billing && fromBilling ? fromBilling(billing) : null,
	});
