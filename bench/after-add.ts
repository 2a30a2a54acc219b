import {resources} from '../source/resources/index.ts';
import {readAndCompare} from '../source/sync/comparison.ts';
import {planAction, runPlan} from '../source/sync/plan-runner.ts';
import {createEmptyList, setComparison} from '../source/tui/session/list-state.ts';
import {createBenchContext} from './bench-context.ts';
import {addAccounts} from './console-fixture.ts';
import {forEachSize, toKeyWait} from './measure.ts';

/** Lines of the list on the screen. */
const height = 27;

/**
How long a key waits at most after the answer to `+` on one row: until the row is patched in the list and the list is filtered again, which
nothing interrupts. The budget is an absolute number: a frame of a screen that is drawn 60 times a second. Nothing is drawn here.
*/
export const afterAdd = forEachSize(async (n, {short}) => {
	const bench = await createBenchContext(n);
	const {context} = bench;
	const [accounts] = resources;
	const add = accounts!.actions.find(({name}) => name === 'add')!;
	const times: number[] = [];
	const runs = short ? 1 : 10;
	try {
		await addAccounts(context, rows => rows.slice(runs));
		let comparison = await readAndCompare(accounts!, context);
		let list = setComparison(createEmptyList(accounts!), comparison, height);
		for (let run = 0; run < runs; run++) {
			const row = comparison.rows.find(({mark}) => mark === '+')!;
			const plan = planAction(add, accounts!.name, [row], comparison);
			const [outcome] = await runPlan(plan, comparison, context);
			if (outcome?.is !== 'done') throw new Error(`Nothing was added: ${JSON.stringify(outcome)}`);
			const start = performance.now();
			comparison = accounts!.patch!(comparison, outcome.current ?? []) ?? comparison;
			list = setComparison(list, comparison, height);
			times.push(performance.now() - start);
		}

		if (comparison.rows.some(({mark}) => mark === '+')) throw new Error('Rows are still to be added.');
		return [toKeyWait(`after + on one of ${n} rows`, times)];
	} finally {
		await bench.close();
	}
});
