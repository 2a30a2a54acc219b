import {message} from '../../i18n/translator.ts';
import {inputGuardMs} from './input-guard.ts';
import type {SessionContext} from './session-context.ts';
import type {List} from './list.ts';

/** Whether the first rows of the visible list have arrived just now, so that a key was not meant for the highlighted one; a message says so. */
export function reportIfJustArrived(
	{firstRowsAt}: List,
	{store, host}: Pick<SessionContext, 'store' | 'host'>,
): boolean {
	if (!firstRowsAt || host.clock().getTime() - firstRowsAt.getTime() >= inputGuardMs) return false;
	store.notify('plain', message('just-arrived'));
	return true;
}
