import type {Drift, DriftCode, Mark} from '../sync/drift.ts';
import {consoleCommands, consoleSayings, consoleTexts} from './en-console.ts';
import {undoSayings} from './en-undo.ts';

const rules = new Intl.PluralRules('en');
const count = (n: number, one: string, other = `${one}s`): string =>
	`${n} ${rules.select(n) === 'one' ? one : other}`;

/** What a drift means, in a few words before the values. */
const drifts = {
	A1: 'not in billing',
	A2: 'customer in billing, but not this TV service',
	A3: 'not in Stalker',
	A4: 'names lead to different services or accounts',
	A5: 'account number is not the TV id',
	B1: 'on in Stalker, off in billing',
	B2: 'off in Stalker, on in billing',
	B3: 'on, but over in billing',
	C1: 'tariff plan differs',
	C2: 'tariff plan not in billing',
	C3: 'tariff plan not in Stalker',
	C4: 'default tariff plan, or none',
	C5: 'external id or name needs a look',
	D1: 'MAC differs',
	D2: 'MAC on one side only',
	D3: 'MAC of several accounts',
	D4: 'MAC of several services',
	D5: 'MAC spelled differently',
	D6: 'not the MAC of an Infomir box',
	E1: 'name or phone differs',
	E2: 'balance differs',
	E3: 'expiry differs',
	F2: 'account number of several',
	V1: 'record not understood',
} as const satisfies Record<DriftCode, string>;

/** Drifts whose words say all that the values would. */
const saysAll: ReadonlySet<DriftCode> = new Set(['A1', 'A2', 'A3', 'A4', 'B1', 'B2']);

/** Drifts whose value may be missing in billing; in the others there is nothing to compare with where it is. */
const canBeBlank: ReadonlySet<DriftCode> = new Set(['C1', 'C4', 'D2', 'E3']);

/** `Stalker 101, billing 103`; of long values only a bar between them, Stalker's first. */
function sides(theirs: string | null, ours: string | null): string {
	const [one, other] = [theirs || '—', ours || '—'];
	return one.length + other.length <= 40 ? `Stalker ${one}, billing ${other}` : `${one} | ${other}`;
}

type Fees = {readonly month: string; readonly day: string; readonly once: string};

/** A tariff plan, and what it costs where it costs anything. */
function planText(plan: string | null, fees: Fees | null | undefined): string {
	if (plan === null) return 'no tariff plan';
	const {month = '0', day = '0', once = '0'} = fees ?? {};
	const told = [
		...(Number(month) > 0 ? [`${month} a month`] : []),
		...(Number(day) > 0 ? [`${day} a day`] : []),
		...(Number(once) > 0 ? [`${once} once`] : []),
	];
	return told.length === 0 ? `“${plan}”` : `“${plan}” (${told.join(', ')})`;
}

type Person = {readonly login: string; readonly name: string};

/** Whose bill a service is on. */
const payer = ({login, name, phone}: Person & {readonly phone: string}): string =>
	`Billing's customer “${login}” is ${name || 'nameless'}, ${phone || 'without phone'}: his bill will pay.`;

/** A customer or account at the end of a sentence: `“ivan”, Іваненко Олег.` */
const person = ({login, name}: Person): string =>
	name === '' ? `“${login}”.` : `“${login}”, ${name}${name.endsWith('.') ? '' : '.'}`;

/** A drift in words: what it is, both values, who else is concerned. */
function tellDrift({code, field, theirs, ours, with: others}: Drift): string {
	const values = ours === null && !canBeBlank.has(code) ? (theirs ?? '') : sides(theirs, ours);
	const subject = saysAll.has(code) || values === '' ? '' : ` (${field}: ${values})`;
	return `${drifts[code]}${subject}${others ? `: ${others.join(', ')}` : ''}`;
}

