import {isJournaledByBilling, type Change} from '../sync/changes/change.ts';
import type {JournalOperator} from '../sync/journal.ts';
import {logActions, readAid} from './admin-log.ts';
import type {Dialect, Statement} from './dialects/dialect.ts';
import {insertStatements, recordRows, settleEntries} from './journal-rows.ts';
import {type ChangeBatch, type RecordContext, type RecordType, rightConflict} from './records/record.ts';
import {acceptedOf, checkSet, previousOf, resolvedIn, rowEnd, type WriteTask} from './write-task.ts';
import {channel} from './records/channel.ts';
import {customer} from './records/customer.ts';
import {choice} from './records/choice.ts';
import {service} from './records/service.ts';
import {tariff} from './records/tariff.ts';

/** Sets that are written together. */
const sliceSize = 1000;

/** What a transaction writes with. */
type Writer = {
	/** The operator whom ABillS' log names. */
	readonly operator: JournalOperator;
	/** The admin whom ABillS' log names: read once. */
	aid(): Promise<number>;
	/** Statements whose results nobody needs: only whether they succeeded, before the transaction ends. */
	readonly pending: Array<Promise<PromiseSettledResult<unknown>>>;
};

/**
Checks and writes sets within a transaction whose locks are taken, and stores their results in the journal.

All sets are looked up and checked at once, and written in slices: while the database writes one, the journal's rows of the one before are made; it stores them while the next is prepared.
*/
export async function writeSlices(
	tasks: readonly WriteTask[],
	context: RecordContext,
	parts: Omit<Writer, 'pending' | 'aid'>,
): Promise<void> {
	const {query, dialect} = context;
	let reading: Promise<number> | null = null;
	const writer: Writer = {
		...parts,
		aid: async () => (reading ??= readAid(query, parts.operator.os_user)),
		pending: [],
	};
	const slices = Array.from({length: Math.ceil(tasks.length / sliceSize)}, (_, index) =>
		tasks.slice(index * sliceSize, (index + 1) * sliceSize),
	);
	const store = (statements: readonly Statement[]) => {
		for (const {sql, values} of statements) later(writer, query(sql, values));
	};
	const batches = await openBatches(
		tasks.flatMap(({changes}) => changes),
		context,
	);
	for (const task of tasks) checkSet(task, batches);
	let written: readonly WriteTask[] = [];
	for (const slice of slices) {
		const [statements] = await Promise.all([
			journalStatements(written, dialect),
			writeSlice(slice, batches, context, writer),
		]);
		store(statements);
		written = slice;
	}

	store(await journalStatements(written, dialect));
	for (const ended of await Promise.all(writer.pending)) if (ended.status === 'rejected') throw ended.reason;
	const ends = tasks.map(rowEnd);
	await recordRows(
		query,
		dialect,
		ends.filter(({set}) => !isJournaledByBilling(set)),
	);
	await settleEntries(
		query,
		dialect,
		ends.filter(({set}) => isJournaledByBilling(set)),
	);
}

/** The journal's rows of a slice that is written, as statements. */
async function journalStatements(
	tasks: readonly WriteTask[],
	dialect: Dialect,
): Promise<readonly Statement[]> {
	const ends = tasks.map(rowEnd).filter(({set}) => isJournaledByBilling(set));
	const statements: Statement[] = [];
	for await (const statement of insertStatements(dialect, ends)) statements.push(statement);
	return statements;
}

/** Its failure is thrown at the end: nobody awaits it before. */
function later({pending}: Writer, work: Promise<unknown>): void {
	pending.push(Promise.allSettled([work]).then(([ended]) => ended));
}

async function writeSlice(
	tasks: readonly WriteTask[],
	batches: ReadonlyMap<string, ChangeBatch>,
	context: RecordContext,
	writer: Writer,
): Promise<void> {
	const {operator} = writer;
	for (const {record} of typesOf(tasks.flatMap(({changes}) => changes))) {
		const accepted = tasks.flatMap(task => acceptedOf(task, record));
		const changes = accepted.map(({task, index}) => resolvedIn(task, index));
		const batch = batches.get(record)!;
		const current = changes.length > 0 ? await batch.write(changes) : [];
		for (const [place, {task, index}] of accepted.entries())
			task.results[index] = {is: 'applied', current: current[place]!, ...previousOf(task, index)};
		const actions = changes.flatMap((change, place) => batch.log(change, current[place]!));
		if (actions.length > 0)
			later(writer, logActions(context, actions, {aid: await writer.aid(), address: operator.ssh_client}));
	}
}

/** In the order in which they are written: that of the first set that has them. */
export const typesOf = (changes: readonly Change[]): readonly RecordType[] =>
	[...new Set(changes.map(({record}) => record))].map(record =>
		recordTypes.find(type => type.record === record)!,
	);

/** Reads all rows that these changes can depend on, for each record type. */
export async function openBatches(
	changes: readonly Change[],
	context: RecordContext,
): Promise<ReadonlyMap<string, ChangeBatch>> {
	const batches = new Map<string, ChangeBatch>();
	for (const type of typesOf(changes)) {
		const own = changes.filter(({record}) => record === type.record);
		const batch = await type.open(context, own);
		batches.set(type.record, {
			...batch,
			conflict: change => rightConflict(change, context) ?? batch.conflict(change),
		});
	}

	return batches;
}

/** Every record of billing that changes write. */
const recordTypes: readonly RecordType[] = [customer, service, tariff, channel, choice];
