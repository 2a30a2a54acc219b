import {expect, test} from 'vitest';
import {type RowAction, refuse} from '../../source/sync/action.ts';
import {planRows, runPlan} from '../../source/sync/plan-runner.ts';
import type {Row, Comparison} from '../../source/sync/row.ts';
import type {AppContext} from '../../source/app/context.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((key): Row => ({
	key,
	mark: '+',
	differences: [],
	stalker: key,
	billing: null,
	matchedBy: null,
}));
const comparison: Comparison = {
	stalker: {items: rows, invalid: [], warnings: []},
	billing: null,
	rows,
	short: null,
};
const anAction = (more: Partial<RowAction> = {}): RowAction => ({
	resource: 'accounts',
	scope: 'rows',
	name: 'try',
	key: 't',
	confirmation: 'when-several',
	bulk: null,
	// It writes nothing, so that neither system is needed.
	changes: ({key}) => (key === 'c' ? refuse({code: 'no', values: {}}) : {changes: []}),
	summary: () => ({code: 'said', values: {}}),
	done: () => ({code: 'done', values: {}}),
	...more,
});

test('refused rows are among the outcomes', async () => {
	const context = {} as AppContext;
	const outcomes = await runPlan(planRows(anAction(), rows, comparison), comparison, context);
	expect(outcomes.map(({is, key, message}) => `${key} ${is} ${message.code}`)).toEqual([
		'c refused no',
		'a done done',
		'b done done',
		'd done done',
		'e done done',
	]);
});

test('a refusal refers to the row of the way out', () => {
	const related = {resource: 'tariffs', id: 'gold'};
	const action: RowAction = {
		...anAction(),
		changes: ({key}) => refuse({code: 'no', values: {}}, key === 'a' ? related : undefined),
	};
	const [first, second] = planRows(action, rows, comparison).refused;
	expect(first).toEqual({is: 'refused', key: 'a', message: {code: 'no', values: {}}, related});
	expect(second).not.toHaveProperty('related');
});
