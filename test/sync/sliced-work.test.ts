import {setImmediate} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {
	createSlicedWork,
	finishInSlices,
	finishWork,
	partOfWork,
	sliceMs,
	stepsOfLoop,
} from '../../source/sync/sliced-work.ts';

/** Counts to three. */
const countToThree = (log: string[] = []) =>
	createSlicedWork(function* () {
		for (const number of [1, 2, 3]) {
			yield;
			log.push(String(number));
		}

		return log.join('');
	});

/** True from the call with this number on, counted from 1. */
const fromCall = (number: number) => {
	let calls = 0;
	return () => ++calls >= number;
};

test('work stops when it is enough, goes on from there, and is not done twice', () => {
	const log: string[] = [];
	const work = countToThree(log);
	expect([work.build(fromCall(1)), log, work.result()]).toEqual([false, [], null]);
	expect([work.build(fromCall(3)), log, work.result()]).toEqual([false, ['1'], null]);
	expect([work.build(() => false), log, work.result()]).toEqual([true, ['1', '2', '3'], '123']);
	expect([work.build(() => true), finishWork(work), log]).toEqual([true, '123', ['1', '2', '3']]);
});

test('a part of other work is interrupted where the part can be, and may be done already', () => {
	const part = countToThree();
	const whole = () =>
		createSlicedWork(function* () {
			return `${yield* partOfWork(part)}!`;
		});
	const first = whole();
	expect(first.build(fromCall(3))).toBe(false);
	expect(finishWork(part)).toBe('123');
	expect(finishWork(first)).toBe('123!');
	expect(finishWork(whole())).toBe('123!');
});

/** Three slices, each of which takes its whole time. */
const threeSlices = () =>
	createSlicedWork(function* () {
		for (const _ of [1, 2, 3]) {
			const end = performance.now() + sliceMs;
			while (performance.now() < end);
			yield;
		}

		return 'done';
	});

test('between two slices others have their turn, and work that is no longer wanted ends there', async () => {
	const log: string[] = [];
	const other = async () => {
		for (const turn of [1, 2]) {
			await setImmediate();
			log.push(`turn ${turn}`);
		}
	};
	const [result] = await Promise.all([
		finishInSlices(threeSlices(), () => false).then(end => log.push(end!)),
		other(),
	]);
	expect(result).toBe(3);
	expect(log).toEqual(['turn 1', 'turn 2', 'done']);
	expect(await finishInSlices(threeSlices(), () => true)).toBeNull();
});

test('a loop visits each number once, and can be interrupted', () => {
	const visited: number[] = [];
	const steps = [...stepsOfLoop(1000, index => void visited.push(index))];
	expect(visited).toEqual([...Array.from({length: 1000}).keys()]);
	expect(steps.length).toBeGreaterThan(5);
});
