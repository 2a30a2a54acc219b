import {afterEach, beforeEach, expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import type {Comparison} from '../../source/sync/row.ts';
import {questionsOf} from '../../source/sync/changes/change.ts';
import {planAction, runPlan} from '../../source/sync/plan-runner.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {onOneEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

const accounts = resources.find(({name}) => name === 'accounts')!;
const add = accounts.actions.find(({name}) => name === 'add')!;

/** The customer who pays is looked at again under the lock: whatever he was not when the operator agreed is refused. */
onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
		await fixture.query(`insert into users (uid, id) values (100, 'ivan')`);
		await fixture.query(`insert into users_pi (uid, fio) values (100, 'Name of ivan')`);
	});
	afterEach(async () => fixture.close());

	/** A TV service of his on the plan that there is. */
	const hasService = async (id: number, login: string) =>
		fixture.query(
			`insert into iptv_main (id, uid, tp_id, service_id, iptv_login) select ?, 100, tp_id, service_id, ? from tarif_plans`,
			[id, login],
		);

	/** What `+` on these rows asks, as it is planned now, and its running, which may come later. */
	function planned(comparison: Comparison, ...keys: readonly string[]) {
		const rows = comparison.rows.filter(({key}) => keys.includes(key));
		const plan = planAction(add, 'accounts', rows, comparison);
		return {
			asked: plan.planned.flatMap(({intent}) => questionsOf(intent)),
			run: async () =>
				(await runPlan(plan, comparison, fixture.context)).map(({is, message}) => `${is} ${message.code}`),
		};
	}

	const changed = 'refused billing-changed';
	const services = async () =>
		(await fixture.query<{id: number}>('select id from iptv_main order by id')).map(({id}) => id);

	test('a customer who was deleted since gets no service that nobody was asked about', async () => {
		fixture.account({login: 'ivan', ls: '50'});
		const {asked, run} = planned(await readAndCompare(accounts, fixture.context), 'ivan');
		expect(asked).toEqual([]);
		await fixture.query('update users set deleted = 1');
		expect(await run()).toEqual([changed]);
		expect(await services()).toEqual([]);
	});

	test('one who is deleted, and was when it was agreed to, gets his service', async () => {
		await fixture.query('update users set deleted = 1');
		fixture.account({login: 'ivan', ls: '50'});
		const {asked, run} = planned(await readAndCompare(accounts, fixture.context), 'ivan');
		expect(asked).toMatchObject([{code: 'ask-deleted'}]);
		expect(await run()).toEqual(['done added']);
	});

	test('who agreed to a second service has not agreed to the third', async () => {
		await hasService(50, 'ivan');
		fixture.account({login: 'ivan', ls: '50'});
		fixture.account({login: 'ivan_60', ls: '60'});
		fixture.account({login: 'ivan_61', ls: '61'});
		const comparison = await readAndCompare(accounts, fixture.context);
		const [mine, anothers] = [planned(comparison, 'ivan_60'), planned(comparison, 'ivan_61')];
		expect(mine.asked).toContainEqual({
			code: 'ask-second-service',
			values: expect.objectContaining({services: [50]}),
		});
		expect(await anothers.run()).toEqual(['done added']);
		expect(await mine.run()).toEqual([changed]);
		expect(await services()).toEqual([50, 61]);
	});

	test('of two that were agreed to at once the one is made; for the other he is not as he was named', async () => {
		await hasService(50, 'ivan');
		fixture.account({login: 'ivan', ls: '50'});
		fixture.account({login: 'ivan_60', ls: '60'});
		fixture.account({login: 'ivan_61', ls: '61'});
		const {run} = planned(await readAndCompare(accounts, fixture.context), 'ivan_60', 'ivan_61');
		expect(await run()).toEqual(['done added', changed]);
		expect(await planned(await readAndCompare(accounts, fixture.context), 'ivan_61').run()).toEqual([
			'done added',
		]);
	});
});
