import {afterAll, beforeAll, onTestFinished} from 'vitest';
import type {DriverOptions} from '../driver.ts';
import {billings, openPlace, type Place} from '../place.ts';
import {openProgram, type Program} from '../program.ts';

/** Each test starts the built program, on machines that have other things to do. */
export const timeout = 120_000;

/** A place for the tests of a file, and the built program beside it, in a terminal like this. */
export function besideOnePlace(): {
	place(): Place;
	open(options?: DriverOptions): Promise<Program>;
} {
	let place: Place;
	beforeAll(async () => {
		place = await openPlace(billings.at(-1)!, {accounts: 60});
	});
	afterAll(async () => place.close());
	return {
		place: () => place,
		async open({environment, ...options} = {}) {
			const program = await openProgram({...options, environment: {...place.environment, ...environment}});
			onTestFinished(program.close);
			return program;
		},
	};
}

/** All that it has written. */
export const bytesOf = ({received}: Program): Buffer => Buffer.concat(received.map(({bytes}) => bytes));

/** A terminal as a shell has it. */
export const restored = {screen: 'normal', cursor: 'shown', paste: false, mouse: false};
