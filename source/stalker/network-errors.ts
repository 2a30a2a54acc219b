import {message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';

/** Describes a failed connection, and says whether a retry may succeed. `code` is Node's, e.g. `ECONNREFUSED`. */
export function describeNetworkError(
	code: string,
	reason: string,
): {readonly reason: string | Message; readonly isTransient: boolean} {
	const transient = transientErrors[code];
	if (transient !== undefined) return {reason: transient, isTransient: true};
	if (isUntrusted.test(code)) {
		const detail = reason.replace(/[.;](?:\s.*)?$/s, '');
		return {
			reason: message('network-untrusted', {detail}),
			isTransient: false,
		};
	}

	if (code.startsWith('HPE_')) {
		return {reason: message('network-not-http'), isTransient: false};
	}

	return {
		reason: permanentErrors[code] ?? (isTls.test(code) ? notTls : reason.replace(/\.$/, '')),
		isTransient: false,
	};
}

const transientErrors: Readonly<Record<string, Message>> = {
	ECONNREFUSED: message('network-nobody'),
	ECONNRESET: message('network-cut'),
	ERR_HTTP_CONTENT_LENGTH_MISMATCH: message('network-cut-in-answer'),
	ERR_READING_RESPONSE_STREAM: message('network-cut-in-answer'),
	EPIPE: message('network-cut'),
	ETIMEDOUT: message('network-far'),
	ENETUNREACH: message('network-no-net'),
	EHOSTUNREACH: message('network-no-way'),
	EAI_AGAIN: message('network-no-names'),
};

const notTls = message('network-not-tls');

const permanentErrors: Readonly<Record<string, Message>> = {
	ENOTFOUND: message('network-no-host'),
	EPROTO: notTls,
};

const isUntrusted =
	/^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|CRL_)/;
const isTls = /^ERR_(?:SSL|TLS)_/;
