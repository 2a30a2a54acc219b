import {errorMessage, type Message} from '../i18n/message.ts';

/** What went wrong, in one sentence, and whose fault it was: 2 is the caller's. */
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
