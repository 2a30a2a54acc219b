import {sayingOf, type Saying} from '../sync/saying.ts';

/** What went wrong, in one sentence, and whose fault it was: 2 is the caller's. */
export function explain(thrown: unknown): {
	readonly code: string;
	readonly said: Saying;
	readonly exit: 1 | 2;
} {
	if (!(thrown instanceof Error)) return {code: 'ERR_UNKNOWN', said: sayingOf(thrown), exit: 1};
	const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'ERR_UNKNOWN';
	const isCallers = /^ERR_(USAGE|CONFIG|STALKER_URL|BILLING_ADDRESS)/.test(code);
	return {code, said: sayingOf(thrown), exit: isCallers ? 2 : 1};
}
