/** As much of `pg`'s client and pool as is needed here; the ORM keeps both to itself. */
type Client = {once(event: 'end', listener: () => void): unknown; release(destroy: boolean): void};
type Pool = {
	on(event: 'connect' | 'acquire', listener: (client: Client) => void): unknown;
	on(event: 'release', listener: (error: Error | undefined, client: Client) => void): unknown;
};

/**
Give connections that broke inside a transaction back to their pool.

The query builder below the ORM does so only after a rollback, which a broken connection refuses: four of them and the pool would be
used up, and closing it would wait for ever.
*/
export function giveBackBroken(pool: Pool): void {
	const lent = new Set<Client>();
	pool.on('acquire', client => lent.add(client));
	pool.on('release', (_error, client) => lent.delete(client));
	pool.on('connect', client => {
		// A turn later, so that whoever does give it back comes first: twice would be an error.
		client.once('end', () => setImmediate(() => lent.has(client) && client.release(true)));
	});
}
