import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {textOf, type Value} from '../../sync/changes/change.ts';
import type {Shape} from '../shape.ts';

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
