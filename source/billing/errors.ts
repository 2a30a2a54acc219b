import {SaidError} from '../words/said-error.ts';
import {say, type Saying} from '../words/words.ts';

/**
Billing could not do what it was asked. The message is one sentence with the way out, and never holds credentials; `cause` is what the
driver said. `code` is stable.
*/
export abstract class BillingError extends SaidError {
	abstract readonly code: `ERR_BILLING_${string}`;

	constructor(saying: Saying, options?: ErrorOptions) {
		super(saying, options);
		this.name = new.target.name;
	}
}

/** The address in the configuration is none of a database, or its service none of this billing. An address is not repeated: it may hold a password. */
export class BillingMisaddressed extends BillingError {
	override readonly name = 'BillingMisaddressed';
	readonly code = 'ERR_BILLING_ADDRESS';
}

/** No answer, wrong address or password, or the connection broke: what was asked may or may not have been done. */
class BillingUnreachable extends BillingError {
	readonly code = 'ERR_BILLING_UNREACHABLE';
}

/** A connection that was there fell silent: what was asked may or may not have been done. */
class BillingTimedOut extends BillingError {
	readonly code = 'ERR_BILLING_TIMEOUT';
}

/** The database has none of our tables yet. */
export class BillingUnprepared extends BillingError {
	readonly code = 'ERR_BILLING_UNPREPARED';
}

/** A table of one of our names is there, and our migrations did not make it. */
export class BillingForeign extends BillingError {
	readonly code = 'ERR_BILLING_FOREIGN';
}

/** An older version of this program made the tables. */
export class BillingOutdated extends BillingError {
	readonly code = 'ERR_BILLING_OUTDATED';
}

/** A newer version of this program made the tables. */
export class BillingNewer extends BillingError {
	readonly code = 'ERR_BILLING_NEWER';
}

/** Another process has the embedded database open. */
export class BillingLocked extends BillingError {
	readonly code = 'ERR_BILLING_LOCKED';
}

/** The database answered no: a missing right, a read-only role, a full disk, a value it cannot hold, a statement that took too long. */
export class BillingRefused extends BillingError {
	readonly code: 'ERR_BILLING_REFUSED' | 'ERR_BILLING_REFUSED_WRITE';

	constructor(saying: Saying, options?: ErrorOptions & {readonly all?: boolean}) {
		super(saying, options);
		this.code = options?.all ? 'ERR_BILLING_REFUSED_WRITE' : 'ERR_BILLING_REFUSED';
	}
}

/** A unique index or a reference stood in the way of a whole chunk, which was rolled back: take its rows one by one. */
export class BillingClash extends BillingError {
	readonly code = 'ERR_BILLING_CLASH';
}

/** What a driver threw, as one of ours. `where` is the database as people know it: `host:port/name`. */
export function billingError(thrown: unknown, where: string): BillingError {
	if (thrown instanceof BillingError) return thrown;
	const state = codeOf(thrown);
	const saying = sayingFor(state, thrown, where);
	const options = {cause: withoutValues(thrown)};
	if (state === '42P01' || state === '3F000') return new BillingUnprepared(saying, options);
	if (/^23(505|503|P01)$/.test(state)) return new BillingClash(saying, options);
	if (['42501', '25006', '53100', '53200'].includes(state))
		return new BillingRefused(saying, {...options, all: true});
	if (isSqlState(state) && !/^(08|28|3D|57P|53)/.test(state)) return new BillingRefused(saying, options);
	return isSilence(thrown) ? new BillingTimedOut(saying, options) : new BillingUnreachable(saying, options);
}

/** Whether the database itself gave this code. `EPIPE` has five letters, too, and is a line that broke: no SQLSTATE is without a digit. */
const isSqlState = (code: string): boolean => /^(?=.*\d)[0-9A-Z]{5}$/.test(code);

/** The driver's own word for a statement that was never answered. */
const isSilence = (thrown: unknown): boolean => withoutValues(thrown).message === 'Query read timeout';

/** Whether the database itself said no, so that the transaction is known to be rolled back. */
export const isDefinite = (error: unknown): boolean =>
	error instanceof BillingRefused || error instanceof BillingClash;

