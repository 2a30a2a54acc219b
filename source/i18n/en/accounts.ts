import {formatDifference, type DifferenceText} from './differences.ts';

/** Fees of a tariff plan, as exact text. */
export type Fees = {readonly month: string; readonly day: string; readonly once: string};

/** A tariff plan with its fees, where it has any. */
function planText(plan: string | null, fees: Fees | null | undefined): string {
	if (plan === null) return 'without a tariff plan';
	const {month = '0', day = '0', once = '0'} = fees ?? {};
	const prices = [
		...(Number(month) > 0 ? [`${month} a month`] : []),
		...(Number(day) > 0 ? [`${day} a day`] : []),
		...(Number(once) > 0 ? [`${once} once`] : []),
	];
	return `on ${prices.length === 0 ? `“${plan}”` : `“${plan}” (${prices.join(', ')})`}`;
}

/** A customer or an account in a sentence. */
export type Person = {readonly login: string; readonly name: string};

/** The customer who pays for a service. */
const payerText = ({login, name, phone}: Person & {readonly phone: string}): string =>
	`Billing's customer “${login}” is ${name || 'nameless'}, ${phone || 'without phone'}: his bill will pay.`;

/** A customer or account at the end of a sentence: `“ivan”, Іваненко Олег.` */
const personText = ({login, name}: Person): string =>
	name === '' ? `“${login}”.` : `“${login}”, ${name}${name.endsWith('.') ? '' : '.'}`;

