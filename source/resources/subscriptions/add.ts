import {message} from '../../i18n/translator.ts';
import type {Change} from '../../sync/changes/change.ts';
import type {RowAction} from '../../sync/action.ts';
import type {SubscriptionComparison} from './compare.ts';
import {beyondOf, changesOf, shortageOf, type AddValues} from './plan-add.ts';

/** What happens to channels that only billing has. */
const answers = ['keep', 'remove'] as const;

/**
`+`: record in billing the channels that the account has chosen. Channels that only billing has stay, unless the operator asks for their
removal.
*/
export const add: RowAction<SubscriptionComparison> = {
	resource: 'subscriptions',
	scope: 'rows',
	name: 'add',
	key: '+',
	confirmation: 'when-several',
	bulk: {flag: 'all-unsynced', includes: ({mark}) => mark === '~'},
	argument: {
		name: 'beyond',
		form: 'flag',
		answers,
		accepts: text => answers.some(answer => answer === text),
		choices: (row, comparison) => {
			const n = beyondOf(row, comparison);
			return answers.map(value => ({value, text: value, effect: message(`choice-${value}`, {n})}));
		},
		settled: (row, comparison) => beyondOf(row, comparison) === 0,
	},
	changes: changesOf,
	conflict: ({values}, comparison) => (valuesOf(values).remove.length > 0 ? shortageOf(comparison) : null),

	summary: ({changes, values}) =>
		changes.length === 0
			? message('choices-same', sameOf(values))
			: message('plan-choices', valuesOf(values)),
	done({values}) {
		const {login, add: added, remove, kept} = valuesOf(values);
		return message('choices-recorded', {login, added: added.length, removed: remove.length, kept});
	},
	unchanged: ({values}) => message('choices-same', sameOf(values)),
	related: ({values}) => valuesOf(values).account,
	notDone({changes}, {results}) {
		const index = changes.findIndex(({system}) => system === 'billing');
		const {is, current, reason} = results[index]!;
		if (is !== 'stale' || reason?.code !== 'stale-record') return null;
		const isOther = current === null || current['uid'] !== changes[index]!.before!['uid'];
		return message('choices-changed', {with: isOther ? 'service' : 'choices'});
	},
	undoSummary({changes: [change], values}) {
		const {login, tvId} = valuesOf(values);
		const [now, then] = [channelsIn(change!.before!), channelsIn(change!.after!)];
		return message('plan-undo-choices', {
			login,
			tvId,
			added: now.filter(id => !then.includes(id)).length,
			removed: then.filter(id => !now.includes(id)).length,
		});
	},
	undone({values}) {
		const {login, tvId} = valuesOf(values);
		return message('undone-choices', {login, tvId});
	},
};

const valuesOf = (values: unknown): AddValues => values as AddValues;
const sameOf = (values: unknown) => {
	const {login, kept} = valuesOf(values);
	return {login, beyond: kept};
};
const channelsIn = (fields: NonNullable<Change['before']>): readonly number[] =>
	fields['channels'] as readonly number[];
