import {inList} from './dialects/dialect.ts';

/** A MAC as twelve upper-case hex digits, whatever its notation; other text in upper case. Billing compares these. */
function macKey(mac: string): string {
	const digits = mac
		.trim()
		.replaceAll(/[\s:.-]/g, '')
		.toUpperCase();
	return /^[0-9A-F]{12}$/.test(digits) ? digits : mac.trim().toUpperCase();
}

/** The MACs in one `iptv_main.cid`, which may be a list with `;`. */
export const macKeys = (cid: string): readonly string[] =>
	cid
		.split(';')
		.map(macKey)
		.filter(key => key !== '');

/**
SQL that selects these columns of the provider's rows of `iptv_main` that have any of the MACs, with its values.

The usual notations are looked up in the index; only rows of another length, that is, of another notation or with several MACs, are compared one by one.
*/
export function selectServicesByMac(
	columns: string,
	serviceId: number,
	macs: readonly string[],
): {readonly sql: string; readonly values: readonly unknown[]} {
	const keys = macs.map(mac => macKey(mac).replaceAll(/[:. -]/g, '')).filter(key => key !== '');
	const notations = keys.flatMap(key => [':', '-'].map(mark => key.match(/.{1,2}/g)!.join(mark)));
	const digits = [':', '-', '.', ' '].reduce((sql, mark) => `replace(${sql}, '${mark}', '')`, 'upper(cid)');
	const isAmong = keys.map(() => `concat(';', ${digits}, ';') like ?`).join(' or ') || '1 = 0';
	return {
		sql: `select ${columns} from iptv_main where service_id = ? and cid <> '' and upper(cid) in ${inList(notations)}
			union select ${columns} from iptv_main where service_id = ? and cid <> '' and char_length(cid) <> 17
				and (${digits} in ${inList(keys)} or (cid like '%;%' and (${isAmong})))`,
		values: [serviceId, ...notations, serviceId, ...keys, ...keys.map(key => `%;${key};%`)],
	};
}
