import type {Change} from '../../sync/changes/change.ts';
import {channel} from './channel.ts';
import {choice} from './choice.ts';
import {customer} from './customer.ts';
import {rightConflict, type ChangeBatch, type RecordContext, type RecordType} from './record.ts';
import {service} from './service.ts';
import {tariff} from './tariff.ts';

/** Every record of billing that changes write. */
const recordTypes: readonly RecordType[] = [customer, service, tariff, channel, choice];

/** The record types of changes, in the order in which they are written: that of the first set that has them. */
export const typesOf = (changes: readonly Change[]): readonly RecordType[] =>
	[...new Set(changes.map(({record}) => record))].map(record =>
		recordTypes.find(type => type.record === record)!,
	);

/** Reads all rows that the changes of the transaction can depend on, for each record type. */
export async function openBatches(context: RecordContext): Promise<ReadonlyMap<string, ChangeBatch>> {
	const {allChanges} = context;
	const batches = new Map<string, ChangeBatch>();
	for (const {record, open} of typesOf(allChanges)) {
		const batch = await open(
			context,
			allChanges.filter(change => change.record === record),
		);
		batches.set(record, {
			...batch,
			conflict: change => rightConflict(change, context) ?? batch.conflict(change),
		});
	}

	return batches;
}
