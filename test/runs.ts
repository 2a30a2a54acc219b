/** How many times as thoroughly as `npm test` to try: `npm run test:long` sets it. Nothing else reads it. */
const times = Number(process.env['TEST_TIMES'] ?? 1);

/** For `numRuns` of a property that so many runs try well enough while one works on something. */
export const runs = (few: number): number => Math.ceil(few * times);

/** Whether what takes minutes is wanted. */
export const isLong = times > 1;

/** Milliseconds that a test may take which takes at most so many otherwise. */
export const patience = (milliseconds: number): number => milliseconds * Math.max(1, times);
