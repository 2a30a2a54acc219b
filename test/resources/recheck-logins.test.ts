import {afterEach, beforeEach, expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {planAction, runPlan} from '../../source/sync/plan-runner.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {onEachEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

const accounts = resources.find(({name}) => name === 'accounts')!;
const add = accounts.actions.find(({name}) => name === 'add')!;

/** A customer registered after the list was read, whose login differs from the account's by accents only. */
onEachEngine(engine => {
	let scene: UndoSystems;
	beforeEach(async () => {
		scene = await openUndoSystems(engine().billing);
	});
	afterEach(async () => scene.close());

	async function listed() {
		scene.account({login: 'José', ls: '50'});
		const comparison = await readAndCompare(accounts, scene.world);
		await scene.query(`insert into users (uid, id) values (100, 'jose')`);
		return comparison;
	}

	test('is found by the second look, and asked about', async () => {
		const comparison = await listed();
		const look = await accounts.recheck!([...comparison.rows], comparison, scene.world);
		expect([...look.changedKeys]).toEqual(['José']);
		const {planned} = planAction(add, 'accounts', look.comparison.rows, look.comparison);
		expect(planned.flatMap(({intent}) => add.questions(intent))).toMatchObject([
			{code: 'ask-customer', values: {login: 'jose'}},
		]);
	});

	test('is found under the lock where nobody looked again, and stays the only one', async () => {
		const comparison = await listed();
		const outcomes = await runPlan(
			planAction(add, 'accounts', comparison.rows, comparison),
			comparison,
			scene.world,
		);
		expect(outcomes).toMatchObject([{is: 'refused', said: {code: 'clash', values: {with: 'login'}}}]);
		expect(await scene.query('select uid, id from users')).toEqual([{uid: 100, id: 'jose'}]);
	});
});
