import {message} from '../../i18n/translator.ts';
import type {ChangeSet} from '../../sync/changes/change.ts';
import type {RowAction} from '../../sync/action.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Account} from './account.ts';
import {allAccounts, parseTvId} from './account-index.ts';
import type {AccountComparison} from './build-row.ts';
import {
	numberNote,
	numberNotWritten,
	numberRecovered,
	returningNumber,
	undoNotFinished,
	undoneNumber,
} from './account-change.ts';
import {planAdd, type AddValues} from './plan-add.ts';

/** The account numbers that can be TV ids. */
const tvIdsOf = memoizeWeak((accounts: readonly Account[]): readonly number[] =>
	accounts.flatMap(({account_number}) => parseTvId(account_number) ?? []),
);

/** `+`: adds the account to billing, and writes its TV id as the account number to Stalker. */
export const add: RowAction<AccountComparison> = {
	resource: 'accounts',
	scope: 'rows',
	name: 'add',
	key: '+',
	confirmation: 'when-several',
	bulk: {flag: 'all-unsynced', includes: ({mark}) => mark !== '=' && mark !== '-' && mark !== '?'},
	changes: planAdd,
	reserved: ({stalker}) => ({
		// Read only where a number is allotted.
		get service() {
			return tvIdsOf(allAccounts(stalker));
		},
	}),

	summary(set) {
		const {login, tvId, customer, plan, fees} = valuesOf(set);
		if (set.changes.length === 0) return message('plan-nothing', {login});
		if (!writesService(set)) return message('plan-number', {login, tvId: tvId!});
		const values = {login, plan, fees, number: tvId};
		return customer === null
			? message('plan-add-new', values)
			: message('plan-add-known', {...values, customer});
	},
	done(set, results) {
		const {login, tvId} = valuesOf(set);
		const service = results[indexOf(set, 'service')];
		if (service?.is !== 'applied')
			return message('number-written', {login, tvId: Number(service?.current?.['id'] ?? tvId)});
		const created = set.changes[indexOf(set, 'customer')]!.operation === 'create';
		return message('added', {login, tvId: Number(service.current!['id']), created});
	},
	unchanged(set, results) {
		const {login, tvId} = valuesOf(set);
		const service = results[indexOf(set, 'service')];
		if (service) return message('already-added', {login, tvId: Number(service.current!['id'])});
		return set.changes.length === 0
			? message('plan-nothing', {login})
			: message('number-written', {login, tvId: tvId!});
	},
	notDone: numberNotWritten,
	recovered: numberRecovered,
	undoSummary(undo) {
		const {login} = valuesOf(undo);
		const number = returningNumber(undo);
		const service = undo.changes[indexOf(undo, 'service')];
		if (!service) return message('plan-undo-number', {login, number});
		const created = indexOf(undo, 'customer') >= 0;
		return message('plan-undo-add', {login, tvId: Number(service.key['id']), created, number});
	},
	undone(undo, results) {
		const {login} = valuesOf(undo);
		const tvId = Number(undo.changes[indexOf(undo, 'service')]?.key['id']);
		return (
			undoneNumber(undo, results) ?? message('undone-add', {login, tvId, note: numberNote(undo, results)})
		);
	},
	notUndone: undoNotFinished,
};

const valuesOf = ({values}: ChangeSet): AddValues => values as AddValues;

const indexOf = ({changes}: ChangeSet, name: 'customer' | 'service'): number =>
	changes.findIndex(({record}) => record === name);

const writesService = (set: ChangeSet): boolean => indexOf(set, 'service') >= 0;