function sayingFor(state: string, thrown: unknown, where: string): Saying {
	// Half a pair of UTF-16 is JSON, and no text that a database holds.
	if (state === '22P02' && /type json/.test(messageOf(thrown))) return say('billing-character');
	const known = sayings[state];
	if (known) return known({where, name: detailOf(thrown)});
	if (isSilence(thrown)) return say('billing-silent', {where});
	if (/timeout/i.test(messageOf(thrown))) return say('billing-late', {where});
	if (/^(08|57P)/.test(state) || /terminated|closed|ended/i.test(messageOf(thrown)))
		return say('billing-broke', {where});
	if (/SSL|TLS|certificate|CERT/.test(`${state} ${messageOf(thrown)}`)) return say('billing-tls', {where});
	return say(isSqlState(state) ? 'billing-state' : 'billing-failed', {where, state});
}

type At = {readonly where: string; readonly name: string};

const sayings: Readonly<Record<string, (at: At) => Saying>> = {
	ECONNREFUSED: at => say('billing-nobody', at),
	ENOTFOUND: at => say('billing-no-host', at),
	EAI_AGAIN: at => say('billing-no-names', at),
	ETIMEDOUT: at => say('billing-late', at),
	EHOSTUNREACH: at => say('billing-no-way', at),
	ENETUNREACH: at => say('billing-no-way', at),
	ECONNRESET: at => say('billing-broke', at),
	EPIPE: at => say('billing-broke', at),
	EACCES: at => say('billing-no-access', at),
	ENOSPC: at => say('billing-disk-full', at),
	'28P01': at => say('billing-password', at),
	'28000': at => say('billing-no-entry', at),
	'3D000': at => say('billing-no-database', at),
	'53100': at => say('billing-disk-full', at),
	'53200': at => say('billing-memory', at),
	'53300': at => say('billing-crowded', at),
	'57P03': at => say('billing-starting', at),
	'42501': at => say('billing-no-right', at),
	'25006': at => say('billing-read-only', at),
	'42P01': at => say('billing-no-table', at),
	'3F000': at => say('billing-no-schema', at),
	'42703': at => say('billing-no-column', at),
	'23505': at => say('billing-doubled', at),
	'23503': at => say('billing-reference', at),
	'22001': () => say('billing-too-long'),
	'22021': () => say('billing-character'),
	'22P05': () => say('billing-character'),
	'22003': () => say('billing-too-large'),
	'40001': () => say('billing-faster'),
	'40P01': () => say('billing-deadlock'),
	'55P03': () => say('billing-held'),
	'57014': at => say('billing-stopped', at),
};

/** SQLSTATE or errno, from the thrown error or what caused it. Several addresses of one host fail as an AggregateError. */
function codeOf(thrown: unknown, depth = 0): string {
	if (!(thrown instanceof Error) || depth > 5) return '';
	if ('code' in thrown && typeof thrown.code === 'string' && thrown.code !== '') return thrown.code;
	return (
		(thrown instanceof AggregateError && codeOf(thrown.errors[0], depth + 1)) ||
		codeOf(thrown.cause, depth + 1)
	);
}

/** The table or constraint, which are names of ours, or `''`; never a value, which may be a person's. */
function detailOf(thrown: unknown): string {
	const named = /relation "([\w.]+)" does not exist|permission denied for \w+ "?([\w.]+)"?/.exec(
		messageOf(thrown),
	);
	return textOf(thrown, 'constraint') ?? named?.[1] ?? named?.[2] ?? textOf(thrown, 'table') ?? '';
}

const textOf = (thrown: unknown, field: string): string | undefined => {
	const value: unknown =
		typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, field) : undefined;
	return typeof value === 'string' && value !== '' ? value : undefined;
};

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** MikroORM's messages hold the whole statement with its values: the SQLSTATE and the server's own words are enough. */
function withoutValues(thrown: unknown): Error {
	const message = messageOf(thrown)
		.split(' - ')
		.findLast(part => !part.startsWith('detail:'))!
		.split('\n')[0]!;
	return Object.assign(new Error(message), {code: codeOf(thrown)});
}
