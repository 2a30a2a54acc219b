import {setImmediate} from 'node:timers/promises';

/** Work on a long list that is done in slices, so that keys are handled between them. */
export type SlicedWork<Result> = {
	/**
	Goes on until the work is done, or `isEnough()`, which is called about every 0.1 ms, returns true. Returns whether the work is done.
	*/
	build(isEnough: () => boolean): boolean;
	/** `null` until the work is done. */
	result(): Result | null;
};

/** `steps` yields wherever the work may be interrupted, and returns its result. Begins at the first `build`. */
export function createSlicedWork<Result>(steps: () => Generator<void, Result>): SlicedWork<Result> {
	let running: Generator<void, Result> | null = null;
	let done: {readonly result: Result} | null = null;
	return {
		build(isEnough) {
			running ??= steps();
			while (!done && !isEnough()) {
				const {done: isDone, value} = running.next();
				if (isDone === true) done = {result: value};
			}

			return done !== null;
		},
		result: () => done && done.result,
	};
}

/** Does the rest of the work at once. */
export function finishWork<Result>(work: SlicedWork<Result>): Result {
	work.build(() => false);
	return work.result()!;
}

/** Maximum duration of one slice of work, in milliseconds: a key press waits less than a frame. */
export const sliceMs = 4;

/** Does the work in slices, between which keys and answers are handled. `null` where `isStopped()` returned true between two of them. */
export async function finishInSlices<Result>(
	work: SlicedWork<Result>,
	isStopped: () => boolean,
): Promise<Result | null> {
	while (!work.build(sliceEnd(sliceMs))) {
		await setImmediate();
		if (isStopped()) return null;
	}

	return work.result();
}

/** Does all steps in slices, between which keys and answers are handled. */
export const finishStepsInSlices = async <Result>(steps: Generator<void, Result>): Promise<Result> =>
	(await finishInSlices(
		createSlicedWork(() => steps),
		() => false,
	))!;

/** Does all steps at once. */
export function finishSteps<Result>(steps: Generator<void, Result>): Result {
	return finishWork(createSlicedWork(() => steps));
}

/** The steps of a loop over the numbers below `count`. */
export function* stepsOfLoop(count: number, visit: (index: number) => void): Generator<void, void> {
	for (let index = 0; index < count; index++) {
		visit(index);
		if (index % visitsOfStep === visitsOfStep - 1) yield;
	}
}

/** Number of visits between two interruptions: about 0.1 ms of work. */
const visitsOfStep = 100;

/** Other work as a part of this one. */
export function* partOfWork<Result>(part: SlicedWork<Result>): Generator<void, Result> {
	while (!part.build(isOneStepDone())) yield;
	return part.result()!;
}

/** True from the second call on. */
function isOneStepDone(): () => boolean {
	let calls = 0;
	return () => ++calls > 1;
}

/** Ends a slice of work after these milliseconds. */
export function sliceEnd(milliseconds: number): () => boolean {
	const end = performance.now() + milliseconds;
	return () => performance.now() >= end;
}

/**
How long a key may work at once on what is then done between keys, in milliseconds: enough for a list of a thousand rows, which is then
drawn without “still counting”.
*/
export const firstSliceMs = 2;
