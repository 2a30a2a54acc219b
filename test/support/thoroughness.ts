/** How many times as thoroughly as `npm test` to try: `npm run test:long` sets it. Nothing else reads it. */
const thoroughness = Number(process.env['TEST_TIMES'] ?? 1);

/** For `numRuns` of a property that so many runs try well enough while one works on something. */
export const scaledRuns = (count: number): number => Math.ceil(count * thoroughness);

/** Whether what takes minutes is wanted. */
export const isLongRun = thoroughness > 1;

/** Milliseconds that a test may take which takes at most so many otherwise. */
export const scaledTimeoutMs = (milliseconds: number): number => milliseconds * Math.max(1, thoroughness);
