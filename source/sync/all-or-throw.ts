/**
Wait for all of them, then give their values or throw the first failure.

`Promise.all` leaves at the first failure while the others go on; closing a database under a query that is still running hangs.
*/
export async function allOrThrow<Values extends readonly unknown[]>(promises: {
	readonly [Place in keyof Values]: Promise<Values[Place]>;
}): Promise<Values> {
	const settled = await Promise.allSettled(promises);
	const failed = settled.find(one => one.status === 'rejected');
	if (failed) throw failed.reason;
	return settled.map(one => (one as PromiseFulfilledResult<unknown>).value) as unknown as Values;
}
