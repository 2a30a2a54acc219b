/** What refers to a row that an undo would remove. */
const referenceNames: Readonly<Record<string, string>> = {
	services: 'the customer has other TV services',
	subscribers: 'TV services are on it',
	channels: 'channels were chosen for it',
	bills: 'the customer has other bills',
	customers: 'other customers use the bill',
	log: 'billing’s log has other entries about the customer',
	plans: 'another plan leads to it',
	intervals: 'it has prices by the hour',
	fees: 'fees were taken from the customer',
	payments: 'the customer has paid',
	shedule: 'something is planned for the customer',
	iptv_calls: 'the customer has watched',
	iptv_devices: 'the customer has devices',
};

/** Names of the portal's fields and resources for people. */
const fieldNames: Readonly<Record<string, string>> = {
	login: 'login',
	full_name: 'name',
	account_number: 'account number',
	tariff_plan: 'tariff plan',
	stb_mac: 'MAC',
	account_balance: 'balance',
	end_date: 'expiry',
	subscription: 'channels',
	packages: 'packages',
	modules: 'blocked modules',
	'additional-services': 'additional services',
};

const fieldList = (names: readonly string[]): string =>
	joinNames(names.map(name => fieldNames[name] ?? name));
const joinNames = (names: readonly string[]): string => names.join(', ');
const numberText = (number: string | null, head = '; Stalker’s account number '): string =>
	number === null ? '' : number === '' ? `${head}is emptied again` : `${head}becomes “${number}” again`;
const withNote = (sentence: string, note: string): string => (note === '' ? sentence : `${sentence} ${note}`);

/** What a recreated account has lost. */
export type LostParts = {
	readonly mac: string | null;
	readonly respelled: string | null;
	readonly snapshot: boolean;
	readonly end: boolean;
	readonly plan: string | null;
};