/** English: every sentence of the program, by its code. What goes into a sentence is its parameter. */
export const en = {
	/** Expected refusals and questions, in the order in which an operator meets them. */
	sayings: {
		// accounts add
		added: ({login, tvId, created}: {login: string; tvId: number; created: boolean}) =>
			`“${login}” is in billing now: TV id ${tvId}${created ? ', a new customer' : ', a service of the known customer'}.`,
		'already-added': ({login, tvId}: {login: string; tvId: number}) =>
			`“${login}” is in billing already: TV id ${tvId}.`,
		'number-written': ({login, tvId}: {login: string; tvId: number}) =>
			`Stalker's account number of “${login}” is ${tvId} now.`,
		'number-read-back-failed': () => 'The portal accepted it, but does not show the number.',
		'number-unlogged': ({
			login,
			tvId,
			journal,
			message,
		}: {
			login: string;
			tvId: number;
			journal: string;
			message: string;
		}) =>
			`Stalker's account number of “${login}” is ${tvId} now, but the journal entry ${journal} could not be closed: ${message}`,
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
			`Add “${login}” to billing: a new customer with a bill and a TV service${number === null ? '' : ` ${number}`} on ${planText(plan, fees)}.`,
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
			`Add a TV service${number === null ? '' : ` ${number}`} on ${planText(plan, fees)} to the customer “${customer}” for “${login}”.`,
		'plan-number': ({login, tvId}: {login: string; tvId: number}) =>
			`Write ${tvId} into Stalker as the account number of “${login}”.`,
		'plan-nothing': ({login}: {login: string}) => `“${login}” is in sync; nothing to do.`,
		'ask-customer': payer,
		'ask-deleted': ({login}: {login: string}) => `Billing's customer “${login}” is deleted.`,
		'ask-second-service': ({login, services}: {login: string; services: readonly number[]}) =>
			`Billing's customer “${login}” has a TV service here already (${services.join(', ')}): this makes another one.`,
		'ask-no-plan': () => 'The account has no tariff plan: the service will have none.',
		'ask-no-status': () => 'The portal does not say whether the account is on: the service will be disabled.',
		'ask-new-number': ({number}: {number: string}) =>
			number === ''
				? 'Billing allots a TV id, which becomes its account number in Stalker.'
				: `Billing allots a TV id, which replaces the account number “${number}” in Stalker.`,
		'ask-number': ({tvId, number}: {tvId: number; number: string}) =>
			`Its account number becomes ${tvId} in Stalker (was “${number}”).`,
		'no-login': () => 'The account has no login. Give it one in the portal.',
		'only-in-billing': ({login}: {login: string}) =>
			`“${login}” is only in billing: there is nothing in Stalker to act on.`,
		conflict: ({drifts}: {drifts: readonly Drift[]}) =>
			`A person has to settle this first, in the portal's panel or in billing: ${drifts.map(tellDrift).join('; ')}.`,
		'not-read': ({why}: {why: string}) =>
			`The portal sent a record without the promised shape (${why}). Look at it in the portal's panel.`,
		'not-known': () => 'One side has not answered fully, so this row is not known. List again.',
		differs: ({drifts}: {drifts: readonly Drift[]}) =>
			`It is in billing, but differs: ${drifts.map(tellDrift).join('; ')}. + mends only a missing number; change this in billing or in the portal.`,
		/** `command`: the way out at a shell; the console has keys for it. */
		'tariff-unknown': ({tariff, command}: {tariff: string; command?: string}) =>
			`Billing has no tariff plan “${tariff}”. Import it first${command === undefined ? '.' : `: ${command}`}`,
		'number-shared': ({number, others}: {number: string; others: readonly string[]}) =>
			`The account number ${number} is also that of ${others.join(', ')}. Give each account its own in the portal's panel.`,
		unaddressable: ({login}: {login: string}) =>
			`No identifier names “${login}” alone in the REST API, so nothing can be written to it. Change it in the portal's panel.`,
		'too-long': ({field, most}: {field: string; most: number}) =>
			`Its ${field} is longer than the ${most} characters that billing holds. Shorten it in the portal.`,
		'control-characters': ({field}: {field: string}) =>
			`Its ${field} has control characters. Correct it in the portal's panel.`,
		'several-macs': ({mac}: {mac: string}) =>
			`Its MAC “${mac}” is not one MAC. Correct it in the portal's panel.`,
		clash: ({with: what}: {with: string}) =>
			`Somebody changed billing meanwhile: its ${what} is taken now. List again.`,
		'changed-meanwhile': ({field}: {field: string}) =>
			`The account changed in Stalker since it was listed (${field}). List again.`,
		'gone-meanwhile': ({login}: {login: string}) => `Stalker does not find “${login}” any more. List again.`,
		'names-others': ({login}: {login: string}) =>
			`The identifier of “${login}” now names other accounts, too. Change it in the portal's panel.`,
		// accounts delete
		'plan-delete': ({login, path, online}: {login: string; path: string; online: boolean}) =>
			`Delete “${login}” from Stalker (${path})${online ? '; its box is ONLINE and will lose the picture' : ''}. Billing is not touched.`,
		deleted: ({login}: {login: string}) => `“${login}” is deleted from Stalker.`,
		'not-deleted': ({login, message}: {login: string; message: string}) =>
			`“${login}” is still in Stalker: ${message}`,
		'delete-unclear': ({login, message}: {login: string; message: string}) =>
			`Whether “${login}” is deleted is not known: ${message} List again.`,
		'deleted-unlogged': ({login, journal, message}: {login: string; journal: string; message: string}) =>
			`“${login}” is deleted from Stalker, but the journal entry ${journal} could not be closed: ${message}`,
		'read-back-failed': () => 'Stalker said yes, but still shows the account.',
		/** `command` as above. */
		'list-short': ({got, baseline, command}: {got: number; baseline: number; command?: string}) =>
			`The portal listed only ${count(got, 'row')}, where ${baseline} were expected. Nothing is written on such an answer.${command === undefined ? '' : ` If it is right: ${command}`}`,
		'delete-loses': () =>
			'Undo makes an account anew, with a new id; password, tokens, favourites and history are lost.',
		// accounts link
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
			/** What billing has for the service now, and will have. */
			changes: ReadonlyArray<{readonly field: string; readonly from: string; readonly to: string}>;
		}) =>
			`Link “${login}” to the service ${tvId} of “${customer}”${number ? `, and write ${tvId} into Stalker as its account number` : ''}.${changes.map(({field, from, to}) => ` Billing's ${field} “${from}” becomes “${to}”.`).join('')}`,
		'ask-other-name': ({payer: whose, own}: {payer: Person & {phone: string}; own: Person}) =>
			`${payer(whose)} The account is ${person(own)}`,
		'ask-other-customer': ({payer: whose, own}: {payer: Person & {phone: string}; own: Person}) =>
			`${payer(whose)} The account's own customer is ${person(own)}`,
		linked: ({login, tvId}: {login: string; tvId: number}) => `“${login}” is the service ${tvId} now.`,
		'link-only-unmatched': () => 'Only an account that is not in billing can be linked.',
		'service-unknown': ({tvId}: {tvId: number}) => `Billing has no TV service ${tvId} of this portal.`,
		'service-matched': ({tvId}: {tvId: number}) => `The TV service ${tvId} has an account already.`,
		// tariffs import
		imported: ({name, id, filter}: {name: string; id: number; filter: string}) =>
			`The tariff plan “${name}” is in billing now as ${id}${filter === '' ? '' : `, known by “${filter}”`}.`,
		'already-imported': ({name, id}: {name: string; id: number}) =>
			`The tariff plan “${name}” is in billing already as ${id}.`,
		'plan-import': ({name, external}: {name: string; external: string}) =>
			`Import the tariff plan “${name}” (${external}) into billing, without fees.`,
		'external-id-empty': ({name}: {name: string}) =>
			`The tariff plan “${name}” has no external id. Give it one in Stalker's tariff plans.`,
		'external-id-doubled': ({external, names}: {external: string; names: readonly string[]}) =>
			`Several tariff plans have the external id “${external}”: ${names.join(', ')}. Give each its own in Stalker's tariff plans.`,
		// any
		'needs-yes': ({list, questions}: {list: string; questions: string}) =>
			`This asks first; repeat it with --yes to agree.\n${list}${questions === '' ? '' : `\n${questions}`}`,
		'needs-count': ({list, count: n}: {list: string; count: number}) =>
			`This deletes. Repeat it with --confirm ${n} to agree.\n${list}`,
		failed: ({message}: {message: string}) => message,
		'not-tried': () => 'Not tried: the work stopped before it.',
		'read-only': () =>
			'The console is read-only (--read-only, or read_only in the configuration): nothing is written.',
		...undoSayings,
		...consoleSayings,
	},
	/** The full-screen console. */
	console: {...consoleCommands, ...consoleTexts},
	drifts,
	tellDrift,
	marks: {
		'=': 'in sync',
		'~': 'differs',
		'+': 'only in Stalker',
		'-': 'only in billing',
		'!': 'conflict',
		'?': 'not known',
	} satisfies Record<Mark, string>,
	yes: 'yes',
	no: 'no',
	on: 'on',
	off: 'off',
};

/** What every language must say. */
export type Dictionary = typeof en;
