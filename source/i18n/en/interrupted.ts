import {count} from './plural.ts';

type InterruptedRows = {
	readonly action: string;
	readonly entry: string;
	readonly done: number;
	readonly failed: number;
	readonly open: number;
};

/** English: interrupted operations, as the next start finds them. */
export const interruptedMessages = {
	'may-be-under-way': ({action, subject, age}: {action: string; subject: string; age: number}) =>
		`${action} ${subject} has not ended (last activity ${age} seconds ago): it is running elsewhere, or was interrupted. The next start checks it again.`,
	'interrupted-before': ({action, subject}: {action: string; subject: string}) =>
		`Interrupted before anything was written: ${action} ${subject}.`,
	'interrupted-number-there': ({login, tvId}: {login: string; tvId: number}) =>
		`Adding “${login}” was interrupted at its end and is complete: both systems have the TV id ${tvId}.`,
	'interrupted-number': ({login, tvId, entry}: {login: string; tvId: number; entry: string}) =>
		`Adding “${login}” was interrupted: billing has the TV id ${tvId}, Stalker does not show it as the account number. Add it again to finish, or undo it: stalker-console journal undo ${entry}`,
	'interrupted-deleted': ({subject}: {subject: string}) =>
		`Deleting “${subject}” was interrupted at its end and is complete: it is gone from Stalker.`,
	'interrupted-not-deleted': ({subject}: {subject: string}) =>
		`Deleting “${subject}” was interrupted: it is still in Stalker.`,
	'interrupted-undo': ({subject, entry}: {subject: string; entry: string}) =>
		`Undoing a change of “${subject}” was interrupted. To finish: stalker-console journal undo ${entry}`,
	'interrupted-done': ({action, subject}: {action: string; subject: string}) =>
		`${action} ${subject} was interrupted at its end: it is done.`,
	'interrupted-sent': ({action, subject}: {action: string; subject: string}) =>
		`${action} ${subject} was interrupted: whether it was sent is not known.`,
	'interrupted-left': ({action, subject, entry}: {action: string; subject: string; entry: string}) =>
		`${action} ${subject} was interrupted half done. Do it again to finish, or undo it: stalker-console journal undo ${entry}`,
	'interrupted-rows': ({action, entry, done, failed, open}: InterruptedRows) =>
		`${action} was interrupted: ${count(done, 'row')} done, ${failed} not begun, ${open} half done. All of them: stalker-console journal show ${entry}`,
	'interrupted-unread': ({action, subject, message}: {action: string; subject: string; message: string}) =>
		`The result of the interrupted ${action} ${subject} cannot be read: ${message}`,
	'interrupted-unread-several': ({n, message}: {n: number; message: string}) =>
		`The results of ${n} interrupted operations (stalker-console journal list --open) cannot be read: ${message}`,
	/** Entries older than the newest ones, which have a message each. */
	'interrupted-more': ({n}: {n: number}) =>
		`${count(n, 'older interrupted operation')} ${n === 1 ? 'was' : 'were'} not checked: stalker-console journal list --open --limit N`,
	'interrupted-several': ({n}: {n: number}) =>
		`${n} operations of an earlier session were interrupted. Press ! to see their results.`,
};
