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

The usual notations are looked up in the index; only rows of another length, that is, of another notation or with
several MACs, are parsed. With `few`, the MACs are passed as an array, which always uses the index; thousands are
joined.
*/
export function selectServicesByMac(
	columns: string,
	serviceId: number,
	macs: readonly string[],
	{few = false}: {readonly few?: boolean} = {},
): {readonly sql: string; readonly values: readonly unknown[]} {
	const keys = macs.map(mac => macKey(mac).replaceAll(/[:. -]/g, '')).filter(key => key !== '');
	const notations = keys.flatMap(key => [':', '-'].map(mark => key.match(/.{1,2}/g)!.join(mark)));
	const wanted = few
		? '= any (array(select value from json_array_elements_text(?::json)))'
		: 'in (select value from json_array_elements_text(?::json))';
	return {
		sql: `select ${columns} from iptv_main where service_id = ? and cid <> '' and upper(cid) ${wanted}
			union select ${columns} from iptv_main where service_id = ? and length(cid) not in (0, 17)
				and string_to_array(translate(upper(cid), ':-. ', ''), ';') && array(select value from json_array_elements_text(?::json))`,
		values: [serviceId, JSON.stringify(notations), serviceId, JSON.stringify(keys)],
	};
}
