/** A connection that several users share. */
export type Shared<Value> = {
	/**
	Opens the connection, or returns the open one. The `close` of the returned value ends the use of this caller only. Rejects if it cannot
	be opened; the next call tries again.
	*/
	open(): Promise<Value>;
};

/**
Shares what `open` opens: it is opened for the first user and closed after the last. Portals share one connection to billing this way,
because an embedded database can be opened only once.
*/
export function share<Value extends {close(): Promise<void>}>(open: () => Promise<Value>): Shared<Value> {
	let current: {readonly opening: Promise<Value>; users: number} | null = null;
	return {
		async open() {
			const shared = (current ??= {opening: open(), users: 0});
			shared.users += 1;
			try {
				const value = await shared.opening;
				let isClosed = false;
				return {
					...value,
					async close() {
						if (isClosed) return;
						isClosed = true;
						shared.users -= 1;
						if (shared.users > 0) return;
						if (current === shared) current = null;
						await value.close();
					},
				};
			} catch (error) {
				if (current === shared) current = null;
				throw error;
			}
		},
	};
}
