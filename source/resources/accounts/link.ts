import type {Customer} from '../../billing/read-types.ts';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {compareKey} from '../../normalize/collation.ts';
import {textOf, update, type Change, type ChangeSet} from '../../sync/changes/change.ts';
import {type RowAction, refuse} from '../../sync/action.ts';
import {type Account, foldName} from './account.ts';
import {allAccounts, parseTvId} from './account-index.ts';
import {addRefusal} from './add-checks.ts';
import {hasService} from './billing-customers.ts';
import type {AccountComparison} from './build-row.ts';
import {
	accountAssertion,
	freeNumberAssertion,
	numberChange,
	numberNote,
	numberNotWritten,
	numberRecovered,
	numberRefusal,
	returningNumber,
	undoNotFinished,
	undoneNumber,
	writesNumber,
	storedMac,
} from './account-change.ts';
import {linkChoices} from './link-choices.ts';

/** Values of the messages. */
type Values = {
	readonly login: string;
	readonly customer: string;
	readonly tvId: number;
	/** The service before. */
	readonly before: {readonly cid: string; readonly iptv_login: string};
};

/** `l`: links the account to an existing service. Writes `cid` and `iptv_login`, then the number as `+` does. Always asks. */
export const link: RowAction<AccountComparison> = {
	resource: 'accounts',
	scope: 'rows',
	name: 'link',
	key: 'l',
	confirmation: 'always',
	bulk: null,
	// Another account may match the service.
	isDecidedAmongAll: true,
	argument: {
		name: 'service',
		form: 'positional',
		accepts: text => /^[1-9]\d*$/.test(text),
		choices: linkChoices,
	},

	changes(row, comparison, {choice = ''}) {
		const tvId = Number(choice);
		if (row.mark === '=' || row.mark === '~') return refuse(message('link-only-unmatched'));
		if (row.mark !== '+') return refuse(addRefusal(row) ?? message('link-only-unmatched'));
		const unstorable = addRefusal(row);
		if (unstorable) return refuse(unstorable);
		const account = row.stalker!;
		const {login} = account;
		const subscriber = comparison.billing.customers
			.filter(hasService)
			.find(({service}) => service.id === tvId);
		if (!subscriber) return refuse(message('service-unknown', {tvId: choice}));
		if (comparison.short) return refuse(message('list-short', comparison.short));
		// A service of status 2 should not be in Stalker and has no row of its own; any other service without account is a `-`.
		const free = comparison.rows.some(
			({mark, billing: other}) => mark === '-' && other?.service?.id === tvId,
		);
		const claimed = comparison.rows.some(
			({stalker, billing: other}) => stalker !== null && other?.service?.id === tvId,
		);
		if (!free && (claimed || subscriber.service.disable !== 2))
			return refuse(message('service-matched', {tvId}));
		const isNumbered = parseTvId(account.account_number) === tvId;
		const unwritable = isNumbered ? null : numberRefusal(account, tvId, allAccounts(comparison.stalker));
		if (unwritable) return unwritable;
		const {cid, iptv_login} = subscriber.service;
		const values: Values = {login, customer: subscriber.login, tvId, before: {cid, iptv_login}};
		return {
			changes: [
				isNumbered ? accountAssertion(account) : freeNumberAssertion(tvId),
				serviceChange(account, values, comparison.billing.abills !== null),
				...(isNumbered ? [] : [numberChange(account, tvId)]),
			],
			questions: questions(account, subscriber, row.billing, isNumbered ? null : tvId),
			values,
		};
	},

	summary(set) {
		const {login, customer, tvId} = valuesOf(set);
		const {before, after} = set.changes.find(({record}) => record === 'service')!;
		return message('plan-link', {
			...{login, customer, tvId},
			number: writesNumber(set),
			changes: Object.entries(after!)
				.map(([field, to]) => ({field, from: textOf(before![field]), to: textOf(to)}))
				.filter(({from, to}) => from !== to),
		});
	},
	done(set) {
		const {login, tvId} = valuesOf(set);
		return message('linked', {login, tvId});
	},
	notDone: numberNotWritten,
	undoSummary(undo) {
		const {login, tvId, before} = valuesOf(undo);
		const number = returningNumber(undo);
		return undo.changes.some(({system}) => system === 'billing')
			? message('plan-undo-link', {login, tvId, before: before.iptv_login || before.cid, number})
			: message('plan-undo-number', {login, number});
	},
	undone(undo, results) {
		const {login, tvId} = valuesOf(undo);
		return (
			undoneNumber(undo, results) ?? message('undone-link', {login, tvId, note: numberNote(undo, results)})
		);
	},
	notUndone: undoNotFinished,
	recovered: numberRecovered,
};

const valuesOf = ({values}: ChangeSet): Values => values as Values;

/** The service gets the account's login, and its MAC where it has one. */
function serviceChange(
	{login, stb_mac}: Account,
	{tvId, before: {cid, iptv_login}}: Values,
	isAbills: boolean,
): Change {
	const mac = storedMac(stb_mac, isAbills);
	return mac === ''
		? update('service', {id: tvId}, {iptv_login}, {iptv_login: login})
		: update('service', {id: tvId}, {cid, iptv_login}, {cid: mac, iptv_login: login});
}

/**
Asks about the customer whose bill pays, where he is not clearly the account's own customer, and about the number. `own`: the customer with
the account's login.
*/
function questions(
	account: Account,
	customer: Customer,
	own: Customer | null,
	tvId: number | null,
): readonly Message[] {
	const {login, fio: name, phone, deleted} = customer;
	const payer = {login, name, phone};
	const isOwn =
		(own !== null || compareKey(login) === compareKey(account.login)) &&
		(account.full_name.trim() === '' || foldName(account.full_name) === foldName(name));
	return [
		...(own && own.uid !== customer.uid
			? [message('ask-other-customer', {payer, own: {login: own.login, name: own.fio}})]
			: isOwn
				? []
				: [message('ask-other-name', {payer, own: {login: account.login, name: account.full_name}})]),
		...(deleted ? [message('ask-deleted', {login})] : []),
		...(tvId === null ? [] : [message('ask-number', {tvId, number: account.account_number})]),
	];
}
