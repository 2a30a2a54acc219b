import type {SetResult} from '../../sync/changes/ports.ts';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {assertion, textOf, update, type ChangeSet} from '../../sync/changes/change.ts';
import {storedMac} from '../accounts/account-change.ts';
import {type ChangeDraft, type RowAction, refuse, type Refusal, withoutRecord} from '../../sync/action.ts';
import {add} from '../accounts/add.ts';
import {type Subscriber, customerLabel} from '../accounts/billing-customers.ts';
import {parseMacs} from '../accounts/customer-index.ts';
import type {Box} from './read-boxes.ts';
import type {BoxComparison, BoxRow} from './compare.ts';
import {hasOneTarget, parseTarget, suggestTarget, registerChoices} from './register-targets.ts';
import type {Customer} from '../../billing/read-types.ts';
import {planRow} from '../../sync/plan-runner.ts';
import {compareAccounts} from '../accounts/compare.ts';
import type {AccountComparison, AccountRow} from '../accounts/build-row.ts';

/** Values of the messages about a box that an existing service gets. */
type Values = {
	readonly mac: string;
	readonly login: string;
	readonly tvId: number;
};

/** `t`: give a box to a customer's TV service. Never appends to a list of boxes. */
export const register: RowAction<BoxComparison> = {
	resource: 'stb',
	scope: 'rows',
	name: 'register',
	key: 't',
	confirmation: 'always',
	bulk: null,
	argument: {
		name: 'login',
		form: 'positional',
		accepts: text => text.trim() !== '',
		choices: registerChoices,
		settled: ({stalker, mark}, {billing}) =>
			mark !== '+' || stalker === null || hasOneTarget(stalker, billing),
	},

	changes(row, comparison, {choice}) {
		const box = boxOf(row, comparison);
		if ('refused' in box) return box;
		const {mac, stalker} = box;
		const target =
			choice === undefined
				? suggestTarget(stalker, comparison.billing)
				: parseTarget(choice, comparison.billing);
		if (target === null) return refuse(message('box-names-nobody', {mac}));
		if ('refused' in target) return target;
		if (target.is === 'service') return planBox(box, target.subscriber, comparison);
		const added = planNewService(mac, target.customer, comparison);
		if ('refused' in added) return added;
		const {changes, questions, values, ...as} = added;
		const owner = ownerQuestion(stalker, mac, [target.customer.login]);
		return {changes, questions: [...owner, ...questions], values, as};
	},

	summary: set => (isOwn(set) ? message('plan-register', valuesOf(set)) : add.summary(set)),
	done: (set, results) => (isOwn(set) ? message('registered', valuesOf(set)) : add.done(set, results)),
	unchanged: (set, results) =>
		isOwn(set) ? message('registered', valuesOf(set)) : add.unchanged!(set, results),
	notDone: (set, result) => (isOwn(set) ? refusalOf(set, result) : add.notDone!(set, result)),
	undoSummary(undo) {
		const {login, tvId, mac} = valuesOf(undo);
		return message('plan-undo-register', {login, tvId, mac, before: textOf(undo.changes[0]!.after!['cid'])});
	},
	undone(undo) {
		const {login, tvId} = valuesOf(undo);
		return message('undone-register', {login, tvId});
	},
};

/** Whether a service that there is gets the box; else a new one is made for its account. */
const isOwn = ({resource}: ChangeSet): boolean => resource === 'stb';

const valuesOf = ({values}: ChangeSet): Values => values as Values;

type KnownBox = {readonly mac: string; readonly stalker: Box};

/** The box of a row, when it can be registered. */
function boxOf(row: BoxRow, {short}: BoxComparison): KnownBox | Refusal {
	const {stalker, billing, mark, key, differences} = row;
	if (mark === '?') return refuse(message('not-known'));
	if (!stalker) return refuse(withoutRecord(row, message('box-not-in-stalker', {mac: key})));
	if (mark === '!') return refuse(message('conflict', {drifts: differences}));
	const mac = normalizeMac(stalker.mac);
	if (mac === null) return refuse(message('box-unnamed', {mac: stalker.mac}));
	if (billing)
		return refuse(message('box-taken', {mac, tvIds: [billing.service.id]}), {
			resource: 'accounts',
			id: String(billing.service.id),
		});
	return short ? refuse(message('list-short', short)) : {mac, stalker};
}

function planBox({mac, stalker}: KnownBox, subscriber: Subscriber, comparison: BoxComparison): ChangeDraft {
	const {id: tvId, cid, iptv_login} = subscriber.service;
	const old = parseMacs(cid).map(other => ({mac: other, online: isOnline(other, comparison)}));
	const box = assertion('box', {mac}, {login: stalker.login, ls: stalker.ls});
	const after = {cid: storedMac(stalker.mac, comparison.billing.abills !== null)};
	const values: Values = {mac, login: customerLabel(subscriber), tvId};
	return {
		changes: [box, update('service', {id: tvId}, {cid}, after)],
		questions: [
			...ownerQuestion(stalker, mac, [subscriber.login, iptv_login]),
			...(old.length > 0 ? [message('ask-replace-box', {tvId, old})] : []),
		],
		values,
	};
}

/** A question about the account that has the box in Stalker, where it is another customer's. */
const ownerQuestion = ({login}: Box, mac: string, own: readonly string[]): readonly Message[] =>
	login.trim() === '' || own.some(name => compareKey(name) === compareKey(login))
		? []
		: [message('ask-box-owner', {mac, owner: login})];

const isOnline = (mac: string, {stalker: {items}}: BoxComparison): boolean =>
	items.some(box => normalizeMac(box.mac) === mac && box.online === '1');

/** Why nothing was written; `null`: the reason itself. */
function refusalOf(set: ChangeSet, {results}: SetResult): Message | null {
	const [box, service] = results;
	if (box?.is === 'stale') return message('changed-row', {key: set.rowKey});
	const reason = service?.reason;
	return reason?.code === 'billing-changed' && reason.values['with'] === 'mac'
		? message('box-taken', {mac: valuesOf(set).mac, tvIds: reason.values['tvIds'] as readonly number[]})
		: null;
}

/** What `+` would do to the account of this box, with this customer's bill. */
function planNewService(mac: string, customer: Customer, comparison: BoxComparison): ChangeSet | Refusal {
	const accounts = accountsOf(comparison);
	const row = accounts && accountOf(mac, accounts);
	if (!row) return refuse(message('box-account-unknown', {mac}));
	// An account that has a service in billing does not get a second one through its box.
	if (row.mark !== '+')
		return refuse(message('box-account-known', {login: row.stalker!.login}), {
			resource: 'accounts',
			id: row.key,
		});
	return planRow(add, {...row, billing: customer}, accounts);
}

function accountOf(mac: string, {rows}: AccountComparison): AccountRow | null {
	const [row, ...more] = rows.filter(({stalker}) => stalker && normalizeMac(stalker.stb_mac) === mac);
	return row && more.length === 0 ? row : null;
}

/** The accounts screen's own view of what was read for the boxes. */
function accountsOf({stalker: {accounts}, billing, short}: BoxComparison): AccountComparison | null {
	if (!accounts) return null;
	return {stalker: accounts, billing, rows: compareAccounts(accounts, billing, short !== null), short};
}
