/** The parts of `pg`'s client and pool that are used here; the ORM does not export them. */
type Client = {
	query(...args: readonly unknown[]): unknown;
	once(event: 'end', listener: () => void): unknown;
	release(destroy: boolean): void;
	end(): Promise<void>;
};
type Pool = {
	on(event: 'connect' | 'acquire', listener: (client: Client) => void): unknown;
	on(event: 'release', listener: (error: Error | undefined, client: Client) => void): unknown;
};

/**
Releases connections that broke inside a transaction to their pool.

The query builder below the ORM releases a connection only after a rollback, which a broken connection refuses: after
four of them the pool would be empty, and closing it would hang. A connection that the server has terminated reports
this a moment before it closes, and would be reused. A connection whose statement timed out is closed here: the
rollback would wait behind that statement.
*/
export function releaseBroken(pool: Pool): void {
	const inUse = new Set<Client>();
	pool.on('acquire', client => inUse.add(client));
	pool.on('release', (_error, client) => inUse.delete(client));
	pool.on('connect', client => {
		closeOnFailure(client);
		// One turn later, so that a normal release comes first: releasing twice is an error.
		client.once('end', () => setImmediate(() => inUse.has(client) && client.release(true)));
	});
}

function closeOnFailure(client: Client): void {
	const query = client.query.bind(client);
	client.query = (...args) => {
		const result = query(...args);
		if (result instanceof Promise)
			result.catch((error: unknown) => {
				// The pool no longer lends it; with a statement running, `end` does not wait for it.
				if (isReadTimeout(error) || isTerminated(error)) void client.end();
			});
		return result;
	};
}

const isReadTimeout = (error: unknown): boolean =>
	error instanceof Error && error.message === 'Query read timeout';

/** The server terminates the connection: it shuts down, or an administrator ended it. */
const isTerminated = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && /^57P0[1-3]$/.test(String(error.code));
