import {undoConflictMessage} from '../undo-conflict.ts';
import type {Outcome} from '../../sync/action.ts';
import {toEnglish, message} from '../../i18n/translator.ts';
import {endEntry} from './close-failed.ts';
import {errorText, errorMessage, type Message} from '../../i18n/message.ts';
import type {ResourceContext} from '../context.ts';

/** The open entry of a number that is to be written, and whether it is of this run and operator. */
export type LeftNumber = {readonly id: string; readonly isOwn: boolean};

/** The entry of an addition or a link of this service whose number was never written. */
export async function leftOpen(
	subject: string,
	tvId: number,
	{billing, portalId, runId, operator}: ResourceContext,
): Promise<LeftNumber | null> {
	const entries = await billing.journal.list({subject, open: true, limit: 100});
	const idOf = (value: unknown) => (value as {readonly tvId?: unknown} | null)?.tvId;
	const found = entries.find(
		({action, after, intent, service_id: service}) =>
			(action === 'add' || action === 'link') &&
			service === portalId &&
			(idOf(after) ?? idOf(intent)) === tvId,
	);
	return found
		? {id: found.id, isOwn: found.run === runId && found.operator.os_user === operator.os_user}
		: null;
}

/** Why an entry could not be taken up: its undoing is under way, or somebody else has brought it to an end. */
export async function whyNoMore(id: string, {billing}: ResourceContext): Promise<Message> {
	const undo = await billing.journal.openUndo(id);
	return undo
		? undoConflictMessage({is: 'clash', with: 'under-way', journal: undo.id, age: undo.age})
		: message('changed-meanwhile', {field: 'account_number'});
}

/** What became of a number. `has`: whether the portal shows it now, `null` where nothing was sent; `message`: why it does not. */
export type Conclusion = {readonly has: boolean | null; readonly message?: Message} & (
	| {readonly isDone: true; readonly after?: unknown}
	/** The entry stays open, with this as its error. */
	| {readonly isDone?: false; readonly said: Message; readonly failure: unknown}
);

type Concluded = {
	readonly key: string;
	readonly login: string;
	readonly tvId: number;
	readonly number: LeftNumber;
	readonly conclusion: Conclusion;
};

/** Bring the entry to its end, and tell the number's: another where the entry was taken back meanwhile, for billing has nothing then. */
export async function concludeNumber(
	{key, login, tvId, number: {id, isOwn}, conclusion}: Concluded,
	context: ResourceContext,
): Promise<Outcome> {
	const own = isOwn && {journal: id};
	const {has, message: reason = ''} = conclusion;
	const isUndone = async (end: Parameters<typeof endEntry>[1]) =>
		(await endEntry(id, end, context)) === 'undone';
	const undone = message('number-undone', {login, tvId, entry: id, has, message: reason});
	if (conclusion.isDone) {
		const {after} = conclusion;
		try {
			if (await isUndone({state: 'done', error: null, ...(after !== undefined && {after})}))
				return {is: 'failed', key, said: undone};
		} catch (error) {
			const said = message('number-unlogged', {login, tvId, journal: id, message: errorMessage(error)});
			return {is: 'failed', key, said, cause: error, ...own};
		}

		return {is: 'done', key, changed: true, said: message('number-written', {login, tvId}), ...own};
	}

	const {said, failure} = conclusion;
	try {
		if (await isUndone({state: 'open', error: toEnglish(said)}))
			return {is: 'failed', key, said: undone, cause: failure};
	} catch (error) {
		const cause = new AggregateError([failure, error], errorText(error));
		return {is: 'failed', key, said, cause, ...own};
	}

	return {is: 'failed', key, said, cause: failure, ...own};
}
