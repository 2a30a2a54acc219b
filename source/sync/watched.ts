import type {ChangeSet} from './changes/change.ts';

/** Whether somebody who is watching may lose TV by what is planned for a row; `null` where the plan does not say. */
export function interruptsWatcher(intent: unknown): boolean | null {
	const online = (intent as Partial<Pick<ChangeSet, 'values'>> | null)?.values?.['online'];
	return typeof online === 'boolean' ? online : null;
}
