/** As much of `pg`'s client and pool as is needed here; the ORM keeps both to itself. */
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
Give connections that broke inside a transaction back to their pool.

The query builder below the ORM does so only after a rollback, which a broken connection refuses: four of them and the pool would be
used up, and closing it would wait for ever. One that the server has ended says so a moment before it is closed, and would be lent again. A connection that fell silent is broken here: the rollback would wait behind the statement that was
never answered.
*/
export function releaseBroken(pool: Pool): void {
	const lent = new Set<Client>();
	pool.on('acquire', client => lent.add(client));
	pool.on('release', (_error, client) => lent.delete(client));
	pool.on('connect', client => {
		closeOnFailure(client);
		// A turn later, so that whoever does give it back comes first: twice would be an error.
		client.once('end', () => setImmediate(() => lent.has(client) && client.release(true)));
	});
}

function closeOnFailure(client: Client): void {
	const query = client.query.bind(client);
	client.query = (...args) => {
		const answer = query(...args);
		if (answer instanceof Promise)
			answer.catch((error: unknown) => {
				// At once unfit for its pool; with a statement under way, ending does not wait for it.
				if (isReadTimeout(error) || isTerminated(error)) void client.end();
			});
		return answer;
	};
}

const isReadTimeout = (error: unknown): boolean =>
	error instanceof Error && error.message === 'Query read timeout';

/** The server's last word on a connection: shutting down, or somebody has ended it. */
const isTerminated = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && /^57P0[1-3]$/.test(String(error.code));
