import {setTimeout as pause} from 'node:timers/promises';
import {StalkerInvalidResponse, StalkerUnreachable} from './errors.ts';

/** At most `limit` more tries, the first after `delay` milliseconds, each next one after twice as long. */
export type RetryOptions = {readonly limit?: number; readonly delay?: number};

/** Reads only. What will not change by waiting (credentials, HTML, a limit) is thrown at once. */
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
			await pause(delay * 2 ** failures, undefined, signal ? {signal} : {}).catch((interruption: unknown) => {
				signal?.throwIfAborted();
				throw interruption;
			});
		}
	}
}

const isTransient = (error: unknown): boolean =>
	(error instanceof StalkerUnreachable && error.isTransient) ||
	(error instanceof StalkerInvalidResponse && [408, 429, 500, 502, 503].includes(error.status));
