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
