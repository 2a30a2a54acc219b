import type {ChangeSet} from './changes/change.ts';

/** Whether somebody who is watching may lose TV by what is planned for a row; `null` where the plan does not say. */
export function interruptsWatcher({values}: ChangeSet): boolean | null {
	const {online} = values;
	return typeof online === 'boolean' ? online : null;
}
