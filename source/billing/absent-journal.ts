import type {ChangeJournal} from '../sync/changes/ports.ts';
import type {Message} from '../i18n/message.ts';
import {BillingRefused} from './errors.ts';
import type {Journal} from './journal.ts';

/** The journals of a database without journal tables: they are empty, and refuse new entries with `reason`. */
export function createAbsentJournals(reason: Message): {
	readonly journal: Journal;
	readonly changeJournal: ChangeJournal;
} {
	const refuse = async (): Promise<never> => {
		throw new BillingRefused(reason, {all: true});
	};
	return {
		journal: {
			list: async () => [],
			show: async () => null,
			unfinished: async () => ({entries: [], count: 0}),
		},
		changeJournal: {
			add: refuse,
			acquireLease: refuse,
			record: refuse,
			rows: async () => [],
			close: refuse,
			openRows: async () => [],
			openUndos: async rows => rows.map(() => null),
		},
	};
}
