import {resources} from '../source/resources/index.ts';
import {planAction, runPlan} from '../source/sync/plan-runner.ts';
import {readAndCompare} from '../source/sync/comparison.ts';
import {compare, forEachSize} from './measure.ts';
import {createBenchContext} from './bench-context.ts';

const accounts = resources[0]!;

/** From the body of `accounts` to marked rows, all of them known to billing. Floor: parsing it, and reading the billing rows. */
export const markedRows = forEachSize(async (n, {short}) => {
	const scene = await createBenchContext(n);
	const {world: context} = scene;
	const {body} = scene.portal;
	try {
		const sheet = await readAndCompare(accounts, context);
		const add = accounts.actions.find(({name}) => name === 'add')!;
		await runPlan(planAction(add, 'accounts', sheet.rows, sheet), sheet, context);
		const offline = {
			...context,
			portal: context.portalId,
			stalker: {
				...context.stalker,
				size: () => 0,
				list: async (resource: string) => answerOffline(resource, body),
			},
		};
		const result = await compare(`accounts body → marked rows, ${n}`, 1.5, {
			runs: short ? 1 : 5,
			floor: async () => [JSON.parse(body), await context.billing.customers(context.portalId!)],
			async ours() {
				const {rows} = await readAndCompare(accounts, offline);
				if (rows.length !== n || rows.some(({mark}) => mark !== '='))
					throw new Error('The rows are not all in sync: the bench measures something else.');
			},
		});
		return [result];
	} finally {
		await scene.close();
	}
});

/** The transport is left out on both sides. */
function answerOffline(
	resource: string,
	body: string,
): {readonly results: readonly unknown[]; readonly bytes: number; readonly milliseconds: number} {
	const results =
		resource === 'accounts' ? (JSON.parse(body) as {readonly results: readonly unknown[]}).results : [];
	return {results, bytes: body.length, milliseconds: 0};
}
