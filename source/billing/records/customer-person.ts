import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {textOf, type Change, type Fields, type Value} from '../../sync/changes/change.ts';
import {updateRows} from '../write-rows.ts';
import {updateContacts} from './contacts.ts';
import type {RecordContext} from './record.ts';
import {storageConflict} from './storage.ts';

/** Columns of `users_pi` that an update writes. */
const personColumns = ['fio', 'phone'] as const;

/** What a change writes of `users_pi`. */
export const personIn = ({after}: Change): Fields =>
	Object.fromEntries(
		personColumns.flatMap(column => {
			const value = after![`users_pi.${column}`];
			return value === undefined ? [] : [[`users_pi.${column}`, value]];
		}),
	);

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
	const columnsOf = (change: Change) => personColumns.filter(name => `users_pi.${name}` in change.after!);
	for (const own of Map.groupBy(changes, change => columnsOf(change).join(',')).values()) {
		const columns = columnsOf(own[0]!);
		if (columns.length === 0) continue;
		await updateRows(
			context,
			'users_pi',
			{keys: ['uid'], columns},
			own.map(({key, after}) => ({
				uid: Number(key['uid']),
				...Object.fromEntries(columns.map(name => [name, textOf(after![`users_pi.${name}`])])),
			})),
		);
	}

	await updateContacts(context, changes);
}
