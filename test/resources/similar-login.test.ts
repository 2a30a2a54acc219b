import {afterEach, beforeEach, expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {questionsOf} from '../../source/sync/changes/change.ts';
import {planAction, runPlan} from '../../source/sync/plan-runner.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {onOneEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

const accounts = resources.find(({name}) => name === 'accounts')!;
const add = accounts.actions.find(({name}) => name === 'add')!;

/** A customer registered after the list was read, whose login differs from the account's by accents only. */
onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	async function listed() {
		fixture.account({login: 'José', ls: '50'});
		const comparison = await readAndCompare(accounts, fixture.context);
		await fixture.query(`insert into users (uid, id) values (100, 'jose')`);
		return comparison;
	}

	test('is found under the lock, stays the only one, and is asked about next time', async () => {
		const comparison = await listed();
		const outcomes = await runPlan(
			planAction(add, 'accounts', comparison.rows, comparison),
			comparison,
			fixture.context,
		);
		expect(outcomes).toMatchObject([
			{is: 'refused', message: {code: 'billing-changed', values: {with: 'login'}}},
		]);
		const now = accounts.patch!(comparison, outcomes[0]!.current ?? [])!;
		expect(
			planAction(add, 'accounts', now.rows, now).planned.flatMap(({intent}) => questionsOf(intent)),
		).toMatchObject([{code: 'ask-customer', values: {login: 'jose'}}]);
		expect(await fixture.query('select uid, id from users')).toEqual([{uid: 100, id: 'jose'}]);
	});
});
