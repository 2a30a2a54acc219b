/**
Billing could not do what it was asked. The message is one sentence with the way out, and never holds credentials; `cause` is what the
driver said. `code` is stable.
*/
export abstract class BillingError extends Error {
	abstract readonly code: `ERR_BILLING_${string}`;

	constructor(message: string, options?: ErrorOptions) {
		super(message, options);
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

/** The database answered no: a missing right, a read-only role, a value it cannot hold, a statement that took too long. */
export class BillingRefused extends BillingError {
	readonly code: 'ERR_BILLING_REFUSED' | 'ERR_BILLING_REFUSED_WRITE';

	constructor(message: string, options?: ErrorOptions & {readonly all?: boolean}) {
		super(message, options);
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
	const sentence = sentenceOf(state, thrown, where);
	const options = {cause: withoutValues(thrown)};
	if (state === '42P01' || state === '3F000') return new BillingUnprepared(sentence, options);
	if (/^23(505|503|P01)$/.test(state)) return new BillingClash(sentence, options);
	if (state === '42501' || state === '25006') return new BillingRefused(sentence, {...options, all: true});
	if (/^[0-9A-Z]{5}$/.test(state) && !/^(08|28|3D|57P|53)/.test(state))
		return new BillingRefused(sentence, options);
	return isSilence(thrown)
		? new BillingTimedOut(sentence, options)
		: new BillingUnreachable(sentence, options);
}

/** The driver's own word for a statement that was never answered. */
const isSilence = (thrown: unknown): boolean => withoutValues(thrown).message === 'Query read timeout';

/** Whether the database itself said no, so that the transaction is known to be rolled back. */
export const isDefinite = (error: unknown): boolean =>
	error instanceof BillingRefused || error instanceof BillingClash;

function sentenceOf(state: string, thrown: unknown, where: string): string {
	const known = sentences[state];
	if (known) return known(where, detailOf(thrown));
	if (isSilence(thrown))
		return `Billing at ${where} fell silent: whether it did what it was asked is not known. Look again.`;
	if (/timeout/i.test(messageOf(thrown)))
		return `Billing at ${where} did not answer in time; check the address and the firewall.`;
	if (/^(08|57P)/.test(state) || /terminated|closed|ended/i.test(messageOf(thrown)))
		return `The connection to billing at ${where} broke.`;
	if (/SSL|TLS|certificate|CERT/.test(`${state} ${messageOf(thrown)}`))
		return `Billing at ${where} and this program do not agree on TLS; check sslmode in the address.`;
	if (/^[0-9A-Z]{5}$/.test(state)) return `Billing at ${where} refused a statement (SQLSTATE ${state}).`;
	return `Billing at ${where} failed${state ? ` (${state})` : ''}.`;
}

const sentences: Readonly<Record<string, (where: string, detail: string) => string>> = {
	ECONNREFUSED: where =>
		`No database listens at ${where}; check that PostgreSQL runs and the address is right.`,
	ENOTFOUND: where => `The host of ${where} is not known; check the database's address.`,
	EAI_AGAIN: where => `The host of ${where} could not be looked up; check the name server.`,
	ETIMEDOUT: where => `Billing at ${where} did not answer in time; check the address and the firewall.`,
	EHOSTUNREACH: where => `The host of ${where} cannot be reached; check the network.`,
	ENETUNREACH: where => `The host of ${where} cannot be reached; check the network.`,
	ECONNRESET: where => `The connection to billing at ${where} broke.`,
	EPIPE: where => `The connection to billing at ${where} broke.`,
	EACCES: where => `${where} may not be opened; check the permissions of the directory.`,
	ENOSPC: where => `The disk of ${where} is full.`,
	'28P01': where => `Billing at ${where} does not take this user and password; check them.`,
	'28000': where =>
		`Billing at ${where} does not let this user in; check the user and the server's pg_hba.conf.`,
	'3D000': where => `There is no database ${where}; create it, or correct the address.`,
	'53300': where => `Billing at ${where} has no connection to spare; try again later.`,
	'57P03': where => `Billing at ${where} is starting up or shutting down; try again.`,
	'42501': (where, detail) => `The database user of ${where} lacks a right${detail}; grant it.`,
	'25006': where => `Billing at ${where} is read-only for this user; nothing can be written.`,
	'42P01': (where, detail) => `Billing at ${where} lacks a table${detail}; run stalker-console db migrate.`,
	'3F000': where => `Billing at ${where} has no schema to look in; check the user's search_path.`,
	'42703': where => `A table of billing at ${where} lacks a column; see stalker-console db status.`,
	'23505': (_where, detail) => `Billing already has such a row${detail}; read it again.`,
	'23503': (_where, detail) =>
		`A row that this one refers to is gone, or others refer to it${detail}; read it again.`,
	'22001': () => 'A text is longer than its column in billing; shorten it in the portal.',
	'22021': () => 'A text has a character that the database cannot hold; correct it in the portal.',
	'22P05': () => 'A text has a character that the database cannot hold; correct it in the portal.',
	'22003': () => 'A number is larger than its column in billing can hold.',
	'40001': () => 'Another transaction was faster; try again.',
	'40P01': () => 'Another transaction was in the way; try again.',
	'55P03': () => 'Another transaction holds these rows; try again.',
	'57014': where => `A statement at ${where} took too long and was stopped.`,
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

/** The table or constraint, which are names of ours; never a value, which may be a person's. */
function detailOf(thrown: unknown): string {
	const named = /relation "([\w.]+)" does not exist|permission denied for \w+ "?([\w.]+)"?/.exec(
		messageOf(thrown),
	);
	const name = textOf(thrown, 'constraint') ?? named?.[1] ?? named?.[2] ?? textOf(thrown, 'table');
	return name === undefined ? '' : ` (${name})`;
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
