import {afterAll, beforeAll, onTestFinished} from 'vitest';
import type {DriverOptions} from '../driver.ts';
import {billingKinds, startTestSystems, type TestSystems} from '../../support/test-systems.ts';
import {startInPty, type PtyDriver} from '../pty-driver.ts';

/** Each test starts the built program, on machines that have other things to do. */
export const timeout = 120_000;

/** A place for the tests of a file, and the built program beside it, in a terminal like this. */
export function registerFixtures(): {
	place(): TestSystems;
	open(options?: DriverOptions): Promise<PtyDriver>;
} {
	let place: TestSystems;
	beforeAll(async () => {
		place = await startTestSystems(billingKinds.at(-1)!, {accounts: 60});
	});
	afterAll(async () => place.close());
	return {
		place: () => place,
		async open({environment, ...options} = {}) {
			const program = await startInPty({...options, environment: {...place.environment, ...environment}});
			onTestFinished(program.close);
			return program;
		},
	};
}

/** All that it has written. */
export const bytesOf = ({chunks}: PtyDriver): Buffer => Buffer.concat(chunks.map(({bytes}) => bytes));

/** A terminal as a shell has it. */
export const restored = {screen: 'normal', cursor: 'shown', paste: false, mouse: false};
