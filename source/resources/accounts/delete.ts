import type {Customer} from '../../billing/read-types.ts';
import {isRunAsSql} from '../../stalker/safe-request.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {compareKey} from '../../normalize/collation.ts';
import {message} from '../../i18n/translator.ts';
import type {Message} from '../../i18n/message.ts';
import {
	assertion,
	deletion,
	isDone,
	textOf,
	type Change,
	type ChangeResult,
	type ChangeSet,
	type Fields,
} from '../../sync/changes/change.ts';
import {type RowAction, refuse, withoutRecord} from '../../sync/action.ts';
import {type Account, accountLabel} from './account.ts';
import {accountKey, watchedFields} from './account-change.ts';
import {allAccounts, sharedIdentifiers, findWriteAddress} from './account-index.ts';
import {customerLabel} from './billing-customers.ts';
import type {AccountComparison} from './build-row.ts';

/** `d`: deletes the account from Stalker. Billing is not changed: the row becomes `-`, or disappears if billing does not have it. */
export const remove: RowAction<AccountComparison> = {
	resource: 'accounts',
	scope: 'rows',
	name: 'delete',
	key: 'd',
	confirmation: 'typed-count',
	bulk: null,
	// The portal hides the second account with a login, and a short list must not lead to a deletion.
	isDecidedAmongAll: true,
	warning: message('delete-loses'),

	changes(row, {stalker, short}) {
		const {stalker: account, billing} = row;
		if (short) return refuse(message('list-short', short));
		if (!account) {
			const login = billing ? customerLabel(billing) : row.key;
			return refuse(withoutRecord(row, message('only-in-billing', {login})));
		}

		const everyone = allAccounts(stalker);
		const address = findWriteAddress(account, everyone);
		const login = accountLabel(account);
		if (!address) return refuse(message('unaddressable', {login}));
		return {
			changes: [
				...(billing?.service ? [serviceAssertion(billing.service)] : []),
				{
					...deletion('account', accountKey(account), watchedFields(account)),
					...(account.tariff_plan === '' && {loses: [message('ask-plan-lost', {login})]}),
				},
			],
			questions: noReturnQuestions(account, everyone),
			values: {login, path: address.path, online: account.online === '1', plan: account.tariff_plan ?? ''},
		};
	},

	summary: ({values}) =>
		message('plan-delete', {
			...named(values),
			path: String(values['path']),
			online: values['online'] === true,
		}),
	done: ({values}) => message('deleted', named(values)),
	notDone({changes, values}, {results}) {
		const {is, current, reason} = results[changes.findIndex(({record}) => record === 'account')]!;
		if (is === 'unknown') return message('delete-unclear', {...named(values), message: reason!});
		// Nothing was sent where the account was not found.
		if (is !== 'failed' || current === null) return null;
		return message('not-deleted', {
			...named(values),
			message: reason!.code === 'read-back-differs' ? message('read-back-failed') : reason!,
		});
	},
	recovered: ({rowKey}, state) =>
		state === 'open'
			? null
			: message(state === 'done' ? 'interrupted-deleted' : 'interrupted-not-deleted', {subject: rowKey}),

	undoSummary: ({changes, values}) =>
		values['isContinued']
			? message('plan-undo-finish', named(values))
			: message('plan-undo-delete', {...named(values), fields: restoredFields(changes)}),
	undone: (set, results) => message('undone-delete', {...named(set.values), note: notesOn(set, results)}),
	notUndone({changes, values, undoes}, {results, cause}) {
		const index = changes.findIndex(({record}) => record === 'account');
		const {is, reason} = results[index] ?? {is: 'skipped'};
		if (is === 'unknown')
			return message('create-unclear', {
				...named(values),
				message:
					reason!.code === 'read-back-differs' || cause === undefined ? message('create-unseen') : reason!,
				entry: undoes!.entry,
			});
		return is === 'failed' ? message('not-created', {...named(values), message: reason!}) : null;
	},
};

/** The service of the row is still as it was seen: it must not have been switched on since. */
const serviceAssertion = ({id, cid, iptv_login, disable, tp_id}: NonNullable<Customer['service']>): Change =>
	assertion('service', {id}, {cid, iptv_login, disable, tp_id: tp_id ?? 0});

const named = (values: ChangeSet['values']) => ({login: String(values['login'])});

/** Why an undo could not restore the account, or not completely. */
function noReturnQuestions(account: Account, everyone: readonly Account[]): readonly Message[] {
	const login = accountLabel(account);
	const shared = sharedIdentifiers(account, everyone);
	const refused =
		account.login === '' || account.login === '0'
			? ['login']
			: Object.entries(watchedFields(account)).flatMap(([name, value]) =>
					isRunAsSql(textOf(value)) ? [name] : [],
				);
	const {stb_mac: mac} = account;
	return [
		...(shared.length > 0 ? [message('ask-no-return', {login, fields: shared})] : []),
		...(refused.length > 0 ? [message('ask-never-back', {login, fields: refused})] : []),
		...(mac !== '' && normalizeMac(mac) === null ? [message('ask-mac-lost', {login, mac})] : []),
	];
}

/** The fields of the account, and the other records, that an undo writes again. */
const restoredFields = (changes: ChangeSet['changes']): readonly string[] =>
	changes.flatMap(({record, after}) =>
		record === 'account' ? Object.keys(after!).filter(field => field !== 'login') : [record],
	);

/** The differences between the restored account and the deleted one. */
function notesOn({changes, values}: ChangeSet, results: readonly ChangeResult[]): readonly Message[] {
	const index = changes.findIndex(({record}) => record === 'account');
	const sent: Fields = changes[index]?.after ?? {};
	const now = results[index]?.current ?? null;
	const others = now ? Object.keys(sent).filter(field => !isAlike(now[field], sent[field])) : [];
	const plan = textOf(now?.['tariff_plan']);
	const missing = changes.flatMap(({record}, place) => (isDone(results[place]!) ? [] : [record]));
	return [
		...(others.length > 0 ? [message('came-back-other', {fields: others})] : []),
		...(now && plan !== '' && !isAlike(plan, String(values['plan'])) ? [message('plan-is-now', {plan})] : []),
		...(missing.length > 0 ? [message('not-restored', {what: missing})] : []),
		...results.flatMap(({reason}) => reason ?? []),
	];
}

/** The form in which the portal shows the values it was sent: dates with a time, balances unchanged. */
const isAlike = (one: Fields[string] | undefined, other: Fields[string] | undefined): boolean =>
	compareKey(textOf(one)) === compareKey(textOf(other));
