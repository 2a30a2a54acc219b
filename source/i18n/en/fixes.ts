import {createFixFormatter, createStoredFormatter, type Fixed, type StoredValues} from '../format-fix.ts';
import {columnLabels} from './column-labels.ts';
import {formatDifference, type DifferenceText} from './differences.ts';
import {accounts} from './accounts.ts';
import {count} from './plural.ts';
import {tariffs} from './tariffs.ts';

/** English: what each fix does, for lists, the help and the docs. */
export const fixes = {
	'all-billing': 'billing is right in all of it',
	'all-stalker': 'Stalker is right in all of it',
	'delete-account': 'delete the account from Stalker',
	'add-service': 'add it to billing',
	'create-account': 'create the account in Stalker',
	'import-plan': 'import the tariff plan into billing',
	'rename-plan': "rename billing's tariff plan as Stalker's",
	'hide-plan': 'hide the tariff plan in billing',
	'import-channels': "replace billing's channel list with Stalker's",
	'record-choices': "record Stalker's chosen channels in billing",
	'register-box': 'register the box for a customer',
	'send-choices': "send billing's chosen channels to Stalker",
	'drop-missing-channels': 'remove channels that do not exist from the choice in Stalker',
	'take-plan': "set Stalker's tariff plan in billing",
	'take-person': "write Stalker's name and phone into billing",
	'switch-off': 'switch it off in Stalker',
	'switch-on': 'switch it on in Stalker',
	'set-plan': "set billing's tariff plan in Stalker",
	'set-mac': "set billing's MAC in Stalker",
	'set-number': 'write the TV id into Stalker as account number',
	'set-end-date': "set billing's end date in Stalker",
	'set-person': "write billing's name and phone into Stalker",
	'set-balance': "write billing's deposit into Stalker as balance",
	'activate-service': 'activate the TV service in billing',
	'disable-service': 'disable the TV service in billing',
	'retire-service': 'mark the TV service in billing as not activated',
	'take-mac': "set Stalker's MAC in billing",
	'respell-mac': 'spell the MAC in billing as Stalker does',
	'take-end-date': "set Stalker's end date in billing",
};

const labels: Readonly<Record<string, string>> = columnLabels;

const states = {
	on: 'on',
	off: 'off',
	'not-activated': 'not activated',
	hidden: 'hidden',
};

const fieldsText = createFixFormatter({
	labels,
	states,
	systems: {stalker: 'in Stalker', billing: 'in billing'},
});

const storedText = createStoredFormatter({labels, states, instead: 'instead of'});

/** The titles of the screens that have fixes of their own. */
const screenTitles: Readonly<Record<string, string>> = {
	accounts: accounts.screen.title,
	tariffs: tariffs.screen.title,
};

const toSentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const texts: Readonly<Record<string, string>> = fixes;

const leftText = (left: readonly string[]): string => left.map(reason => ` Not fixed: ${reason}`).join('');

