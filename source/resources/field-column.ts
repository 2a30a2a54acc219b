import type {Cell, Column, Row} from '../sync/row.ts';

/** The fields of a record that a cell can show. */
type CellField<Stalker> = string &
	{[Name in keyof Stalker]-?: Stalker[Name] extends Cell | undefined ? Name : never}[keyof Stalker];

/** Creates the function that declares a column for a field of the portal's record. `fromBilling`: the value for a row that only billing has. */
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
