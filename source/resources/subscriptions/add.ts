import type {Outcome, Planned, RowAction} from '../../sync/action.ts';
import {say} from '../../words/words.ts';
import type {Chooser, KnownChoices} from './compare.ts';
import {beyondOf, planAdd, type AddIntent, type Change} from './plan-add.ts';
import type {SubscriptionsReading} from './reading.ts';
import {record} from './record.ts';
import type {Subscription} from './subscription.ts';
import {undoAdd} from './undo-add.ts';

/** What becomes of channels that only billing has. */
const answers = ['keep', 'remove'] as const;

/** `+`: record in billing the channels that the account has chosen. What billing has beyond stays, unless it is asked for. */
export const add: RowAction<Subscription, Chooser, SubscriptionsReading, KnownChoices, AddIntent> = {
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
			return answers.map(value => ({value, text: value, says: say(`choice-${value}`, {n})}));
		},
		settled: (row, sheet) => beyondOf(row, sheet) === 0,
	},
	plan: planAdd,

	says(intent) {
		if (intent.is === 'nothing') return say('choices-same', intent);
		const {login, names, order, kept} = intent;
		return say('plan-choices', {login, tvId: order.tvId, ...names, kept});
	},
	asks: intent =>
		intent.is === 'change' && intent.names.remove.length > 0
			? [say('ask-unchoose', {n: intent.names.remove.length})]
			: [],
	undo: undoAdd,

	async run(planned, sheet, world): Promise<readonly Outcome[]> {
		const changes = planned.filter((one): one is Planned<Change> => one.intent.is === 'change');
		const became = changes.length > 0 ? await record(changes, sheet, world) : new Map<string, Outcome>();
		return planned.map(
			({key, intent}) =>
				became.get(key) ?? {
					is: 'done',
					key,
					changed: false,
					said: say('choices-same', intent as Extract<AddIntent, {is: 'nothing'}>),
				},
		);
	},
};
