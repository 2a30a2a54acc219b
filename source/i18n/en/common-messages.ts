import {formatDifference, type DifferenceText} from './differences.ts';
import {count} from './plural.ts';

/** Reasons why a write to billing was refused, by the value that has changed. */
const refusalReasons: Readonly<Record<string, string>> = {
	login: 'its login is taken now',
	mac: 'its MAC is taken now',
	number: 'its number is taken now',
	customer: 'its customer is not as he was',
	plan: 'its tariff plan is gone',
	service: 'the TV service is not as it was',
};

/** English: messages that several screens use. */
export const commonMessages = {
	'only-in-billing': ({login}: {login: string}) =>
		`“${login}” is only in billing: there is nothing in Stalker to act on.`,
	conflict: ({drifts}: {drifts: readonly DifferenceText[]}) =>
		`Resolve manually first, in the portal's panel or in billing: ${drifts.map(formatDifference).join('; ')}.`,
	'not-read': ({reason}: {reason: string}) =>
		`The portal sent an unreadable record (${reason}). Check it in the portal's panel.`,
	'not-known': () => 'One system has not answered fully, so this row is unknown. Read the list again.',
	'too-long': ({field, most}: {field: string; most: number}) =>
		`Its ${field} is longer than the ${most} characters that billing holds. Shorten it in the portal.`,
	'control-characters': ({field}: {field: string}) =>
		`Its ${field} has control characters. Correct it in the portal's panel.`,
	unstorable: ({field}: {field: string}) =>
		`Its ${field} has characters that billing cannot hold. Correct it in the portal's panel.`,
	'billing-changed': ({with: what}: {with: string}) =>
		`Somebody changed billing meanwhile: ${refusalReasons[what] ?? what}. Read the list again.`,
	/** `command`: the command to run next; absent on the console. */
	'list-short': ({got, baseline, command}: {got: number; baseline: number; command?: string}) =>
		`The portal listed only ${count(got, 'row')}, where ${baseline} were expected. Nothing is written on such an answer.${command === undefined ? '' : ` If it is right: ${command}`}`,
	'service-unknown': ({tvId}: {tvId: string}) => `Billing has no TV service ${tvId} of this portal.`,
	'needs-yes': ({list, questions}: {list: readonly string[]; questions: readonly string[]}) =>
		`Confirmation needed; repeat with --yes to agree.\n${[...list, ...questions].join('\n')}`,
	'loses-numbers': ({accounts, more}: {accounts: readonly string[]; more: number}) =>
		`Stalker loses these account numbers: ${accounts.join(', ')}${more === 0 ? '' : ` and ${more} more`}.`,
	'rows-refused': ({n}: {n: number}) => `${count(n, 'row')} would be refused:`,
	'not-confirmed': () => 'Not confirmed: nothing was written.',
	'needs-count': ({
		list,
		count: n,
		questions,
	}: {
		list: readonly string[];
		count: number;
		questions: readonly string[];
	}) => `Confirmation needed; repeat with --confirm ${n} to agree.\n${[...list, ...questions].join('\n')}`,
	failed: ({message}: {message: string}) => message,
	'undone-meanwhile': ({key}: {key: string}) =>
		`What was done for “${key}” was undone meanwhile. Read the list again.`,
	'not-tried': () => 'Not tried: the action stopped before this row.',
	'stale-record': ({fields}: {fields: readonly string[]}) =>
		`Billing changed meanwhile (${fields.join(', ')}); nothing was written. Read the list again.`,
	'read-back-differs': () => 'The portal accepted it, but shows other values.',
	'done-unlogged': ({done, journal, message}: {done: string; journal: string; message: string}) =>
		`${done} But the journal entry ${journal} could not be closed: ${message}`,
	'read-only': () =>
		'The console is read-only (--read-only, or read_only in the configuration): nothing is written.',
};
