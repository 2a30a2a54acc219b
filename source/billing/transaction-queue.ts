type Statement = (...args: never[]) => Promise<unknown>;

/** Makes a function that executes statements one of the transaction's. Its promises need not be awaited. */
type InOrder = <Execute extends Statement>(execute: Execute) => Execute;

/**
Runs the work of a transaction, whose statements may be given without waiting for those before: the connection executes them in their order, while this program prepares the next ones.

Resolves or throws when none of them is running any more: one that came behind the rollback would be outside of any transaction. After a failure nothing more is executed, and the transaction
fails even where nobody awaited that statement.
*/
export async function runInOrder<Result>(work: (inOrder: InOrder) => Promise<Result>): Promise<Result> {
	const running = new Set<Promise<unknown>>();
	const failures: unknown[] = [];
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
			const result = run(async () => execute(...args));
			// A failure that nobody awaits is thrown below.
			running.add(result.catch(() => undefined));
			return result;
		}) as Execute;
	const [ended] = await Promise.allSettled([work(inOrder)]);
	// Of several failures the first one is the cause: after it the database refuses what was given before it was known.
	if (ended.status === 'rejected') failures.push(ended.reason);
	await Promise.all(running);
	if (ended.status === 'rejected' || failures.length > 0) throw failures[0];
	return ended.value;
}
