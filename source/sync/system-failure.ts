/** Whether an error would hit every other row, too: the system is unreachable, refuses the login, or cannot be written to. */
export const isSystemFailure = (error: unknown): boolean =>
	error instanceof AggregateError
		? error.errors.some(isSystemFailure)
		: error instanceof Error &&
			'code' in error &&
			/_(UNREACHABLE|TIMEOUT|UNAUTHORIZED|DISABLED|LOCKED|UNPREPARED|REFUSED_WRITE)$/.test(
				String(error.code),
			);
