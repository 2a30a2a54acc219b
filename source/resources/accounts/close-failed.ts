import type {JournalEnd} from '../../billing/journal.ts';
import {errorText} from '../../i18n/message.ts';
import type {ResourceContext} from '../context.ts';

/**
Closes the entry of an action that failed. Returns what went wrong, with billing's own failure where the entry could not be closed: what became of
the failure of the action itself must be reported in any case.
*/
export async function closeFailed(
	journal: string,
	end: JournalEnd,
	cause: unknown,
	{billing}: Pick<ResourceContext, 'billing'>,
): Promise<unknown> {
	return billing.journal.finish(journal, end).then(
		() => cause,
		(error: unknown) => new AggregateError([cause, error], errorText(error)),
	);
}

/** Close an entry. `undone`: it was taken back meanwhile, and stays so; any other end that others found for it is left to them. */
export async function endEntry(
	journal: string,
	end: JournalEnd,
	{billing}: Pick<ResourceContext, 'billing'>,
): Promise<'ended' | 'undone'> {
	if (await billing.journal.finish(journal, end)) return 'ended';
	return (await billing.journal.show(journal))?.state === 'undone' ? 'undone' : 'ended';
}
