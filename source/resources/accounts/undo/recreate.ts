import {compareKey} from '../../../normalize/collation.ts';
import {StalkerRefused, StalkerNotApplied, StalkerUnsafeRequest} from '../../../stalker/errors.ts';
import type {Outcome} from '../../../sync/action.ts';
import {toEnglish, message} from '../../../i18n/translator.ts';
import type {Account} from '../account.ts';
import {closeFailed} from '../close-failed.ts';
import {restore, type Extra} from './restore.ts';
import {hasNames, whoHas} from './who-has.ts';
import {NotTried} from './not-tried.ts';
import {errorMessage, type Message} from '../../../i18n/message.ts';
import type {JournalEntry} from '../../../sync/journal.ts';
import type {ResourceContext} from '../../context.ts';

/** A deleted account, as it will be made again. */
export type Recreation = {
	/** As it was. */
	readonly account: Account;
	/** The fields that are sent. */
	readonly form: Readonly<Record<string, string>>;
	/** What follows once it is there. */
	readonly extras: readonly Extra[];
	/** Its tariff plan is no longer in the portal, and is not sent. */
	readonly isTariffGone: boolean;
	/** The entry of an undoing that was broken off after the account was made. */
	readonly left: string | null;
};

/**
POST the account, read it back, then bring back what it had beside itself. `journal` is the undoing's entry; both entries are closed together.

The POST is never repeated: whatever it answers, the account is looked for, and whether it is there then decides.
*/
export async function recreate(
	{account: was, form, extras, left}: Recreation,
	entry: JournalEntry,
	journal: string,
	context: ResourceContext,
	signal?: AbortSignal,
): Promise<Outcome> {
	const {stalker, billing, translator} = context;
	const key = entry.subject;
	const {login} = was;
	let failure: unknown = signal?.aborted ? new NotTried() : null;
	if (left === null && failure === null)
		await stalker.write('POST', 'accounts', null, form).catch((error: unknown) => {
			failure = error;
		});

	const isAccepted = left === null && failure === null;
	const account = await whoHas('login', login, stalker).then(
		// Whoever has the login after a “no” is somebody else, unless all its names are those that were sent.
		([found]) => (found && (isAccepted || hasNames(found, form)) ? found : null),
		(error: unknown) => {
			failure ??= error;
			return 'unknown' as const;
		},
	);
	if (account === null || account === 'unknown') {
		const reason = failure === null ? message('create-unseen') : errorMessage(failure);
		const isOver = failure instanceof NotTried || (account === null && isDefinite(failure));
		const end = {state: isOver ? 'failed' : 'open', error: toEnglish(reason)} as const;
		const cause = await closeFailed(journal, end, failure, context);
		const said = isOver
			? message('not-created', {login, message: reason})
			: message('create-unclear', {login, message: reason, entry: entry.id});
		return {is: 'failed', key, said, cause};
	}

	const {missing, why} = await bringBack(extras, account, context, signal);
	const others = Object.keys(form).filter(field => !isShown(account[field as keyof Account], form[field]!));
	const note = [
		...(others.length > 0 ? [message('came-back-other', {fields: others})] : []),
		...(missing.length > 0 ? [message('not-restored', {what: missing}), ...why] : []),
	];
	const error = note.length > 0 ? note.map(toEnglish).join(' ') : null;
	try {
		await billing.journal.close([
			{id: entry.id, state: 'undone'},
			{id: journal, state: 'done', after: {account, missing}, error},
		]);
	} catch (cause) {
		return {
			is: 'failed',
			key,
			said: message('undo-unlogged', {journal, message: errorMessage(cause)}),
			cause,
		};
	}

	return {
		is: 'done',
		key,
		changed: true,
		said: message('undone-delete', {login, note: note.map(translator.t).join(' ')}),
		journal,
	};
}

/** The resources that are not back as they were, and what each said that failed. The account itself is there, whatever becomes of them. */
async function bringBack(
	extras: readonly Extra[],
	account: Account,
	{stalker}: ResourceContext,
	signal?: AbortSignal,
): Promise<{readonly missing: readonly string[]; readonly why: readonly Message[]}> {
	const missing: string[] = [];
	const why: Message[] = [];
	for (const extra of extras) {
		const isBack =
			!signal?.aborted &&
			(await restore(extra, account, stalker).catch((error: unknown) => {
				why.push(errorMessage(error));
				return false;
			}));
		if (!isBack) missing.push(extra.resource);
	}

	return {missing, why};
}

/** As the portal shows what it was sent: dates with a time, balances as they are. */
function isShown(shown: unknown, sent: string): boolean {
	const text = typeof shown === 'string' || typeof shown === 'number' ? String(shown) : '';
	return compareKey(text) === compareKey(sent);
}

/** The portal said no, or was never asked. */
const isDefinite = (failure: unknown): boolean =>
	failure instanceof StalkerRefused ||
	failure instanceof StalkerNotApplied ||
	failure instanceof StalkerUnsafeRequest;
