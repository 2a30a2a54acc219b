import {message} from '../../i18n/translator.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {textOf, type Fields} from '../../sync/changes/change.ts';
import type {StalkerRecordType} from './record.ts';

/**
A box, and the events that are sent to it (REST API v1, *stb*, *send_event*). Key: `mac`, in the usual notation. Its fields are texts.

An event without an identifier would go to every subscriber: the MAC must be one that the portal answers with that box alone.
*/
export const box: StalkerRecordType = {
	record: 'box',

	async find({key, before}, client, signal) {
		const mac = textOf(key['mac']);
		const {results} = await client.read('stb', [mac], {signal});
		const rows = (Array.isArray(results) ? results : [])
			.map(boxFields)
			.filter(row => row.mac === mac || normalizeMac(row.mac) === mac);
		const [now] = rows;
		const target = {now: now ?? null, id: mac, resource: 'send_event'};
		if (!now) return {...target, reason: message('changed-row', {key: mac})};
		if (rows.length > 1) return {...target, reason: message('box-doubled', {mac})};
		const isChanged = Object.entries(before ?? {}).some(
			([field, value]) => (now as Readonly<Record<string, string>>)[field] !== value,
		);
		return {...target, reason: isChanged ? message('changed-row', {key: mac}) : null};
	},

	async write({after}, {id}, client) {
		const form = Object.fromEntries(Object.entries(after!).map(([name, value]) => [name, textOf(value)]));
		await client.write('POST', 'send_event', id, form);
	},
};

/** What names a box and its owner, and whether it is on, as texts. */
function boxFields(record: unknown): {readonly [name in 'mac' | 'ls' | 'login' | 'status']: string} {
	const {mac, ls, login, status} = (record ?? {}) as Fields;
	return {mac: textOf(mac), ls: textOf(ls), login: textOf(login), status: textOf(status)};
}
