/**
Waits until every promise has settled, then returns their values or throws the first failure.

`Promise.all` returns at the first failure while the others go on; closing a database while a query still runs makes
it hang.
*/
export async function allOrThrow<Values extends readonly unknown[]>(promises: {
	readonly [Place in keyof Values]: Promise<Values[Place]>;
}): Promise<Values> {
	const settled = await Promise.allSettled(promises);
	const failed = settled.find(one => one.status === 'rejected');
	if (failed) throw failed.reason;
	return settled.map(one => (one as PromiseFulfilledResult<unknown>).value) as unknown as Values;
}
