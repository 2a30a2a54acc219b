import {expect, test} from 'vitest';
import {onEachEngine} from '../billing/engines.ts';
import {sabotaged, type Harm} from '../billing/sabotage.ts';
import {alignedText} from './calls.ts';
import {comesTo, endOf, places, tellCame, tellSeen, trialNames, useTrials, type Place} from './trials.ts';

const everywhere = Object.keys(places) as readonly Place[];

const no = (state: string): Harm => ({is: 'refuses', state});

/** What a server says no with, once or until somebody mends it. Kinds that are told apart by their sentence alone are tried in the middle. */
const faults: Readonly<
	Record<string, {readonly harm: Harm; readonly at: readonly Place[]; readonly times?: number}>
> = {
	'serialization failure': {harm: no('40001'), at: everywhere, times: 1},
	deadlock: {harm: no('40P01'), at: ['the log'], times: 1},
	'an index objects': {harm: no('23505'), at: ['the rows', 'the commit', 'the end'], times: 1},
	'rows held': {harm: no('55P03'), at: ['the log'], times: 1},
	'took too long': {harm: no('57014'), at: ['the log'], times: 1},
	'disk full': {harm: no('53100'), at: everywhere},
	'out of memory': {harm: no('53200'), at: ['the log']},
	'no right': {harm: no('42501'), at: ['the log', 'the end']},
	'read-only': {harm: no('25006'), at: ['the intent', 'the end']},
};

onEachEngine(
	engine => {
		const {begin} = useTrials(engine);

		/** What came of each, for people to read: `billing-faults.txt` beside this file. */
		const table: Array<readonly string[]> = [];

		test.each(
			trialNames.flatMap(name =>
				Object.entries(faults).flatMap(([fault, {at}]) =>
					at.filter(place => comesTo(name, place)).map(place => [name, fault, place] as const),
				),
			),
		)('%s, %s at %s', async (name, fault, place) => {
			const {harm, times} = faults[fault]!;
			const trial = await begin(name);
			const how = {...places[place], harm, ...(times !== undefined && {times})};
			const {result: came, hits} = await sabotaged(engine().database, how, async () => trial.go());
			const seen = await trial.look();
			table.push([name, fault, place, tellCame(came), tellSeen(seen), ...(await endOf(trial, seen))]);

			expect(hits).toBeGreaterThan(0);
			expect(came.exit).toBe(1);
			expect(came.said).not.toContain('SQLSTATE');
			// Whoever has asked the portal says what of it, too.
			if (seen.writes > 0) expect(came.code).not.toBe('failed');
			if (seen.writes > 0) expect(seen.open).toBe(1);
			// Behind the end of its own entry nothing is asked of the portal; before, only what billing already has.
			if (place !== 'the end') expect(seen).toMatchObject({portal: 'untouched', writes: 0});
		});

		test('what came of each is what billing-faults.txt says, on either engine', async () => {
			await expect(alignedText(table)).toMatchFileSnapshot('billing-faults.txt');
		});
	},
	{fill: true},
);
