import {count} from './plural.ts';

/** English: deeds that broke off, as the next start finds them. */
export const interruptedMessages = {
	'may-be-under-way': ({action, subject, age}: {action: string; subject: string; age: number}) =>
		`${action} ${subject} has not ended, and was last at work ${age} seconds ago: under way elsewhere, or broken off. The next start looks again.`,
	'broken-before': ({action, subject}: {action: string; subject: string}) =>
		`${action} ${subject} had broken off before anything was written.`,
	'broken-number-there': ({login, tvId}: {login: string; tvId: number}) =>
		`The addition of “${login}” had broken off at its end: both systems have the TV id ${tvId}.`,
	'broken-number': ({login, tvId, entry}: {login: string; tvId: number; entry: string}) =>
		`The addition of “${login}” had broken off: billing has the TV id ${tvId}, Stalker does not show it as the account number. Add it again to finish, or take it back: stalker-console journal undo ${entry}`,
	'broken-deleted': ({subject}: {subject: string}) =>
		`The deletion of “${subject}” had broken off behind the deed: it is deleted from Stalker.`,
	'broken-not-deleted': ({subject}: {subject: string}) =>
		`The deletion of “${subject}” had broken off: it is still in Stalker.`,
	'broken-undo': ({subject, entry}: {subject: string; entry: string}) =>
		`Taking back a deed on “${subject}” had broken off. To finish: stalker-console journal undo ${entry}`,
	'broken-unseen': ({action, subject, message}: {action: string; subject: string; message: string}) =>
		`What became of ${action} ${subject}, which had broken off, cannot be seen: ${message}`,
	'broken-unseen-several': ({n, message}: {n: number; message: string}) =>
		`What became of ${n} deeds that had broken off (stalker-console journal list --open) cannot be seen: ${message}`,
	/** Beyond the newest, which were told one by one. */
	'broken-more': ({n}: {n: number}) =>
		`${count(n, 'older deed')} ${n === 1 ? 'has' : 'have'} no end in the journal either, and ${n === 1 ? 'was' : 'were'} not looked at: stalker-console journal list --open --limit N`,
	'broken-several': ({n}: {n: number}) =>
		`${n} deeds had broken off in an earlier run. ! lists what became of them.`,
};
