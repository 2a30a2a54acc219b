import {expect, test} from 'vitest';
import type {Outcome, RowAction} from '../../source/sync/action.ts';
import {planRows, runPlan} from '../../source/sync/plan-runner.ts';
import type {Row, Comparison} from '../../source/sync/row.ts';
import type {AppContext} from '../../source/app/context.ts';
import {refuse} from '../../source/sync/refusal.ts';

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
/** The actions of these tests touch neither system. */
const context = {} as AppContext;

const anAction = (run: (keys: readonly string[]) => void, size?: number): RowAction => ({
	on: 'rows',
	name: 'try',
	key: 't',
	guard: 'act',
	bulk: null,
	...(size !== undefined && {size}),
	plan: ({key}) => (key === 'c' ? refuse({code: 'no', values: {}}) : {key}),
	summary: () => ({code: 'said', values: {}}),
	questions: () => [],
	async run(planned) {
		run(planned.map(({key}) => key));
		return planned.map(({key}): Outcome => ({
			is: 'done',
			key,
			changed: true,
			said: {code: 'done', values: {}},
		}));
	},
});

const rowTexts = (outcomes: readonly Outcome[]) =>
	outcomes.map(({is, key, said}) => `${key} ${is} ${said.code}`);

test('rows are run in batches, and refused ones are among the outcomes', async () => {
	const chunks: string[] = [];
	const action = anAction(keys => chunks.push(keys.join('')), 2);
	const outcomes = await runPlan(planRows(action, rows, comparison), comparison, context);
	expect(chunks).toEqual(['ab', 'de']);
	expect(rowTexts(outcomes)).toEqual([
		'c refused no',
		'a done done',
		'b done done',
		'd done done',
		'e done done',
	]);
});

test('a batch that fails is run again row by row, and only the bad row fails', async () => {
	const action = anAction(keys => {
		if (keys.includes('b')) throw new Error('b is bad');
	});
	const outcomes = await runPlan(planRows(action, rows, comparison), comparison, context);
	expect(rowTexts(outcomes)).toEqual([
		'c refused no',
		'a done done',
		'b failed failed',
		'd done done',
		'e done done',
	]);
});

test('an unreachable system stops the run: the running rows fail with the reason, the others are not tried', async () => {
	let calls = 0;
	const action = anAction(() => {
		calls++;
		throw Object.assign(new Error('gone'), {code: 'ERR_BILLING_UNREACHABLE'});
	}, 2);
	const outcomes = await runPlan(planRows(action, rows, comparison), comparison, context);
	expect(calls).toBe(1);
	expect(rowTexts(outcomes)).toEqual([
		'c refused no',
		'a failed failed',
		'b failed failed',
		'd failed not-tried',
		'e failed not-tried',
	]);
});

test('an unreachable system stops the run also when billing’s error is reported with it', async () => {
	const gone = Object.assign(new Error('gone'), {code: 'ERR_STALKER_TIMEOUT'});
	const unlogged = Object.assign(new Error('no'), {code: 'ERR_BILLING_REFUSED'});
	const {undo: _, recover: __, apply: ___, messages: ____, ...legacyAction} = anAction(() => {}, 3);
	const failing = (cause: Error): RowAction => ({
		...legacyAction,
		run: async intents =>
			intents.map(({key}) => ({is: 'failed', key, said: {code: 'no', values: {}}, cause})),
	});
	const run = async (cause: Error) =>
		rowTexts(await runPlan(planRows(failing(cause), rows, comparison), comparison, context)).at(-1);
	expect(await run(new AggregateError([unlogged, unlogged]))).toBe('e failed no');
	expect(await run(new AggregateError([gone, unlogged]))).toBe('e failed not-tried');
});

test('an interruption stops after the current batch', async () => {
	const interruption = new AbortController();
	const action = anAction(() => interruption.abort(), 2);
	const outcomes = await runPlan(planRows(action, rows, comparison), comparison, context, {
		signal: interruption.signal,
	});
	expect(rowTexts(outcomes).slice(1)).toEqual([
		'a done done',
		'b done done',
		'd failed not-tried',
		'e failed not-tried',
	]);
});

test('a refusal refers to the row of the way out', () => {
	const leads = {tab: 'tariffs', id: 'gold'};
	const action: RowAction = {
		...anAction(() => {}, 3),
		plan: ({key}) => refuse({code: 'no', values: {}}, key === 'a' ? leads : undefined),
	};
	const [first, second] = planRows(action, rows, comparison).refused;
	expect(first).toEqual({is: 'refused', key: 'a', said: {code: 'no', values: {}}, leads});
	expect(second).not.toHaveProperty('leads');
});
