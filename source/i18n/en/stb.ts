type Service = {readonly tvId: number; readonly cid: string};
type Old = {readonly mac: string; readonly online: boolean};

/** English: the screen of STB and the messages of its actions. */
export const stb = {
	screen: {
		title: 'STB',
		short: 'STB',
		ids: 'a MAC, a login or number:N',
		actions: {
			register: {
				label: 'register',
				description: "give a box to a customer's TV service",
				choose: 'For whom',
				argument: 'a login, id:TVID or new:LOGIN',
			},
			reboot: {label: 'reboot', description: 'restart boxes'},
			message: {
				label: 'message',
				description: 'show a text on boxes; the subscriber confirms it',
				choose: 'Text of the message',
				argument: 'the text',
			},
		},
	},
	messages: {
		'boxes-by-mac': () =>
			'The portal could not list its boxes (too little memory), so they were asked for by the MACs of its accounts. Boxes that no account names are missing.',
		'boxes-alone': () => 'The accounts could not be read: type and serial number are not known.',
		'box-not-in-stalker': ({mac}: {mac: string}) => `Stalker has no box ${mac}.`,
		'box-unnamed': ({mac}: {mac: string}) =>
			`“${mac}” is no MAC by which the portal finds a box. Correct it in the portal's panel.`,
		'box-doubled': ({mac}: {mac: string}) =>
			`Several accounts have the box ${mac}. Correct it in the portal's panel first.`,
		'box-taken': ({mac, tvIds}: {mac: string; tvIds: readonly number[]}) =>
			`The box ${mac} belongs to the TV ${tvIds.length === 1 ? 'service' : 'services'} ${tvIds.join(', ')} already.`,
		'box-names-nobody': ({mac}: {mac: string}) =>
			`Nothing that billing knows leads from the box ${mac} to one service. Say whom it is for: on the console by t on that row alone, by command a login, id:TVID or new:LOGIN.`,
		'box-which-service': ({login, services}: {login: string; services: readonly Service[]}) =>
			`“${login}” has the TV ${services.length === 1 ? 'service' : 'services'} ${services.map(({tvId, cid}) => `${tvId} (${cid === '' ? 'no box' : cid})`).join(', ')}. Say id:${services[0]!.tvId} to give it this box, or new:${login} for another service.`,
		'box-account-unknown': ({mac}: {mac: string}) =>
			`The account of the box ${mac} could not be read, so no service can be made for it. Read the accounts, then try again.`,
		'box-account-known': ({login}: {login: string}) =>
			`Billing knows the account “${login}” of this box already, by another name. See the account.`,
		'customer-unknown': ({login}: {login: string}) =>
			`Billing has no customer “${login}”. If the portal has an account of that name, add it to billing first: stalker-console accounts add ${login}`,
		'customer-several': ({login}: {login: string}) =>
			`Several customers are called “${login}”, apart from case or accents. Say id:TVID.`,
		'box-for-service': ({tvId}: {tvId: number}) => `TV service ${tvId}, which has no box`,
		'box-in-place': ({tvId}: {tvId: number}) => `TV service ${tvId}, in place of its box`,
		'box-for-new': () => 'a first TV service',
		'box-for-second': () => 'a second TV service',
		'plan-register': ({mac, login, tvId}: {mac: string; login: string; tvId: number}) =>
			`Give the box ${mac} to the TV service ${tvId} of “${login}”.`,
		'ask-box-owner': ({mac, owner}: {mac: string; owner: string}) =>
			`In Stalker the box ${mac} is that of “${owner}”.`,
		'ask-replace-box': ({tvId, old}: {tvId: number; old: readonly Old[]}) =>
			`The TV service ${tvId} loses its box: ${old.map(({mac, online}) => `${mac} (${online ? 'online now' : 'not online'})`).join(', ')}.`,
		registered: ({mac, login, tvId}: {mac: string; login: string; tvId: number}) =>
			`The box ${mac} belongs to the TV service ${tvId} of “${login}” now.`,
		'plan-undo-register': ({
			login,
			tvId,
			mac,
			before,
		}: {
			login: string;
			tvId: number;
			mac: string;
			before: string;
		}) =>
			`Take the box ${mac} from the TV service ${tvId} of “${login}”${before === '' ? '' : `, and give it back ${before}`}.`,
		'undone-register': ({login, tvId}: {login: string; tvId: number}) =>
			`The TV service ${tvId} of “${login}” has its previous box again.`,
		'plan-reboot': ({mac, login, online}: {mac: string; login: string; online: boolean}) =>
			`Reboot the box ${mac} of “${login}”, ${online ? 'which is online: TV restarts (about 1 min)' : 'which is not online'}.`,
		rebooted: ({mac}: {mac: string}) => `Reboot command sent to ${mac}.`,
		'not-rebooted': ({mac, message}: {mac: string; message: string}) =>
			`The box ${mac} was not rebooted. ${message}`,
		'reboot-unclear': ({mac, message}: {mac: string; message: string}) =>
			`Whether the reboot command reached ${mac} is not known. ${message}`,
		'plan-message': ({
			mac,
			login,
			online,
			text,
		}: {
			mac: string;
			login: string;
			online: boolean;
			text: string;
		}) =>
			`Show “${text}” on the box ${mac} of “${login}”, ${online ? 'which is online' : 'which is not online: within 7 days, once it is'}.`,
		'text-unsendable': () =>
			'The portal cannot store this text: write it without emoji and without database functions.',
		'event-sent': ({action, mac}: {action: string; mac: string}) => `Sent to ${mac}: ${action}.`,
		'event-not-sent': ({action, mac, message}: {action: string; mac: string; message: string}) =>
			`Not sent to ${mac}: ${action}. ${message}`,
		'event-unclear': ({action, mac, message}: {action: string; mac: string; message: string}) =>
			`Whether ${mac} was sent it is not known: ${action}. ${message}`,
		'event-interrupted': ({action, mac}: {action: string; mac: string}) =>
			`Interrupted: ${action} to ${mac}. Whether the portal sent it is not known; nothing else is left to do.`,
		'interrupted-reboot': ({mac}: {mac: string}) =>
			`A reboot of the box ${mac} was interrupted. Whether the portal sent it is not known; nothing else is left to do.`,
	},
};
