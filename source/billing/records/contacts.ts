import {
	isAllotted,
	pickFields,
	textOf,
	type Change,
	type Fields,
	type Value,
} from '../../sync/changes/change.ts';
import {type RecordContext, storableText, storageConflict} from './record.ts';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {deleteRows, insertRows, updateRows} from '../write-rows.ts';

/** `users_contacts.type_id` of a phone. */
const phoneType = 2;

/** `users_contacts.type_id` of a mobile and of another phone. */
const phoneTypes: ReadonlySet<number> = new Set([1, phoneType]);

/** The contacts of customers in an ABillS, by `uid`, those of a customer as one text. Empty where it keeps no contacts. */
export async function readContacts(
	{query, shape}: RecordContext,
	uids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
	if (!shape.has('users_contacts') || uids.length === 0) return new Map();
	const rows = await query<{uid: number; type_id: number; value: string}>(
		'select uid, type_id, value from users_contacts where uid in ? order by uid, type_id, value',
		[uids],
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
	if (!shape.has('users_contacts')) return;
	await insertRows(
		context,
		'users_contacts',
		phones.flatMap(({uid, phone}) =>
			phone === ''
				? []
				: [{uid, type_id: phoneType, value: storableText(shape, ['users_contacts', 'value'], phone)}],
		),
		shape.has('users_contacts', 'date') ? {date: 'current_date'} : {},
	);
}

/** One contact: a row of `users_contacts` without its customer. */
type Contact = {readonly type_id: number; readonly value: string};

/**
The contacts of customers whose phone is changed, where the change names them: `after.users_contacts` is `{allot: null}` for the new phone
in the place of the old one, or the text of all contacts, which an undo restores. Those that stay are not touched.
*/
async function updateContacts(context: RecordContext, changes: readonly Change[]): Promise<void> {
	if (!context.shape.has('users_contacts')) return;
	const {query, shape} = context;
	const own = changes.filter(({after}) => after!['users_contacts'] !== undefined);
	const known = await readContacts(
		context,
		own.map(({key}) => Number(key['uid'])),
	);
	for (const change of own) {
		const uid = Number(change.key['uid']);
		const now = contactsIn(known.get(uid) ?? '');
		const then = wantedContacts(change, now, shape);
		const isIn = (list: readonly Contact[], {type_id: type, value}: Contact) =>
			list.some(one => one.type_id === type && one.value === value);
		const added = then.filter(one => !isIn(now, one));
		const contact = 'where uid = ? and type_id = ? and value = ?';
		for (const {type_id: type, value} of now.filter(one => !isIn(then, one))) {
			// The row stays: it also has a priority and a comment.
			const place = added.findIndex(one => one.type_id === type);
			await (place === -1
				? query(`delete from users_contacts ${contact}`, [uid, type, value])
				: query(`update users_contacts set value = ? ${contact}`, [
						added.splice(place, 1)[0]!.value,
						...[uid, type, value],
					]));
		}

		await insertRows(
			context,
			'users_contacts',
			added.map(one => ({uid, ...one})),
			shape.has('users_contacts', 'date') ? {date: 'current_date'} : {},
		);
	}
}

function wantedContacts(
	{before, after}: Change,
	now: readonly Contact[],
	shape: RecordContext['shape'],
): readonly Contact[] {
	const wanted = after!['users_contacts']!;
	if (!isAllotted(wanted)) return contactsIn(textOf(wanted));
	const value = storableText(shape, ['users_contacts', 'value'], textOf(after!['users_pi.phone']));
	const isPhone = ({type_id: type}: Contact) => phoneTypes.has(type);
	if (now.some(one => isPhone(one) && one.value === value)) return now;
	const old = now.find(one => isPhone(one) && one.value === textOf(before!['person.phone']));
	const added = {type_id: old?.type_id ?? phoneType, value};
	return [...now.filter(one => one !== old), added];
}

/** The contacts of a text that `readContacts` made. */
const contactsIn = (text: string): readonly Contact[] =>
	text === ''
		? []
		: text.split(/;(?=\d+:)/).map(one => {
				const [, type, value] = /^(\d+):(.*)$/s.exec(one)!;
				return {type_id: Number(type), value: value!};
			});

export async function deleteContacts({query, shape}: RecordContext, uids: readonly number[]): Promise<void> {
	if (shape.has('users_contacts')) await deleteRows(query, 'users_contacts', 'uid', uids);
}

/** What a change writes of `users_pi`. */
export const personIn = ({after}: Change): Fields => pickFields(after!, ['users_pi.fio', 'users_pi.phone']);

/** The former value of a column: as the lists of customers show it, or, for an undo, as the column had it. */
const previousOf = ({before}: Change, name: string): Value | undefined =>
	before![name] ?? before![name === 'users_pi.fio' ? 'person.name' : 'person.phone'];

/** `FIO:Іваненко->Петренко;`, as ABillS' log has it. */
export const personText = (change: Change): string =>
	Object.entries(personIn(change))
		.map(
			([name, value]) =>
				`${name.replace('users_pi.', '').toUpperCase()}:${textOf(previousOf(change, name))}->${textOf(value)};`,
		)
		.join('');

/** Why a name or phone cannot be written: a name that is kept in three parts, or a text that would be cut. */
export function personConflict({shape}: RecordContext, change: Change, now: Fields): Message | null {
	const {'users_pi.fio': fio, 'users_pi.phone': phone} = personIn(change);
	if (fio !== undefined && ['fio2', 'fio3'].some(part => textOf(now[`users_pi.${part}`]) !== ''))
		return message('fix-three-names', {login: textOf(now['id'])});
	return (
		(fio === undefined ? null : storageConflict(shape, 'full_name', fio)) ??
		(phone === undefined ? null : storageConflict(shape, 'phone', phone))
	);
}

/** Names and phones. An ABillS shows the phones of `users_contacts` alone. */
export async function updatePeople(context: RecordContext, changes: readonly Change[]): Promise<void> {
	await updateRows(
		context,
		'users_pi',
		['uid'],
		changes.map(change => ({
			uid: Number(change.key['uid']),
			...Object.fromEntries(
				Object.entries(personIn(change)).map(([name, value]) => [
					name.replace('users_pi.', ''),
					textOf(value),
				]),
			),
		})),
	);
	await updateContacts(context, changes);
}
