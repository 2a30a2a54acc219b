import type {Reversal, Undoing, UndoOrder} from '../../../billing/undoing.ts';
import type {Outcome, UndoOperation} from '../../../sync/action.ts';
import {toEnglish, message} from '../../../i18n/translator.ts';
import {undoConflictMessage} from '../../undo-conflict.ts';
import {isOursAgain, planReturn, returnNumber, type NumberReturn} from './return-number.ts';
import {errorMessage, type Message} from '../../../i18n/message.ts';
import {isRefusal, refuse, type Refusal} from '../../../sync/refusal.ts';
import type {JournalEntry} from '../../../sync/journal.ts';
import type {ResourceContext} from '../../context.ts';

/** What an action did to a TV service, read from its journal entry. `done`: what it wrote into billing; `null`: it wrote the account's number and nothing else. */
export type JournaledService<Done> = {
	readonly login: string;
	readonly tvId: number;
	/** The account's number before, where another was to be written; else `null`. */
	readonly was: string | null;
	readonly done: Done | null;
};

/** An action on TV services that can be undone. `was`: the number that goes back, `null` where none does. */
type Kind<Done> = {
	read(entry: JournalEntry): JournaledService<Done> | Refusal;
	reversal(undoing: Undoing): Reversal<Done>;
	says(journaled: JournaledService<Done>, done: Done, was: string | null): Message;
	undone(journaled: JournaledService<Done>, note: Message | ''): Message;
};

type Back<Done> = {
	readonly journaled: JournaledService<Done>;
	readonly serviceId: number;
	readonly number: NumberReturn | null;
	/** Why the number does not go back. */
	readonly stays: Message | null;
	/** An undoing that billing has already, and the portal may not. */
	readonly left: string | null;
};

/** Undoes what the action wrote into billing, and then the account's number: journal, one transaction, PUT, read back, as the action itself. */
export function undoService<Done extends object>({
	read,
	reversal,
	says,
	undone,
}: Kind<Done>): UndoOperation<Back<Done>> {
	return {
		async plan(entry, {billing, stalker}: ResourceContext, signal) {
			const journaled = read(entry);
			if (isRefusal(journaled)) return journaled;
			const {done, was, login, tvId} = journaled;
			const serviceId = entry.service_id;
			if (serviceId === null) return refuse(message('not-undoable', {action: entry.action}));
			const left = entry.state === 'undone' ? ((await billing.journal.openUndo(entry.id))?.id ?? null) : null;
			const obstacle = done && left === null ? await reversal(billing.undo).obstacle(serviceId, done) : null;
			if (obstacle) return refuse(undoConflictMessage(obstacle));
			const isAgain = left !== null && (await isOursAgain(journaled, serviceId, billing));
			const back =
				was === null
					? null
					: isAgain
						? {stays: message('number-used', {login, tvId})}
						: await planReturn({login, tvId, was}, stalker, signal);
			const [number, stays] =
				back === null ? [null, null] : 'stays' in back ? [null, back.stays] : [back, null];
			if (done === null && left === null && stays) return refuse(stays);
			return {journaled, serviceId, number, stays, left};
		},

		summary({journaled, number, left}) {
			const was = number?.was ?? null;
			return left === null && journaled.done !== null
				? says(journaled, journaled.done, was)
				: message('plan-undo-number', {login: journaled.login, was});
		},

		questions: ({stays}) => (stays ? [stays] : []),

		async run(back, entry, context: ResourceContext, signal) {
			const begun = await begin(back, entry, context, reversal);
			if (begun.is === 'clash') return {is: 'refused', key: entry.subject, said: undoConflictMessage(begun)};
			return settle(back, entry, begun.journal, undone, context, signal);
		},
	};
}

/** In billing all is done, or there was nothing to do: the number, then the entries. */
async function settle<Done>(
	{journaled, number, stays, left}: Back<Done>,
	entry: JournalEntry,
	journal: string,
	undone: Kind<Done>['undone'],
	context: ResourceContext,
	signal: AbortSignal | undefined,
): Promise<Outcome> {
	const key = entry.subject;
	const {login} = journaled;
	const isAlone = journaled.done === null && left === null;
	const result = number ? await returnNumber(number, context, signal) : null;
	const why = result?.is === 'stays' ? result.why : stays;
	const note = why ? message('number-stays', {why}) : number ? message('number-back', {was: number.was}) : '';
	const isUnclear = result?.is === 'unclear';
	try {
		if (number || left !== null)
			await context.billing.journal.close([
				{
					id: journal,
					state: isUnclear ? 'open' : isAlone && why ? 'failed' : 'done',
					error: isUnclear
						? toEnglish(result.message)
						: why
							? toEnglish(message('number-stays', {why}))
							: null,
				},
				...(isAlone && result?.is === 'returned' ? [{id: entry.id, state: 'undone'} as const] : []),
			]);
	} catch (error) {
		const reason = errorMessage(error);
		return {is: 'failed', key, said: message('undo-unlogged', {journal, message: reason}), cause: error};
	}

	if (isUnclear) {
		const said = message('undo-unclear', {login, message: result.message, entry: entry.id});
		return {is: 'failed', key, said, cause: result.cause};
	}

	if (isAlone && why) return {is: 'refused', key, said: why};
	const said = isAlone || left !== null ? message('undone-number', {login, note}) : undone(journaled, note);
	return {is: 'done', key, changed: true, said, journal};
}

async function begin<Done>(
	{journaled, serviceId, number, left}: Back<Done>,
	entry: JournalEntry,
	{billing, operator, runId}: ResourceContext,
	reversal: Kind<Done>['reversal'],
) {
	if (left !== null) return {is: 'left', journal: left} as const;
	const {login, tvId, done} = journaled;
	const order: UndoOrder = {
		of: entry,
		intent: {login, tvId, done, number: number && {path: number.address.path, account_number: number.was}},
		before: number && {account: number.account},
		writeBack: number !== null,
	};
	return done === null
		? billing.undo.claim(order, {operator, run: runId, patience: 0})
		: reversal(billing.undo).run(serviceId, done, order, {operator, run: runId});
}
