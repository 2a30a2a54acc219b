import {errorMessage, type Message} from '../i18n/message.ts';

/** The code, message and exit code of an error. Exit code 2: the call or the configuration is wrong. */
export function describeError(thrown: unknown): {
	readonly code: string;
	readonly message: Message;
	readonly exitCode: 1 | 2;
} {
	if (!(thrown instanceof Error)) return {code: 'ERR_UNKNOWN', message: errorMessage(thrown), exitCode: 1};
	const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'ERR_UNKNOWN';
	const isCallerError = /^ERR_(USAGE|CONFIG|STALKER_URL|BILLING_ADDRESS)/.test(code);
	return {code, message: errorMessage(thrown), exitCode: isCallerError ? 2 : 1};
}
