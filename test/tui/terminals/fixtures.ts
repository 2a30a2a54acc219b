import {afterAll, beforeAll, onTestFinished} from 'vitest';
import type {DriverOptions} from '../driver.ts';
import {billingKinds, startTestSystems, type TestSystems} from '../../support/test-systems.ts';
import {startInPty, type PtyDriver} from '../pty-driver.ts';

/** Each test starts the built program, also on a busy machine. Milliseconds. */
export const timeout = 120_000;

/** Starts a portal and a billing for all tests of a file; `open` starts the built program with them in a terminal. */
export function registerFixtures(): {
	systems(): TestSystems;
	open(options?: DriverOptions): Promise<PtyDriver>;
} {
	let systems: TestSystems;
	beforeAll(async () => {
		systems = await startTestSystems(billingKinds.at(-1)!, {accounts: 60});
	});
	afterAll(async () => systems.close());
	return {
		systems: () => systems,
		async open({environment, ...options} = {}) {
			const program = await startInPty({...options, environment: {...systems.environment, ...environment}});
			onTestFinished(program.close);
			return program;
		},
	};
}

/** All bytes that the program has written. */
export const bytesOf = ({chunks}: PtyDriver): Buffer => Buffer.concat(chunks.map(({bytes}) => bytes));

/** The state of a terminal under a shell. */
export const restored = {screen: 'normal', cursor: 'shown', paste: false, mouse: false};
