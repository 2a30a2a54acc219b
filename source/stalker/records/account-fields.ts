import type {Fields} from '../../sync/changes/change.ts';
import {StalkerInvalidRecord} from '../errors.ts';

/** The fields of an account that people change; the others change by watching TV, or by themselves. */
export const accountFieldNames = [
	'login',
	'full_name',
	'phone',
	'account_number',
	'tariff_plan',
	'status',
	'stb_mac',
	'comment',
	'account_balance',
	'end_date',
] as const;

/** A record of `accounts`, as the portal sends it or as it was parsed, as texts: `''` for what is absent or `null`, `1` and `0` for the status. */
export function accountFields(record: unknown): Fields {
	const raw = (typeof record === 'object' && record !== null ? record : {}) as Readonly<
		Record<string, unknown>
	>;
	return Object.fromEntries(accountFieldNames.map(name => [name, textOf(raw[name])]));
}

/**
The fields of a record that was just read, and under `record` all of it as the portal sent it, to be shown. @throws {StalkerInvalidRecord} for what is no account: a record without a login.
*/
export function accountRecord(record: unknown): Fields {
	const {login} = (record ?? {}) as Readonly<Record<string, unknown>>;
	if (typeof login !== 'string' && typeof login !== 'number') throw new StalkerInvalidRecord();
	return {...accountFields(record), record: record as Fields};
}

function textOf(value: unknown): string {
	if (typeof value === 'boolean') return value ? '1' : '0';
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
