import {setTimeout as pause} from 'node:timers/promises';
import {StalkerInvalidResponse, StalkerUnreachable} from './errors.ts';

/** At most `limit` further attempts, the first after `delay` milliseconds, each next one after twice as long. */
export type RetryOptions = {readonly limit?: number; readonly delay?: number};

/**
Retries a failed read. Must not be used for writes. Errors that waiting does not fix (credentials, HTML, a limit) are thrown at once.
*/
export async function withRetry<Value>(
	attempt: () => Promise<Value>,
	{limit = 2, delay = 500}: RetryOptions,
	signal: AbortSignal | undefined,
): Promise<Value> {
	for (let failures = 0; ; failures++) {
		try {
			return await attempt();
		} catch (error) {
			if (failures >= limit || !isTransient(error)) throw error;
			await pause(delay * 2 ** failures, undefined, signal ? {signal} : {}).catch((aborted: unknown) => {
				signal?.throwIfAborted();
				throw aborted;
			});
		}
	}
}

const isTransient = (error: unknown): boolean =>
	(error instanceof StalkerUnreachable && error.isTransient) ||
	(error instanceof StalkerInvalidResponse && [408, 429, 500, 502, 503].includes(error.status));
