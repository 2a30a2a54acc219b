/** Something open that several use. */
export type Shared<Value> = {
	/** Resolves to it; its `close` ends this use alone. Rejects where it cannot be opened; the next call tries again. */
	open(): Promise<Value>;
};

/** Opens something for its first user, and closes it after the last: portals share one connection to billing, and an embedded database can be opened only once. */
export function share<Value extends {close(): Promise<void>}>(open: () => Promise<Value>): Shared<Value> {
	let current: {readonly opening: Promise<Value>; users: number} | null = null;
	return {
		async open() {
			const own = (current ??= {opening: open(), users: 0});
			own.users += 1;
			try {
				const value = await own.opening;
				let isClosed = false;
				return {
					...value,
					async close() {
						if (isClosed) return;
						isClosed = true;
						own.users -= 1;
						if (own.users > 0) return;
						if (current === own) current = null;
						await value.close();
					},
				};
			} catch (error) {
				if (current === own) current = null;
				throw error;
			}
		},
	};
}
