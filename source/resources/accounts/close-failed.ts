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
