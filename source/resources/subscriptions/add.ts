import type {Outcome, Planned, RowAction} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import type {ServiceWithChannels, BillingChoices} from './compare.ts';
import {beyondOf, planAdd, type AddIntent, type Change} from './plan-add.ts';
import type {SubscriptionList} from './read-subscriptions.ts';
import {record} from './record.ts';
import type {Subscription} from './subscription.ts';
import {undoAdd} from './undo-add.ts';
import type {ResourceContext} from '../context.ts';

/** What becomes of channels that only billing has. */
const answers = ['keep', 'remove'] as const;

/** `+`: record in billing the channels that the account has chosen. What billing has beyond stays, unless it is asked for. */
export const add: RowAction<Subscription, ServiceWithChannels, SubscriptionList, BillingChoices, AddIntent> =
	{
		name: 'add',
		on: 'rows',
		key: '+',
		guard: 'act',
		bulk: {flag: 'all-unsynced', takes: ({mark}) => mark === '~'},
		argument: {
			name: 'beyond',
			given: 'flag',
			answers,
			accepts: text => answers.some(answer => answer === text),
			choices: (row, sheet) => {
				const n = beyondOf(row, sheet);
				return answers.map(value => ({value, text: value, effect: message(`choice-${value}`, {n})}));
			},
			settled: (row, sheet) => beyondOf(row, sheet) === 0,
		},
		plan: planAdd,

		summary(intent) {
			if (intent.is === 'nothing') return message('choices-same', intent);
			const {login, names, order, kept} = intent;
			return message('plan-choices', {login, tvId: order.tvId, ...names, kept});
		},
		questions: intent =>
			intent.is === 'change' && intent.names.remove.length > 0
				? [message('ask-unchoose', {n: intent.names.remove.length})]
				: [],
		undo: undoAdd,

		async run(planned, sheet, context: ResourceContext): Promise<readonly Outcome[]> {
			const changes = planned.filter((one): one is Planned<Change> => one.intent.is === 'change');
			const became = changes.length > 0 ? await record(changes, sheet, context) : new Map<string, Outcome>();
			return planned.map(
				({key, intent}) =>
					became.get(key) ?? {
						is: 'done',
						key,
						changed: false,
						said: message('choices-same', intent as Extract<AddIntent, {is: 'nothing'}>),
					},
			);
		},
	};
