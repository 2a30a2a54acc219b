import type {Query} from './query.ts';

/**
Runs the work of a transaction, whose statements may be given without waiting for those before: they are executed in the order in which they are given, while this program prepares the next ones.

After a failure nothing more is sent, and the transaction fails even where nobody awaited that statement. Where the database `refusesAfterFailure`, each is sent at once; else when the one before has succeeded, because a statement
that is sent already could not be stopped: MariaDB ends the transaction by itself at a deadlock, and would execute what follows outside of it. For the same reason this resolves or throws only when no statement is running any more.
*/
export async function runInOrder<Result>(
	query: Query,
	refusesAfterFailure: boolean,
	work: (query: Query) => Promise<Result>,
): Promise<Result> {
	const failures: unknown[] = [];
	let last: Promise<unknown> = Promise.resolve();
	const run: Query = async (sql, values) => {
		if (failures.length > 0) throw failures[0];
		try {
			return await query(sql, values);
		} catch (error) {
			failures.push(error);
			// Statements behind the one that failed are refused for that alone.
			throw failures[0];
		}
	};
	const inOrder: Query = async <Row>(sql: string, values?: readonly unknown[]) => {
		const before = last;
		const result = refusesAfterFailure
			? run<Row>(sql, values)
			: before.then(async () => run<Row>(sql, values));
		// A failure that nobody awaits is thrown below. Without results, which would all be kept until the end.
		last = Promise.allSettled([before, result]).then(() => undefined);
		return result;
	};
	const [ended] = await Promise.allSettled([work(inOrder)]);
	if (ended.status === 'rejected') failures.push(ended.reason);
	for (let before: unknown; before !== last;) {
		before = last;
		await last;
	}

	if (ended.status === 'rejected' || failures.length > 0) throw failures[0];
	return ended.value;
}
