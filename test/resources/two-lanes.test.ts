import {expect, test, afterEach, beforeEach} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {planAction, runPlan} from '../../source/sync/plan-runner.ts';
import {onOneEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	/** The action on all rows. */
	async function actOnAll(verb: string, signal?: AbortSignal) {
		const [accounts] = resources as readonly [(typeof resources)[number]];
		const comparison = await readAndCompare(accounts, fixture.context);
		const action = accounts.actions.find(({name}) => name === verb)!;
		const plan = planAction(action, accounts.name, comparison.rows, comparison);
		return runPlan(plan, comparison, fixture.context, signal ? {signal} : {});
	}

	/** Holds the answer to the write of one account until the write of another has arrived. */
	function holdUntil(method: string, held: string, other: string, onArrived = () => {}): void {
		const {promise: until, resolve} = Promise.withResolvers<void>();
		const isOf = (path: string, mac: string) => decodeURIComponent(path).endsWith(mac);
		fixture.portal.setFault({
			...{is: 'held', until},
			matches(request) {
				if (request.method !== method) return false;
				if (isOf(request.path, other)) {
					onArrived();
					resolve();
				}

				return isOf(request.path, held);
			},
		});
	}

	const add = () =>
		['ivan', 'petro', 'stepan', 'olha'].map(login => fixture.account({login, ls: ''}).mac) as [
			string,
			string,
			string,
			string,
		];

	test.each([
		['PUT', 'add'],
		['DELETE', 'delete'],
	])(
		'after the first %s, those of two accounts are under way at a time, under one entry',
		async (method, verb) => {
			const [, second, third] = add();
			holdUntil(method, second, third);
			const outcomes = await actOnAll(verb);
			expect(outcomes.map(({is}) => is)).toEqual(['done', 'done', 'done', 'done']);
			expect(fixture.written()).toHaveLength(4);
			const entries = await fixture.context.billing.journal.list({limit: 9});
			expect(entries.map(({state, row_count}) => [state, row_count])).toEqual([['done', 4]]);
		},
	);

	test('after a stop both writes that are under way end, and no other begins', async () => {
		const [, second, third] = add();
		const stop = new AbortController();
		holdUntil('PUT', second, third, () => stop.abort());
		const outcomes = await actOnAll('add', stop.signal);
		expect(outcomes.map(({is}) => is)).toEqual(['done', 'done', 'done', 'failed']);
		expect(fixture.written()).toHaveLength(3);
	});
});