/** English: the screen of accounts and the messages of its actions. */
export const accounts = {
	screen: {
		title: 'Accounts',
		short: 'Acc',
		ids: 'a login, number:N or mac:M',
		actions: {
			add: {label: 'add', description: 'add accounts to billing'},
			delete: {label: 'delete', description: 'delete accounts from Stalker; billing is not touched'},
			link: {
				label: 'link',
				description: 'link an account to an existing TV service',
				choose: 'Which service',
				argument: 'a TV id',
			},
		},
	},
	messages: {
		added: ({login, tvId, created}: {login: string; tvId: number; created: boolean}) =>
			`“${login}” is in billing now: TV id ${tvId}${created ? ', a new customer' : ', a service of the known customer'}.`,
		'already-added': ({login, tvId}: {login: string; tvId: number}) =>
			`“${login}” is in billing already: TV id ${tvId}.`,
		'number-written': ({login, tvId}: {login: string; tvId: number}) =>
			`Stalker's account number of “${login}” is ${tvId} now.`,
		'number-doubled': ({login, tvId, others}: {login: string; tvId: number; others: readonly string[]}) =>
			`“${login}” is in billing as TV id ${tvId} and has that account number in Stalker now, but meanwhile ${others.join(', ')} was given it, too. Give each account its own in the portal's panel.`,
		/** `has`: whether Stalker shows the number, `null` where it was not sent. `message`: the reason why not. */
		'number-undone': ({
			login,
			tvId,
			entry,
			has,
			message,
		}: {
			login: string;
			tvId: number;
			entry: string;
			has: boolean | null;
			message: string;
		}) =>
			`What was done for “${login}” (journal entry ${entry}) was undone meanwhile${has === null ? ': nothing was written to Stalker.' : has ? `, but Stalker has ${tvId} as its account number now all the same. Read the list again.` : `, and Stalker does not show ${tvId} as its account number: ${message} Read the list again.`}`,
		'number-not-written': ({login, tvId, message}: {login: string; tvId: number; message: string}) =>
			`“${login}” is in billing as TV id ${tvId}, but Stalker did not take the number: ${message} Add it again to finish.`,
		'plan-add-new': ({
			login,
			plan,
			fees,
			number,
		}: {
			login: string;
			plan: string | null;
			fees?: Fees | null;
			number: number | null;
		}) =>
			`Add “${login}” to billing: a new customer with a bill and a TV service${number === null ? '' : ` ${number}`} ${planText(plan, fees)}.`,
		'plan-add-known': ({
			login,
			plan,
			fees,
			number,
			customer,
		}: {
			login: string;
			plan: string | null;
			fees?: Fees | null;
			number: number | null;
			customer: string;
		}) =>
			`Add a TV service${number === null ? '' : ` ${number}`} ${planText(plan, fees)} to the customer “${customer}” for “${login}”.`,
		'plan-number': ({login, tvId}: {login: string; tvId: number}) =>
			`Write ${tvId} into Stalker as the account number of “${login}”.`,
		'plan-nothing': ({login}: {login: string}) => `“${login}” is in sync; nothing to do.`,
		'ask-customer': payerText,
		'ask-deleted': ({login}: {login: string}) => `Billing's customer “${login}” is deleted.`,
		'ask-second-service': ({
			login,
			services,
			boxes,
		}: {
			login: string;
			services: readonly number[];
			boxes: readonly string[];
		}) =>
			`Billing's customer “${login}” has a TV service here already (${services.join(', ')}${boxes.length === 0 ? '' : `; box ${boxes.join(', ')}`}): this makes another one.`,
		'ask-other-box': ({login, tvId, box, cid}: {login: string; tvId: number; box: string; cid: string}) =>
			`The TV service ${tvId} of “${login}” has ${cid === '' ? 'no box' : `the box ${cid}`} in billing, the account has ${box === '' ? 'none' : box}.`,
		'ask-no-plan': () => 'The account has no tariff plan: the service will have none.',
		'ask-no-status': () => 'The portal does not say whether the account is on: the service will be disabled.',
		'ask-new-number': ({number}: {number: string}) =>
			number === ''
				? 'Billing allots a TV id, which becomes its account number in Stalker.'
				: `Billing allots a TV id, which replaces the account number “${number}” in Stalker.`,
		'ask-number': ({tvId, number}: {tvId: number; number: string}) =>
			`Its account number becomes ${tvId} in Stalker (${number === '' ? 'was empty' : `was “${number}”`}).`,
		'no-login': () => 'The account has no login. Give it one in the portal.',
		differs: ({drifts}: {drifts: readonly DifferenceText[]}) =>
			`It is in billing, but differs: ${drifts.map(formatDifference).join('; ')}. + only adds a missing account number; f (accounts fix) fixes the rest.`,
		/** `command`: the command to run next; absent on the console, which has a key for it. */
		'tariff-unknown': ({tariff, command}: {tariff: string; command?: string}) =>
			`Billing has no tariff plan “${tariff}”. Import it first${command === undefined ? '.' : `: ${command}`}`,
		'number-shared': ({number, others}: {number: string; others: readonly string[]}) =>
			`The account number ${number} is also that of ${others.join(', ')}. Give each account its own in the portal's panel.`,
		unaddressable: ({login}: {login: string}) =>
			`No identifier names “${login}” alone in the REST API, so nothing can be written to it. Change it in the portal's panel.`,
		'end-date-unreadable': ({login, date}: {login: string; date: string}) =>
			`The end date “${date}” of “${login}” does not exist. Correct it in the portal's panel.`,
		'several-macs': ({mac}: {mac: string}) =>
			`Its MAC “${mac}” is not one MAC. Correct it in the portal's panel.`,
		'changed-meanwhile': ({field}: {field: string}) =>
			`The account changed in Stalker since it was listed (${field}). Read the list again.`,
		'gone-meanwhile': ({login}: {login: string}) =>
			`Stalker does not find “${login}” any more. Read the list again.`,
		'names-others': ({login}: {login: string}) =>
			`The identifier of “${login}” now names other accounts, too. Change it in the portal's panel.`,
		'plan-delete': ({login, path, online}: {login: string; path: string; online: boolean}) =>
			`Delete “${login}” from Stalker (${path})${online ? '; its box is ONLINE and loses TV immediately' : ''}. Billing is not touched.`,
		deleted: ({login}: {login: string}) => `“${login}” is deleted from Stalker.`,
		'not-deleted': ({login, message}: {login: string; message: string}) =>
			`“${login}” is still in Stalker: ${message}`,
		'delete-unclear': ({login, message}: {login: string; message: string}) =>
			`Whether “${login}” is deleted is not known: ${message} Read the list again.`,
		'read-back-failed': () => 'The portal confirmed it, but still shows the account.',
		'delete-loses': () =>
			'Undo makes a new account, without password, tokens, favourites, history or a hidden expiry.',
		'plan-link': ({
			login,
			customer,
			tvId,
			number,
			changes,
		}: {
			login: string;
			customer: string;
			tvId: number;
			number: boolean;
			/** Values of the service in billing, before and after. */
			changes: ReadonlyArray<{readonly field: string; readonly from: string; readonly to: string}>;
		}) =>
			`Link “${login}” to the service ${tvId} of “${customer}”${number ? `, and write ${tvId} into Stalker as its account number` : ''}.${changes.map(({field, from, to}) => ` Billing's ${field} “${from}” becomes “${to}”.`).join('')}`,
		'ask-other-name': ({payer: whose, own}: {payer: Person & {phone: string}; own: Person}) =>
			`${payerText(whose)} The account is ${personText(own)}`,
		'ask-other-customer': ({payer: whose, own}: {payer: Person & {phone: string}; own: Person}) =>
			`${payerText(whose)} The account's own customer is ${personText(own)}`,
		linked: ({login, tvId}: {login: string; tvId: number}) => `“${login}” is the service ${tvId} now.`,
		'link-only-unmatched': () => 'Only an account that is not in billing can be linked.',
		'service-matched': ({tvId}: {tvId: number}) => `The TV service ${tvId} has an account already.`,
	},
};