/** English: undo. */
export const undoMessages = {
	'plan-undo-add': ({
		login,
		tvId,
		created,
		number,
	}: {
		login: string;
		tvId: number;
		created: boolean;
		number: string | null;
	}) =>
		`Undo adding “${login}”: remove the TV service ${tvId} from billing${created ? ', with the customer and his empty bill' : '; the customer stays'}${numberText(number)}.`,
	'undone-add': ({login, tvId, note}: {login: string; tvId: number; note: string}) =>
		withNote(`“${login}” is not in billing any more (TV service ${tvId}), as before.`, note),
	'plan-undo-link': ({
		login,
		tvId,
		before,
		number,
	}: {
		login: string;
		tvId: number;
		before: string;
		number: string | null;
	}) => `Undo linking “${login}”: the TV service ${tvId} is that of “${before}” again${numberText(number)}.`,
	'undone-link': ({login, tvId, note}: {login: string; tvId: number; note: string}) =>
		withNote(`The TV service ${tvId} is not linked to “${login}” any more.`, note),
	'plan-undo-number': ({login, number}: {login: string; number: string | null}) =>
		number === null
			? `Billing is as before; close the entry of “${login}” that was left open.`
			: `Stalker’s account number of “${login}” ${numberText(number, '')}.`,
	'undone-number': ({login, note}: {login: string; note: string}) =>
		withNote(`“${login}” is as before.`, note),
	'number-back': ({number}: {number: string}) =>
		`Stalker’s account number ${number === '' ? 'is empty' : `is “${number}”`} again.`,
	'number-stays': ({reason}: {reason: string}) => `Its account number in Stalker stays: ${reason}`,
	'number-taken': ({number, others}: {number: string; others: readonly string[]}) =>
		`“${number}” is the account number of ${joinNames(others)} now.`,
	'not-sendable': ({field}: {field: string}) =>
		`The portal would not take its ${fieldList([field])} as it is.`,
	'undo-unclear': ({login, message, entry}: {login: string; message: string; entry: string}) =>
		`Billing is as before, but whether the account number of “${login}” was restored is not known: ${message} To finish: stalker-console journal undo ${entry}`,
	'plan-undo-delete': ({login, fields}: {login: string; fields: readonly string[]}) =>
		`Create the account “${login}” in Stalker again, with its ${fieldList(fields)}.`,
	/**
	`mac`: it cannot be sent. `respelled`: as it will be written. `end`: the portal shows no expiry. `plan`: the default one, whose name is
	sent.
	*/
	'ask-lost': ({mac, respelled, snapshot, end, plan}: LostParts) =>
		[
			`Not restored: password, parent password, tokens, favourites, viewing history${end ? ', expiry (this portal does not show it)' : ''}; Stalker gives it a new id.`,
			...(snapshot
				? []
				: ['Chosen channels, packages and blocked modules were not recorded, and are lost, too.']),
			...(mac === null ? [] : [`Its MAC “${mac}” is none that can be sent.`]),
			...(respelled === null ? [] : [`Its MAC will be written as ${respelled}.`]),
			...(plan === null
				? []
				: [`It gets the tariff plan “${plan}” by name, even if it only followed the default.`]),
		].join(' '),
	'ask-restart': () => 'Its packages are booked again: the portal tells the box to restart.',
	'ask-tariff-gone': ({tariff}: {tariff: string}) =>
		`The portal has no tariff plan “${tariff}” any more: the account will have the default one.`,
	'plan-undo-finish': ({login}: {login: string}) =>
		`The account “${login}” is in Stalker again; finish what was interrupted.`,
	'undone-delete': ({login, note}: {login: string; note: readonly string[]}) =>
		[`“${login}” is in Stalker again.`, ...note].join(' '),
	'plan-is-now': ({plan}: {plan: string}) => `Its tariff plan is now “${plan}”, the portal’s default.`,
	'ask-plan-lost': ({login}: {login: string}) =>
		`The tariff plan of “${login}” has no external_id: undo can only give it the portal’s default plan.`,
	'ask-never-back': ({login, fields}: {login: string; fields: readonly string[]}) =>
		`Undo could not bring “${login}” back: the portal creates no account with its ${fieldList(fields)}.`,
	'ask-mac-lost': ({login, mac}: {login: string; mac: string}) =>
		`Undo could not bring back the MAC “${mac}” of “${login}”: the portal takes none like it.`,
	'ask-no-return': ({login, fields}: {login: string; fields: readonly string[]}) =>
		`“${login}” shares its ${fieldList(fields)} with another account, so undo could not bring it back.`,
	'not-restored': ({what}: {what: readonly string[]}) => `These did not come back: ${fieldList(what)}.`,
	'came-back-other': ({fields}: {fields: readonly string[]}) =>
		`Stalker shows other values than before: ${fieldList(fields)}.`,
	'not-created': ({login, message}: {login: string; message: string}) =>
		`“${login}” is not in Stalker: ${message}`,
	'create-unclear': ({login, message, entry}: {login: string; message: string; entry: string}) =>
		`Whether “${login}” is in Stalker again is not known: ${message} To check and finish: stalker-console journal undo ${entry}`,
	'create-unseen': () => 'The portal confirmed it, but does not show the account.',
	'taken-in-stalker': ({field, value, others}: {field: string; value: string; others: readonly string[]}) =>
		`The ${fieldList([field])} “${value}” belongs to ${joinNames(others)} in Stalker now, so the account cannot be made again.`,
	'plan-undo-import': ({name, id}: {name: string; id: number}) =>
		`Undo the import of “${name}”: remove the tariff plan ${id} from billing.`,
	'undone-import': ({name, id}: {name: string; id: number}) =>
		`The tariff plan “${name}” (${id}) is not in billing any more.`,
	'plan-undo': ({action, key}: {action: string; key: string}) => `Undo ${action} ${key}.`,
	undone: ({key}: {key: string}) => `“${key}” is as it was before.`,
	'undo-changed': ({fields}: {fields: readonly string[]}) =>
		`Billing is not what was written then (${joinNames(fields)}): undo it in billing by hand.`,
	'undo-changed-stalker': ({fields}: {fields: readonly string[]}) =>
		`Stalker is not what was written then${fields.length === 0 ? '' : ` (${fieldList(fields)})`}: undo it in the portal's panel by hand.`,
	'undo-deposit': ({deposit}: {deposit: string}) =>
		`The customer’s bill holds ${deposit}: undo is refused while there is money on it.`,
	'undo-referred': ({by}: {by: readonly string[]}) =>
		`It cannot be removed: ${joinNames(by.map(kind => referenceNames[kind] ?? kind))}.`,
	'undo-taken': ({with: what, tvIds}: {with: string; tvIds: readonly number[]}) =>
		`The ${what === 'mac' ? 'MAC' : what} that the service had before belongs to the service ${joinNames(tvIds.map(String))}.`,
	'undo-under-way': ({journal, minutes}: {journal: string; minutes: number}) =>
		`It is being undone already (journal entry ${journal}), or that undo was interrupted. Try again in ${minutes} minutes.`,
	'already-undone': () => 'It was undone already.',
	'undo-failed': () => 'It failed: there is nothing to undo.',
	'undo-nothing': () => 'It changed nothing: there is nothing to undo.',
	'undo-open': () => 'It has no recorded end: read the list again, and finish it before you undo it.',
	'undo-made-by': ({operator}: {operator: string}) => `${operator} made this change.`,
	'undo-of-undo': () => 'An undo cannot be undone; repeat the action.',
	'not-undoable': ({action}: {action: string}) => `“${action}” cannot be undone.`,
	'undo-elsewhere': () => 'It was done on another portal: open that one.',
};
