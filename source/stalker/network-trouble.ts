import {say, type Saying} from '../words/words.ts';

/** What a failed connection means to a person, and whether it may be better in a moment. `code` is Node's, e.g. `ECONNREFUSED`. */
export function networkTrouble(
	code: string,
	message: string,
): {readonly reason: string | Saying; readonly isPassing: boolean} {
	const known = passing[code];
	if (known !== undefined) return {reason: known, isPassing: true};
	if (isUntrusted.test(code)) {
		const detail = message.replace(/[.;](?:\s.*)?$/s, '');
		return {
			reason: say('network-untrusted', {detail}),
			isPassing: false,
		};
	}

	if (code.startsWith('HPE_')) {
		return {reason: say('network-not-http'), isPassing: false};
	}

	return {
		reason: lasting[code] ?? (isTls.test(code) ? notTls : message.replace(/\.$/, '')),
		isPassing: false,
	};
}

const passing: Readonly<Record<string, Saying>> = {
	ECONNREFUSED: say('network-nobody'),
	ECONNRESET: say('network-cut'),
	ERR_HTTP_CONTENT_LENGTH_MISMATCH: say('network-cut-in-answer'),
	ERR_READING_RESPONSE_STREAM: say('network-cut-in-answer'),
	EPIPE: say('network-cut'),
	ETIMEDOUT: say('network-far'),
	ENETUNREACH: say('network-no-net'),
	EHOSTUNREACH: say('network-no-way'),
	EAI_AGAIN: say('network-no-names'),
};

const notTls = say('network-not-tls');

const lasting: Readonly<Record<string, Saying>> = {
	ENOTFOUND: say('network-no-host'),
	EPROTO: notTls,
};

const isUntrusted =
	/^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|CRL_)/;
const isTls = /^ERR_(?:SSL|TLS)_/;
