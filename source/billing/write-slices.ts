import {isJournaledByBilling, type Change} from '../sync/changes/change.ts';
import type {JournalOperator} from '../sync/journal.ts';
import {logStatements, readAid, type LoggedAction} from './admin-log.ts';
import type {Dialect} from './dialects/dialect.ts';
import {rowStatements, recordRows, settleEntries} from './journal-rows.ts';
import {type ChangeBatch, type RecordContext, type RecordType, rightConflict} from './records/record.ts';
import type {Statement} from './statements.ts';
import {acceptedOf, checkSet, previousOf, resolvedIn, rowEnd, type WriteTask} from './write-task.ts';
import {channel} from './records/channel.ts';
import {customer} from './records/customer.ts';
import {choice} from './records/choice.ts';
import {service} from './records/service.ts';
import {tariff} from './records/tariff.ts';

/** Sets that are written together. */
const sliceSize = 1000;

/**
Checks and writes sets within a transaction whose locks are taken, and stores their results in the journal.

All sets are looked up and checked at once, and written in slices: while the database writes one, the journal's rows of the one before are made; it stores them while the next is prepared.
*/
export async function writeSlices(
	tasks: readonly WriteTask[],
	context: RecordContext,
	operator: JournalOperator,
): Promise<void> {
	const {query, dialect} = context;
	/** Gives statements whose results nobody needs. Where one fails, so does the transaction. */
	const send = (statements: readonly Statement[]) => {
		for (const {sql, values} of statements) query(sql, values).catch(() => undefined);
	};
	const admin = {aid: await readAid(query, operator.os_user), address: operator.ssh_client};
	const batches = await openBatches(
		tasks.flatMap(({changes}) => changes),
		context,
	);
	for (const task of tasks) checkSet(task, batches);
	let written: readonly WriteTask[] = [];
	for (let from = 0; from < tasks.length; from += sliceSize) {
		const slice = tasks.slice(from, from + sliceSize);
		const [statements] = await Promise.all([
			journalStatements(written, dialect),
			writeSlice(slice, batches, actions => send(logStatements(context, actions, admin))),
		]);
		send(statements);
		written = slice;
	}

	send(await journalStatements(written, dialect));
	const {added = [], known = []} = Object.groupBy(tasks.map(rowEnd), ({set}) =>
		isJournaledByBilling(set) ? 'added' : 'known',
	);
	await recordRows(context, known);
	await settleEntries(context, added);
}

/** The journal's rows of a slice that is written, as statements. */
const journalStatements = async (tasks: readonly WriteTask[], dialect: Dialect) =>
	rowStatements(
		dialect,
		tasks.map(rowEnd).filter(({set}) => isJournaledByBilling(set)),
	);

async function writeSlice(
	tasks: readonly WriteTask[],
	batches: ReadonlyMap<string, ChangeBatch>,
	log: (actions: readonly LoggedAction[]) => void,
): Promise<void> {
	for (const {record} of typesOf(tasks.flatMap(({changes}) => changes))) {
		const accepted = tasks.flatMap(task => acceptedOf(task, record));
		if (accepted.length === 0) continue;
		const changes = accepted.map(({task, index}) => resolvedIn(task, index));
		const batch = batches.get(record)!;
		const current = await batch.write(changes);
		for (const [place, {task, index}] of accepted.entries())
			task.results[index] = {is: 'applied', current: current[place]!, ...previousOf(task, index)};
		log(changes.flatMap((change, place) => batch.log(change, current[place]!)));
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
