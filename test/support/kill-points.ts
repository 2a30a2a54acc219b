import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import pg from 'pg';
import type {ReceivedRequest} from '../demo/faults.ts';
import {builtProgram} from '../tui/driver.ts';
import type {TestSystems} from './test-systems.ts';

/** A point in the middle of an action: `hold` stops the program there; `reached` resolves when it has arrived. */
export type Stop = {
	hold(place: TestSystems): Promise<{readonly reached: Promise<void>; release(): Promise<void>}>;
};

/** Stops at a request to the portal; with `afterWork` the portal has carried it out, but never answers. */
export const atPortal = (on: (request: ReceivedRequest) => boolean, afterWork = false): Stop => ({
	async hold({portal}) {
		const {promise: reached, resolve} = Promise.withResolvers<void>();
		portal.setFault({
			is: 'hang',
			afterWork,
			matches(request) {
				if (!on(request)) return false;
				resolve();
				return true;
			},
		});
		return {reached, release: async () => portal.setFault(null)};
	},
});

/** Ends when a connection of this database waits for a lock. The server looks for it, a hundred times a second. */
const untilSomebodyWaits = `do $$ begin
	while not exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') loop
		perform pg_sleep(0.01), pg_stat_clear_snapshot();
	end loop;
end $$`;

/** Stops at the first statement on a table, which another connection holds a lock on. */
export const atTable = (table: string): Stop => ({
	async hold({environment}) {
		const client = new pg.Client(environment['DATABASE_URL']);
		const observer = new pg.Client(environment['DATABASE_URL']);
		await Promise.all([client.connect(), observer.connect()]);
		await client.query('begin');
		await client.query(`lock table ${table} in share row exclusive mode`);
		return {
			reached: observer.query(untilSomebodyWaits).then(() => undefined),
			async release() {
				await client.query('rollback');
				await Promise.all([client.end(), observer.end()]);
			},
		};
	},
});

type Place = {readonly systems: TestSystems; readonly home: string};

const start = (args: readonly string[], {systems, home}: Place): ChildProcess => {
	const [command, ...first] = builtProgram;
	return spawn(command!, [...first, ...args], {
		stdio: 'ignore',
		env: {PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', ...systems.environment},
	});
};

/** Starts the program, waits until it reaches the stop, and kills it there; before that `whileHeld` runs. */
export async function killProgramAt(
	stop: Stop,
	args: readonly string[],
	place: Place,
	whileHeld: () => Promise<void> = async () => {},
): Promise<void> {
	const {reached, release} = await stop.hold(place.systems);
	const child = start(args, place);
	const ended = once(child, 'close');
	const early = ended.then(() => {
		throw new Error('It ended before it reached the stop.');
	});
	await Promise.race([reached, early]);
	try {
		await whileHeld();
	} finally {
		child.kill('SIGKILL');
		await ended;
		early.catch(() => undefined);
		await release();
	}
}
