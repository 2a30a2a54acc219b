type Statement = (...args: never[]) => Promise<unknown>;

/** Makes a function that executes statements one of the transaction's. Its promises need not be awaited. */
type InOrder = <Execute extends Statement>(execute: Execute) => Execute;

/**
Runs the work of a transaction, whose statements may be given without waiting for those before: each is sent to the database when the one before has succeeded, while this program prepares the next ones.

After a failure nothing more is sent, and the transaction fails even where nobody awaited that statement. A statement that is sent already could not be stopped: MariaDB ends the transaction by itself at a deadlock, and
would execute what follows outside of it. For the same reason this resolves or throws only when no statement is running any more.
*/
export async function runInOrder<Result>(work: (inOrder: InOrder) => Promise<Result>): Promise<Result> {
	const failures: unknown[] = [];
	let last: Promise<unknown> = Promise.resolve();
	const run = async (statement: () => Promise<unknown>) => {
		if (failures.length > 0) throw failures[0];
		try {
			return await statement();
		} catch (error) {
			failures.push(error);
			throw error;
		}
	};
	const inOrder = <Execute extends Statement>(execute: Execute) =>
		((...args) => {
			const result = last.then(async () => run(async () => execute(...args)));
			// A failure that nobody awaits is thrown below.
			last = result.catch(() => undefined);
			return result;
		}) as Execute;
	const [ended] = await Promise.allSettled([work(inOrder)]);
	if (ended.status === 'rejected') failures.push(ended.reason);
	for (let before: unknown; before !== last;) {
		before = last;
		await last;
	}

	if (ended.status === 'rejected' || failures.length > 0) throw failures[0];
	return ended.value;
}
