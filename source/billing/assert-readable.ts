import type {Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import {
	BillingForeignTables,
	BillingSchemaMissing,
	BillingSchemaNewer,
	BillingSchemaOutdated,
	type BillingError,
} from './errors.ts';
import {
	unreadableReasons,
	unwritableReasons,
	type DatabaseStatus,
	type SchemaStatus,
} from './schema-status.ts';

/** Throws a `BillingError` with the reason if the database cannot be read. */
export function assertReadable(status: DatabaseStatus): void {
	const error = readErrorOf(status);
	if (error) throw error;
}

function readErrorOf({state, where, hasMigrations, foreign, abills}: DatabaseStatus): BillingError | null {
	switch (state) {
		case 'ready':
		case 'attached':
		case 'attachable':
		case 'copy':
			return null;
		case 'unfit':
			return new BillingForeignTables(
				message('billing-unfit', {where, reasons: abills ? unreadableReasons(abills) : []}),
			);
		case 'empty':
			return new BillingSchemaMissing(
				message(hasMigrations ? 'billing-empty' : 'billing-no-abills', {where}),
			);
		case 'outdated':
			return new BillingSchemaOutdated(message('billing-outdated', {where}));
		case 'unreleased':
			return new BillingSchemaOutdated(message('billing-unreleased', {where}));
		case 'newer':
			return new BillingSchemaNewer(message('billing-newer', {where}));
		case 'foreign':
			return new BillingForeignTables(message('billing-foreign', {where, tables: foreign}));
	}
}

/** Why nothing may be written to this database, as a sentence; `null` where everything may. */
export function readOnlyReason(status: SchemaStatus): Message | null {
	const reasons = unwritableReasons(status);
	return reasons.length === 0 ? null : message('billing-abills-read-only', {reasons});
}