/** English: sentences of fixes. */
export const fixMessages = {
	'plan-fix': ({label, shown, online, left}: Fixed & {online: boolean; left: readonly string[]}) =>
		`“${label}” ${fieldsText(shown)}.${online ? ' It is ONLINE: whoever watches may lose TV immediately.' : ''}${leftText(left)}`,
	fixed: ({label, shown, left}: Fixed & {left: readonly string[]}) =>
		`“${label}” is fixed ${fieldsText(shown)}.${leftText(left)}`,
	'fixed-already': ({label}: {label: string}) => `“${label}” is so already.`,
	'changed-since-asked': ({label}: {label: string}) =>
		`“${label}” has other values now than those that you confirmed: nothing was written to it. The same command shows them and asks again.`,
	'stored-otherwise': ({values}: StoredValues) =>
		`Stalker confirmed the change, but stores other values: ${storedText(values)}. The rest is written, and can be undone: u, or journal undo.`,
	'not-stored': ({values}: StoredValues) =>
		`Stalker confirmed the change, but has not made it: ${storedText(values)}. Look at the record in the portal's panel.`,
	'plan-undo-fix': ({label, shown}: Fixed) => `Put back “${label}” ${fieldsText(shown)}.`,
	'undone-fix': ({label, shown}: Fixed) => `“${label}” is as before ${fieldsText(shown)}.`,
	'plan-undo-create': ({label}: {label: string}) =>
		`Delete the account “${label}” from Stalker again: whoever watches with it loses TV.`,
	'undone-create': ({label}: {label: string}) =>
		`The account “${label}” is not in Stalker any more, as before.`,
	'fix-no-difference': ({known}: {known: readonly string[]}) =>
		`It has none of these differences: ${known.join(', ')}. Read the list again.`,
	'fix-none': ({kind, use}: {kind: string; use: string}) =>
		`${kind} cannot be fixed with ${use === 'billing' ? 'billing' : 'Stalker'} being right; try the other side, or resolve it in the portal's panel or in billing.`,
	'fix-debt': ({login}: {login: string}) =>
		`“${login}” is in debt: take the payment first, then read the list again.`,
	'fix-no-plan': ({tvId}: {tvId: number}) =>
		`The TV service ${tvId} has no tariff plan in billing. Choose one there first.`,
	'fix-plan-unclear': ({plan, count}: {plan: string; count: number}) =>
		`${count === 0 ? 'No tariff plan' : 'More than one tariff plan'} of the portal has the external id “${plan}”. Correct Tariff plans first.`,
	'fix-no-mac': ({tvId}: {tvId: number}) =>
		`The TV service ${tvId} has no valid MAC in billing. Use Stalker's, or enter one in billing.`,
	'fix-several-macs': ({tvId, cid}: {tvId: number; cid: string}) =>
		`The TV service ${tvId} has several MACs in billing (${cid}). Decide there which one it is.`,
	'fix-no-own-mac': ({login}: {login: string}) =>
		`“${login}” has no MAC in Stalker. Use billing's, or enter one in the portal's panel.`,
	'fix-no-end': ({tvId}: {tvId: number}) =>
		`The TV service ${tvId} has no end date in billing, and an end date is never emptied in Stalker. Use Stalker's, or remove it in the portal's panel.`,
	'fix-empty': ({field}: {field: string}) =>
		`Billing has no ${(labels[field] ?? field).toLowerCase()}, and Stalker's is never emptied. Enter it in billing.`,
	'fix-in-billing': ({login, tvId}: {login: string; tvId: number}) =>
		`Billing has a reason of its own why the TV service ${tvId} of “${login}” is off: the customer is disabled or deleted, or the service is on hold. Decide that in billing.`,
	'fix-customer-ends': ({login, date}: {login: string; date: string}) =>
		`The customer “${login}” as a whole ends on ${date}. Change that in billing.`,
	'fix-not-on': ({login, tvId}: {login: string; tvId: number}) =>
		`The TV service ${tvId} of “${login}” should not be on (disabled, over, not begun or in debt), so no account is created for it.`,
	'ask-no-password': ({login}: {login: string}) =>
		`“${login}” gets no password: whoever logs in with one has to be given it in the portal's panel.`,
	'fix-what': ({known, notes}: {known: readonly string[]; notes: readonly string[]}) =>
		[...known.map(name => toSentence(texts[name] ?? name)), ...notes].join(' '),
	'fix-elsewhere': ({kind, screen}: {kind: string; screen: string}) =>
		`${kind} is fixed on the screen ${screenTitles[screen] ?? screen}; o leads to its row there.`,
	'fix-three-names': ({login}: {login: string}) =>
		`Billing keeps the name of “${login}” in several parts. Change it there.`,
	'fix-no-own-plan': ({login}: {login: string}) =>
		`“${login}” has no tariff plan in Stalker. Use billing's, or choose one in the portal's panel.`,
	'fix-channels-missing': ({login, channels}: {login: string; channels: readonly string[]}) =>
		`Channels that are chosen for “${login}” in billing are not in Stalker: ${channels.join(', ')}. Import the channels first.`,
	'fix-needs-argument': ({kind, command}: {kind: string; command: string}) =>
		`${kind} needs a customer to be named for each row: ${command}`,
	'note-no-fee': () =>
		'No fee is taken for the change of the tariff plan; from the next period on billing charges the new one.',
	'note-bonus': () => 'Bonus channels of the accounts are reset by it.',
	'ask-choices-cleared': ({login, n}: {login: string; n: number}) =>
		`The ${count(n, 'chosen channel', 'chosen channels')} of “${login}” in billing will be cleared, as with any change of the tariff plan.`,
	'ask-plan-default': ({login, plan}: {login: string; plan: string}) =>
		`“${login}” may have no tariff plan of its own in Stalker: undo could only give it the portal's default, “${plan}”, by name.`,
	'ask-plan-stays': ({login}: {login: string}) =>
		`“${login}” has no tariff plan in Stalker: undo could not take the new one away again.`,
	'plan-not-emptied': ({login}: {login: string}) =>
		`“${login}” had no tariff plan in Stalker, and the portal takes none away. Remove it in the portal's panel.`,
	'box-event-failed': ({mac, message}: {mac: string; message: string}) =>
		`the box ${mac} was not sent the event to read its channels again; it reads them when it restarts. ${message}`,
	'fix-none-of-rows': () =>
		`None of these rows has a difference that can be fixed here. Rows that are ! or ? are resolved one by one; o leads to the other list.`,
	'fix-not-entries': () => `The journal has nothing to fix: u undoes an entry, o goes to its row.`,
	'fix-not-results': () => `Results have nothing to fix: R retries the failed rows, o goes to the row.`,
	'fix-in-sync': () => `This row is in sync; nothing to fix.`,
	'fix-by-person': ({drifts}: {drifts: readonly DifferenceText[]}) =>
		`Nothing is fixed automatically here: ${drifts.map(formatDifference).join('; ')}. Decide it in the portal's panel or in billing; o leads to the related row.`,
	'fix-plan-hidden': ({name, n}: {name: string; n: number}) =>
		`The tariff plan “${name}” is hidden already, but ${count(n, 'TV service has', 'TV services have')} it. Give them another one in billing.`,
	'ask-plan-in-use': ({name, n}: {name: string; n: number}) =>
		`${count(n, 'TV service keeps', 'TV services keep')} the tariff plan “${name}”; only new ones cannot choose it.`,
	'ask-log-in-anew': () => 'The box has to log in anew.',
};
