import {resources} from '../source/resources/index.ts';
import {planOf, runPlan} from '../source/sync/job.ts';
import {openSheet} from '../source/sync/sheet.ts';
import {compare, forEachSize} from './measure.ts';
import {openScene} from './scene.ts';

const accounts = resources[0]!;

/** From the body of `accounts` to marked rows, all of them known to billing. Floor: parsing it, and reading the billing rows. */
export const markedRows = forEachSize(async (n, {short}) => {
	const scene = await openScene(n);
	const {world} = scene;
	const {body} = scene.portal;
	try {
		const sheet = await openSheet(accounts, world);
		const add = accounts.actions.find(({name}) => name === 'add')!;
		await runPlan(planOf(add, 'accounts', sheet.rows, sheet), sheet, world);
		const offline = {
			...world,
			portal: world.portal,
			stalker: {...world.stalker, size: () => 0, list: async (resource: string) => answer(resource, body)},
		};
		const result = await compare(`accounts body → marked rows, ${n}`, 1.5, {
			runs: short ? 1 : 5,
			floor: async () => [JSON.parse(body), await world.billing.customers(world.portal!)],
			async ours() {
				const {rows} = await openSheet(accounts, offline);
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
function answer(
	resource: string,
	body: string,
): {readonly results: readonly unknown[]; readonly bytes: number; readonly milliseconds: number} {
	const results =
		resource === 'accounts' ? (JSON.parse(body) as {readonly results: readonly unknown[]}).results : [];
	return {results, bytes: body.length, milliseconds: 0};
}
