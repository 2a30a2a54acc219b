import {inList} from '../dialects/dialect.ts';
import {insertSupplied} from './insert-supplied.ts';
import type {RecordContext} from './record.ts';
import {storableText} from './storage.ts';

/** `users_contacts.type_id` of a phone. */
const phoneType = 2;

/** What an ABillS knows of how to reach customers, by `uid`, each as one text. Empty where it keeps no contacts. */
export async function readContacts(
	{query, shape}: RecordContext,
	uids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
	if (!shape.traits.contacts || uids.length === 0) return new Map();
	const rows = await query<{uid: number; type_id: number; value: string}>(
		`select uid, type_id, value from users_contacts where uid in ${inList(uids)} order by uid, type_id, value`,
		uids,
	);
	return new Map(
		[...Map.groupBy(rows, ({uid}) => uid)].map(([uid, own]) => [
			uid,
			own.map(({type_id: type, value}) => `${type}:${value}`).join(';'),
		]),
	);
}

/** The phones of new customers: an ABillS shows those of `users_contacts` alone. */
export async function insertContacts(
	context: RecordContext,
	phones: ReadonlyArray<{readonly uid: number; readonly phone: string}>,
): Promise<void> {
	const {shape} = context;
	if (!shape.traits.contacts) return;
	await insertSupplied(
		context,
		'users_contacts',
		['uid', 'type_id', 'value'],
		phones.flatMap(({uid, phone}) =>
			phone === ''
				? []
				: [{uid, type_id: phoneType, value: storableText(shape, ['users_contacts', 'value'], phone)}],
		),
		shape.traits.contactDates ? {date: 'current_date'} : {},
	);
}

export async function deleteContacts({query, shape}: RecordContext, uids: readonly number[]): Promise<void> {
	if (shape.traits.contacts && uids.length > 0)
		await query(`delete from users_contacts where uid in ${inList(uids)}`, uids);
}
