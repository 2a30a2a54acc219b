import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {textOf, type Value} from '../../sync/changes/change.ts';
import type {Shape} from '../shape.ts';

/** Columns that must store a text unchanged: accounts are found by some, and in the others a difference would remain. By the portal's field. */
const named = {
	login: ['users', 'id'],
	iptv_login: ['iptv_main', 'iptv_login'],
	stb_mac: ['iptv_main', 'cid'],
	full_name: ['users_pi', 'fio'],
	phone: ['users_pi', 'phone'],
} as const;

/** Why the column cannot store the whole text; `null`: it can. */
export function storageConflict(
	{limit, isAbills}: Shape,
	name: keyof typeof named,
	value: Value,
): Message | null {
	const text = textOf(value);
	const [table, column] = named[name];
	const most = limit(table, column);
	const field = name === 'iptv_login' ? 'login' : name;
	if (text.length > most) return message('too-long', {field, most});
	return isAbills && beyondFirstPlane.test(text) ? message('unstorable', {field}) : null;
}

/** A text by which no record is found: cut to what the column can hold. An ABillS' columns hold the first plane of Unicode alone. */
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
