import {expect, test} from 'vitest';
import {onEachEngine} from '../billing/engines.ts';
import {withFault, type DatabaseFault} from '../billing/db-faults.ts';
import {alignedText} from './command-calls.ts';
import {
	reachesStep,
	finishTrial,
	failureSteps,
	formatResult,
	formatState,
	trialNames,
	setUpTrials,
	type FailureStep,
} from './action-trials.ts';

const allSteps = Object.keys(failureSteps) as readonly FailureStep[];

const refuseWithState = (state: string): DatabaseFault => ({is: 'refuses', state});

/** SQL states of a failing server, once or until it is repaired. Those that differ in their sentence only are tried at one step. */
const faults: Readonly<
	Record<string, {readonly harm: DatabaseFault; readonly at: readonly FailureStep[]; readonly times?: number}>
> = {
	'serialization failure': {harm: refuseWithState('40001'), at: allSteps, times: 1},
	deadlock: {harm: refuseWithState('40P01'), at: ['the log'], times: 1},
	'an index objects': {harm: refuseWithState('23505'), at: ['the rows', 'the commit', 'the end'], times: 1},
	'rows held': {harm: refuseWithState('55P03'), at: ['the log'], times: 1},
	'took too long': {harm: refuseWithState('57014'), at: ['the log'], times: 1},
	'disk full': {harm: refuseWithState('53100'), at: allSteps},
	'out of memory': {harm: refuseWithState('53200'), at: ['the log']},
	'no right': {harm: refuseWithState('42501'), at: ['the log', 'the end']},
	'read-only': {harm: refuseWithState('25006'), at: ['the intent', 'the end']},
};

onEachEngine(
	engine => {
		const {begin} = setUpTrials(engine);

		/** The results, for `billing-faults.txt`. */
		const table: Array<readonly string[]> = [];

		test.each(
			trialNames.flatMap(name =>
				Object.entries(faults).flatMap(([fault, {at}]) =>
					at.filter(place => reachesStep(name, place)).map(place => [name, fault, place] as const),
				),
			),
		)('%s, %s at %s', async (name, fault, place) => {
			const {harm, times} = faults[fault]!;
			const trial = await begin(name);
			const how = {...failureSteps[place], harm, ...(times !== undefined && {times})};
			const {result, hits} = await withFault(engine().database, how, async () => trial.run());
			const seen = await trial.inspect();
			table.push([
				name,
				fault,
				place,
				formatResult(result),
				formatState(seen),
				...(await finishTrial(trial, seen)),
			]);

			expect(hits).toBeGreaterThan(0);
			expect(result.exitCode).toBe(1);
			expect(result.sentence).not.toContain('SQLSTATE');
			// A failure after a request to the portal also says what became of the request.
			if (seen.writes > 0) expect(result.code).not.toBe('failed');
			if (seen.writes > 0) expect(seen.open).toBe(1);
			// After its entry is closed, an action sends the portal nothing; before, only what billing has already.
			if (place !== 'the end') expect(seen).toMatchObject({portal: 'untouched', writes: 0});
		});

		test('the results equal billing-faults.txt, on each engine', async () => {
			await expect(alignedText(table)).toMatchFileSnapshot('billing-faults.txt');
		});
	},
	{fill: true},
);
