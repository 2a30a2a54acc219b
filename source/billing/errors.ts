import {nameInError, serverErrorName, serverErrorNumber, sqlStateOf} from './dialects/mariadb-errors.ts';
import {LocalizedError, message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';

/** What failed. Stable: scripts read it. */
type BillingErrorCode =
	/**
	The configured address is not that of a database, or the configured service is not in this billing. An address is not repeated: it may
	hold a password.
	*/
	| 'ERR_BILLING_ADDRESS'
	/** No connection, wrong address or password, or a broken connection: the statement may or may not have been executed. */
	| 'ERR_BILLING_UNREACHABLE'
	/** A statement timed out on an open connection: it may or may not have been executed. */
	| 'ERR_BILLING_TIMEOUT'
	/** The database has none of this program's tables yet. */
	| 'ERR_BILLING_UNPREPARED'
	/** A table with one of our names exists, and our migrations did not create it. */
	| 'ERR_BILLING_FOREIGN'
	/** The tables were created by an older version of this program. */
	| 'ERR_BILLING_OUTDATED'
	/** The tables were created by a newer version of this program. */
	| 'ERR_BILLING_NEWER'
	/** Another process has the embedded database open, or applies a plan to the portal. */
	| 'ERR_BILLING_LOCKED'
	/** The database refused this statement: a value that it cannot store, a lock that was held, a statement that took too long. */
	| 'ERR_BILLING_REFUSED'
	/** The database refuses all writes: a missing right, a read-only role, a full disk. */
	| 'ERR_BILLING_REFUSED_WRITE'
	/** A unique index or a foreign key refused a whole batch, which was rolled back: write its rows one by one. */
	| 'ERR_BILLING_CLASH';

/** Billing failed. The message is one sentence with the way out and never holds credentials; `cause` is the driver's error. */
export class BillingError extends LocalizedError {
	override readonly name = 'BillingError';
	readonly code: BillingErrorCode;

	constructor(code: BillingErrorCode, text: Message, options?: ErrorOptions) {
		super(text, options);
		this.code = code;
	}
}

/**
Converts an error of the driver to a {@link BillingError}. `where` is the database as shown to operators: `host:port/name`. `isRead`: the
statement would have changed nothing.
*/
export function toBillingError(thrown: unknown, where: string, isRead = false): BillingError {
	if (thrown instanceof BillingError) return thrown;
	const state = codeOf(thrown);
	const {code, values} = messageFor(state, thrown, where);
	const isUnknown = code === 'billing-broke' || code === 'billing-silent';
	const said = {code, values: isUnknown && isRead ? {...values, isRead} : values};
	return new BillingError(errorCodeOf(state), said, {cause: withoutValues(thrown)});
}

function errorCodeOf(state: string): BillingErrorCode {
	if (state === '42P01' || state === '3F000') return 'ERR_BILLING_UNPREPARED';
	if (/^23(505|503|P01)$/.test(state)) return 'ERR_BILLING_CLASH';
	if (['42501', '25006', '53100', '53200'].includes(state)) return 'ERR_BILLING_REFUSED_WRITE';
	if (isSqlState(state) && !/^(08|28|3D|57P|53)/.test(state)) return 'ERR_BILLING_REFUSED';
	return state === 'STATEMENT_TIMEOUT' ? 'ERR_BILLING_TIMEOUT' : 'ERR_BILLING_UNREACHABLE';
}

/** Whether a code is an SQLSTATE. `EPIPE` has five letters, too, and is a broken connection: every SQLSTATE has a digit. */
const isSqlState = (code: string): boolean => /^(?=.*\d)[0-9A-Z]{5}$/.test(code);

/** Whether the database itself refused, so that the transaction is known to be rolled back. */
export const isRolledBack = (error: unknown): boolean =>
	error instanceof BillingError && /_(REFUSED|REFUSED_WRITE|CLASH)$/.test(error.code);

function messageFor(state: string, thrown: unknown, where: string): Message {
	// A lone surrogate is valid JSON, but no text that a database can store.
	if (state === '22P02' && /type json/.test(errorText(thrown))) return message('billing-character');
	if (state === '28000' && /no encryption/.test(errorText(thrown)))
		return message('billing-wants-tls', {where});
	if (state === '42501' && serverErrorNumber(thrown) !== null)
		return message('billing-no-grant', {where, name: objectNameOf(thrown)});
	const messageOf = messagesByCode[state];
	if (messageOf) return messageOf({where, name: objectNameOf(thrown)});
	if (/timeout/i.test(errorText(thrown))) return message('billing-late', {where});
	if (/^(08|57P)/.test(state) || /terminated|closed|ended/i.test(errorText(thrown)))
		return message('billing-broke', {where});
	const tls = tlsMessage(`${state} ${errorText(thrown)}`, where);
	if (tls) return tls;
	return message(isSqlState(state) ? 'billing-state' : 'billing-failed', {where, state});
}

/** Why TLS failed, and what to write; `null` for another error. `text`: the code and the driver's text. */
function tlsMessage(text: string, where: string): Message | null {
	if (/SELF_SIGNED|self-signed|UNABLE_TO_(VERIFY|GET)|unable to (verify|get)/.test(text))
		return message('billing-untrusted', {where});
	if (/ALTNAME|does not match certificate/.test(text)) return message('billing-other-name', {where});
	if (/CERT_HAS_EXPIRED|certificate has expired/.test(text)) return message('billing-expired', {where});
	if (/does not support SSL|TLS_NOT_OFFERED/.test(text)) return message('billing-no-tls', {where});
	return /SSL|TLS|certificate|CERT/.test(text) ? message('billing-tls', {where}) : null;
}

type MessageValues = {readonly where: string; readonly name: string};

const messagesByCode: Readonly<Record<string, (at: MessageValues) => Message>> = {
	ECONNREFUSED: at => message('billing-nobody', at),
	ENOTFOUND: at => message('billing-no-host', at),
	EAI_AGAIN: at => message('billing-no-names', at),
	ETIMEDOUT: at => message('billing-late', at),
	EHOSTUNREACH: at => message('billing-no-way', at),
	ENETUNREACH: at => message('billing-no-way', at),
	ECONNRESET: at => message('billing-broke', at),
	EPIPE: at => message('billing-broke', at),
	EACCES: at => message('billing-no-access', at),
	ENOSPC: at => message('billing-disk-full', at),
	'28P01': at => message('billing-password', at),
	'28000': at => message('billing-no-entry', at),
	'28M01': at => message('billing-password-expired', at),
	'28M02': at => message('billing-account-locked', at),
	'3D000': at => message('billing-no-database', at),
	'53100': at => message('billing-disk-full', at),
	'53200': at => message('billing-memory', at),
	'53300': at => message('billing-crowded', at),
	'57P03': at => message('billing-starting', at),
	'42501': at => message('billing-no-right', at),
	'25006': at => message('billing-read-only', at),
	'42P01': at => message('billing-no-table', at),
	'3F000': at => message('billing-no-schema', at),
	'42703': at => message('billing-no-column', at),
	'23505': at => message('billing-doubled', at),
	'23503': at => message('billing-reference', at),
	'22001': () => message('billing-too-long'),
	'22021': () => message('billing-character'),
	'22P05': () => message('billing-character'),
	'22003': () => message('billing-too-large'),
	'40001': () => message('billing-faster'),
	'40P01': () => message('billing-deadlock'),
	'55P03': () => message('billing-held'),
	'57014': at => message('billing-stopped', at),
	'23502': at => message('billing-unknown-column', at),
	'08S01': at => message('billing-broke', at),
	STATEMENT_TIMEOUT: at => message('billing-silent', at),
	SESSION_NOT_SET: at => message('billing-session', at),
};

/** SQLSTATE or errno of the error or of its cause. Several addresses of one host fail as an AggregateError. */
function codeOf(thrown: unknown, depth = 0): string {
	if (!(thrown instanceof Error) || depth > 5) return '';
	const state = sqlStateOf(thrown);
	if (state !== null) return state;
	const name = serverErrorName(thrown);
	if (name !== null) return name;
	// PostgreSQL's driver gives no code where it gave up waiting for a statement.
	if (thrown.message === 'Query read timeout') return 'STATEMENT_TIMEOUT';
	if ('code' in thrown && typeof thrown.code === 'string' && thrown.code !== '') return thrown.code;
	return (
		(thrown instanceof AggregateError && codeOf(thrown.errors[0], depth + 1)) ||
		codeOf(thrown.cause, depth + 1)
	);
}

/** The table or constraint, which are names of our schema, or `''`; never a value, which may be personal data. */
function objectNameOf(thrown: unknown): string {
	const named = /relation "([\w.]+)" does not exist|permission denied for \w+ "?([\w.]+)"?/.exec(
		errorText(thrown),
	);
	return (
		textField(thrown, 'constraint') ??
		named?.[1] ??
		named?.[2] ??
		textField(thrown, 'table') ??
		nameInError(errorText(thrown)) ??
		''
	);
}

const textField = (thrown: unknown, field: string): string | undefined => {
	const value: unknown =
		typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, field) : undefined;
	return typeof value === 'string' && value !== '' ? value : undefined;
};

const errorText = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/**
The error without the statement and its values, which MikroORM's messages contain: the SQLSTATE and the server's own
text remain. Messages of MariaDB contain values, too: of those the symbol alone remains.
*/
function withoutValues(thrown: unknown): Error {
	const symbol = textField(thrown, 'code');
	if (textField(thrown, 'sqlState') !== undefined && symbol !== undefined)
		return Object.assign(new Error(symbol), {code: codeOf(thrown)});
	const message = errorText(thrown)
		.split(' - ')
		.findLast(part => !part.startsWith('detail:'))!
		.split('\n')[0]!;
	return Object.assign(new Error(message), {code: codeOf(thrown)});
}
