import {expect, test} from 'vitest';
import {createSlicedWork, finishWork, partOfWork} from '../../source/sync/sliced-work.ts';

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
