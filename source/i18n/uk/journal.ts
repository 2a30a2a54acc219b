import type {Dictionary} from '../en/index.ts';

/** Ukrainian: the screen of the journal. */
export const journal = {
	screen: {title: 'Журнал', short: 'Журнал', ids: '', actions: {}} satisfies Dictionary['screens']['journal'],
};
