/** What went wrong, in one sentence, and whose fault it was: 2 is the caller's. */
export function explain(thrown: unknown): {
	readonly code: string;
	readonly message: string;
	readonly exit: 1 | 2;
} {
	if (!(thrown instanceof Error)) return {code: 'ERR_UNKNOWN', message: String(thrown), exit: 1};
	const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'ERR_UNKNOWN';
	const isCallers = /^ERR_(USAGE|CONFIG|STALKER_URL|BILLING_ADDRESS)/.test(code);
	return {code, message: thrown.message, exit: isCallers ? 2 : 1};
}
