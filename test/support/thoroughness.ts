/** Factor for the number of runs of property tests: 1, or more where `npm run test:long` sets it. */
const thoroughness = Number(process.env['TEST_TIMES'] ?? 1);

/** `numRuns` of a property test: `count` in `npm test`, more in `npm run test:long`. */
export const scaledRuns = (count: number): number => Math.ceil(count * thoroughness);

/** Whether tests that take minutes run. */
export const isLongRun = thoroughness > 1;

/** The timeout of a test in milliseconds, longer in a long run. */
export const scaledTimeoutMs = (milliseconds: number): number => milliseconds * Math.max(1, thoroughness);
