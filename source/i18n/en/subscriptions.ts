import {count} from './plural.ts';

/** The name of a subscription: the MAC and account number that the portal sends with it. */
const subscriptionName = (mac: string, ls: string): string =>
	[mac && `the box ${mac}`, ls && `the account number ${ls}`].filter(Boolean).join(' with ');

/** English: the screen of subscriptions and the messages of its action. */
export const subscriptions = {
	screen: {
		title: 'Subscriptions',
		short: 'Subs',
		ids: 'a login, a MAC or an account number',
		actions: {
			add: {
				label: 'record',
				description: 'record the chosen channels in billing',
				choose: 'And what only billing has',
				argument: 'keep or remove, for what only billing has',
			},
		},
	},
	messages: {
		'choices-of-gone': ({n}: {n: number}) =>
			`${count(n, 'subscription')} of accounts that are gone ${n === 1 ? 'is' : 'are'} not shown.`,
		'choices-without-accounts': () =>
			'The accounts could not be read: logins are not known, and boxes alone lead to services.',
		'choices-unlisted': ({got, baseline}: {got: number; baseline: number}) =>
			`The portal listed only ${count(got, 'channel')}, where ${baseline} were expected: which of the chosen ones exist is not known, and none is removed from billing. If it is right, accept it in Channels.`,
		'choices-unreadable': ({login}: {login: string}) =>
			`The portal has no readable list of the channels that “${login}” has chosen.`,
		'choices-of-whom': ({mac, ls}: {mac: string; ls: string}) =>
			`The accounts do not show whose ${subscriptionName(mac, ls)} is: they are older than this list, or one cannot be read. Read Accounts again, then this list.`,
		'choices-of-other': ({mac, ls}: {mac: string; ls: string}) =>
			`The account of ${subscriptionName(mac, ls)} changed since the accounts were read; nothing is recorded for it. Read Accounts again, then this list.`,
		'choices-same': ({login, beyond}: {login: string; beyond: number}) =>
			`Billing has all channels that “${login}” has chosen${beyond > 0 ? `, and ${count(beyond, 'channel')} beyond` : ''}.`,
		'plan-choices': ({
			login,
			tvId,
			add,
			remove,
			kept,
		}: {
			login: string;
			tvId: number;
			add: readonly string[];
			remove: readonly string[];
			kept: number;
		}) =>
			`Record for the TV service ${tvId} of “${login}”: ${[...add.map(name => `+${name}`), ...remove.map(name => `−${name}`)].join(', ')}${kept > 0 ? `; ${count(kept, 'channel')} that only billing has ${kept === 1 ? 'stays' : 'stay'}` : ''}.`,
		'ask-unchoose': ({n}: {n: number}) =>
			`Billing loses ${count(n, 'channel')} that Stalker does not have for it.`,
		'choices-recorded': ({
			login,
			added,
			removed,
			kept,
		}: {
			login: string;
			added: number;
			removed: number;
			kept: number;
		}) =>
			`Billing has ${count(added, 'more channel')} of “${login}” now${removed > 0 ? `, and ${removed} less` : ''}${kept > 0 ? `; ${kept} that only billing has ${kept === 1 ? 'stays' : 'stay'}` : ''}.`,
		'choices-changed': ({with: what}: {with: 'service' | 'choices' | 'channel'}) =>
			({
				service: 'Its TV service changed in billing meanwhile. Read the list again.',
				choices: 'Its channels changed in billing meanwhile. Read the list again.',
				channel: 'A channel is not in billing any more. Read the list again.',
			})[what],
		'choice-keep': ({n}: {n: number}) =>
			`${count(n, 'channel')} that only billing has ${n === 1 ? 'stays' : 'stay'}`,
		'choice-remove': ({n}: {n: number}) =>
			`${count(n, 'channel')} that only billing has ${n === 1 ? 'goes' : 'go'}`,
		'choice-without-service': ({login}: {login: string}) =>
			`“${login}” has no TV service in billing to record channels for. Add the account first.`,
		'choice-without-plan': ({login, tvId}: {login: string; tvId: number}) =>
			`The TV service ${tvId} of “${login}” has no tariff plan in billing, under which channels are chosen. Give it one there.`,
		'choice-of-unknown': ({login, channels}: {login: string; channels: readonly string[]}) =>
			`“${login}” has chosen what billing does not have: ${channels.join(', ')}. Import the channels first.`,
		'plan-undo-choices': ({
			login,
			tvId,
			added,
			removed,
		}: {
			login: string;
			tvId: number;
			added: number;
			removed: number;
		}) =>
			`Take ${count(added, 'recorded channel')} from the TV service ${tvId} of “${login}”${removed > 0 ? `, and put ${removed} back` : ''}.`,
		'undone-choices': ({login, tvId}: {login: string; tvId: number}) =>
			`The TV service ${tvId} of “${login}” has its previous channels again.`,
	},
};
