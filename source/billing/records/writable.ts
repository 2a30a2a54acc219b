import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {textOf, type Value, type Change} from '../../sync/changes/change.ts';
import type {Shape} from '../shape.ts';
import type {RecordContext} from './record.ts';

/** The columns that must store a text unchanged, by the portal's field. If one were cut, its account would not be found, or the row would stay different. */
const exactColumns = {
	login: ['users', 'id'],
	iptv_login: ['iptv_main', 'iptv_login'],
	stb_mac: ['iptv_main', 'cid'],
	full_name: ['users_pi', 'fio'],
	phone: ['users_pi', 'phone'],
} as const;

/** Why the column cannot store the whole text; `null`: it can. */
export function storageConflict(
	{limit, isAbills}: Shape,
	name: keyof typeof exactColumns,
	value: Value,
): Message | null {
	const text = textOf(value);
	const [table, column] = exactColumns[name];
	const maxLength = limit(table, column);
	const field = name === 'iptv_login' ? 'login' : name;
	if (text.length > maxLength) return message('too-long', {field, most: maxLength});
	return isAbills && beyondFirstPlane.test(text) ? message('unstorable', {field}) : null;
}

/** Shortens a text to what its column can hold; only for texts by which no record is found. An ABillS cannot store characters of four bytes (beyond the first plane of Unicode), so they become `?`. A database of this program has no such limits. */
export function storableText(
	{limit, isAbills}: Shape,
	[table, column]: readonly [table: string, column: string],
	value: Value,
): string {
	if (!isAbills) return textOf(value);
	return textOf(value)
		.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '?')
		.slice(0, limit(table, column));
}

const beyondFirstPlane = /[\u{10000}-\u{10FFFF}]/u;

const report = 'iptv_monthly_active_users_report';

/** The columns that an update of a record writes, by its field. */
const columnsOf: Readonly<Record<string, (field: string) => readonly string[]>> = {
	service: field =>
		field === 'disable' || field === 'tp_id'
			? [`iptv_main.${field}`, `${report}.expire`]
			: [`iptv_main.${field}`],
	customer: field => [field === 'users_contacts' ? 'users_contacts.value' : field],
	tariff: field => [`tarif_plans.${field}`],
};

/** Why the database's user may not write an update; `null`: he may. */
export function rightConflict(
	{record, operation, after}: Change,
	{shape}: Pick<RecordContext, 'shape'>,
): Message | null {
	if (operation !== 'update' || after === null) return null;
	const denied = Object.keys(after)
		.flatMap(field => columnsOf[record]?.(field) ?? [])
		.find(place => {
			const [table = '', column = ''] = place.split('.');
			return !shape.mayUpdate(table, column);
		});
	if (denied === undefined) return null;
	const [table = '', column = ''] = denied.split('.');
	return message('abills-no-right', {right: `update (${column}) on ${table}`});
}
