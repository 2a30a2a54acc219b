/** What a failed connection means to a person, and whether it may be better in a moment. `code` is Node's, e.g. `ECONNREFUSED`. */
export function networkTrouble(
	code: string,
	message: string,
): {readonly reason: string; readonly isPassing: boolean} {
	const known = passing[code];
	if (known !== undefined) return {reason: known, isPassing: true};
	if (isUntrusted.test(code)) {
		const detail = message.replace(/[.;].*$/s, '');
		return {
			reason: `its certificate is not trusted (${detail}). If the portal has an authority of its own, name that as its ca`,
			isPassing: false,
		};
	}

	if (code.startsWith('HPE_')) {
		return {reason: 'it does not speak HTTP there. Check STALKER_URL', isPassing: false};
	}

	return {
		reason: lasting[code] ?? (isTls.test(code) ? notTls : message.replace(/\.$/, '')),
		isPassing: false,
	};
}

const passing: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'nobody listens there. Check STALKER_URL, and that the portal’s web server runs',
	ECONNRESET: 'the connection was cut off',
	ERR_HTTP_CONTENT_LENGTH_MISMATCH: 'the connection was cut off in the middle of the answer',
	ERR_READING_RESPONSE_STREAM: 'the connection was cut off in the middle of the answer',
	EPIPE: 'the connection was cut off',
	ETIMEDOUT: 'the network does not get there',
	ENETUNREACH: 'there is no way to its network',
	EHOSTUNREACH: 'there is no way to its host',
	EAI_AGAIN: 'the name server does not answer',
};

const notTls = 'it does not speak TLS there. Check whether the address starts with http:// or https://';

const lasting: Readonly<Record<string, string>> = {
	ENOTFOUND: 'there is no host of this name. Check STALKER_URL',
	EPROTO: notTls,
};

const isUntrusted =
	/^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|CRL_)/;
const isTls = /^ERR_(?:SSL|TLS)_/;
