import {spawnSync} from 'node:child_process';
import os from 'node:os';
import type {AppContext} from '../../source/app/context.ts';
import {createChangeJournal} from '../../source/billing/change-journal.ts';
import type {Database} from '../../source/billing/database.ts';
import {createBillingExecutor} from '../../source/billing/executor.ts';
import {createShape} from '../../source/billing/shape.ts';
import {createStalkerExecutor} from '../../source/stalker/executor.ts';

/** A process that was, and is no more. */
const {pid} = spawnSync(process.execPath, ['-e', '']);

/**
The context of a process that is killed at its step `killedAt`: from then on none of its statements and requests happens, and its open
transaction is rolled back. Each statement is a step, each commit, and each request, before it is sent and after it was carried out. `steps`
tells how many there were.
*/
export function createKillable(
	context: AppContext,
	killedAt: number,
): {readonly context: AppContext; steps(): number} {
	let steps = 0;
	const step = () => {
		if (++steps >= killedAt) throw new Error('killed');
	};
	const after = async <Result>(work: Promise<Result>): Promise<Result> => {
		const result = await work;
		step();
		return result;
	};
	const {stalker, billing} = context;
	const database: Database = {
		...billing.database,
		async query(sql, values) {
			step();
			return billing.database.query(sql, values);
		},
		transaction: async work =>
			after(
				billing.database.transaction(async query =>
					work(async (sql, values) => {
						step();
						return query(sql, values);
					}),
				),
			),
	};
	const client: AppContext['stalker'] = {
		...stalker,
		async read(...args) {
			step();
			return after(stalker.read(...args));
		},
		async list(...args) {
			step();
			return after(stalker.list(...args));
		},
		async write(...args) {
			step();
			return after(stalker.write(...args));
		},
	};
	return {
		steps: () => steps,
		context: {
			...context,
			changes: {
				...context.changes,
				ports: {
					billing: createBillingExecutor(database, createShape(null)),
					stalker: createStalkerExecutor(client),
					journal: createChangeJournal(database),
				},
				operator: {...context.operator, host: os.hostname(), pid},
			},
		},
	};
}
