import fc from 'fast-check';
import {expect, test} from 'vitest';
import {empty, onEachEngine} from '../billing/engines.ts';
import {allowance} from './allowance.ts';
import {openStage, type Stage} from './stage.ts';
import {patience, runs} from '../runs.ts';

/** What a hand, a cat or a slow line may send in one read. */
const reads = fc.oneof(
	{
		weight: 12,
		arbitrary: fc.constantFrom(
			'down',
			'up',
			'page-down',
			'home',
			'end',
			'space',
			'1',
			'2',
			'3',
			'4',
			'5',
			'6',
			'0',
			'enter',
			'escape',
		),
	},
	{
		weight: 8,
		arbitrary: fc.constantFrom('+', 'd', 'delete', 'l', 'i', 't', 'b', 'u', 'W', 'a', 'U', 'v', 'm', 'o'),
	},
	{weight: 6, arbitrary: fc.constantFrom('y', 'n', 'right', 'left', 'н', 'т', '1', '2', '3', 'backspace')},
	{
		weight: 3,
		arbitrary: fc.constantFrom('/', 's', 'S', 'c', ':', '?', '!', 'H', 'J', 'B', 'e', 'r', 'p', 'tab', 'w'),
	},
	{weight: 2, arbitrary: fc.constantFrom('в', 'Ї', 'й', '.', ',')},
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			'dy\r',
			'++',
			'+d',
			'+380501112233',
			'd\u001B[C\r',
			'ddyy',
			'\u001B[200~d\ry+\u001B[201~',
			'\u001B[',
			'B',
			'\u001B',
		),
	},
);

/** A read, and what else happens about it: whether its work is waited for, and how late the portal answers the next request. */
const events = fc.record({
	key: reads,
	waits: fc.boolean(),
	late: fc.option(fc.constantFrom(50, 400), {freq: 8, nil: 0}),
});

onEachEngine(scene => {
	test(
		'whatever keys arrive, nothing is written but by + on its row, or by an answer to a question about it',
		async () => {
			await fc.assert(
				fc.asyncProperty(fc.array(events, {minLength: 20, maxLength: 70}), async keys => {
					await empty(scene().database);
					const stage = await openStage(scene().billing, {accounts: 40, columns: 80, rows: 24});
					try {
						await follow(stage, keys);
					} finally {
						await stage.close();
					}
				}),
				{numRuns: runs(12)},
			);
		},
		patience(60_000),
	);

	async function follow(
		stage: Stage,
		keys: ReadonlyArray<{readonly key: string; readonly waits: boolean; readonly late: number}>,
	): Promise<void> {
		const {session, portal} = stage;
		/** How often each row may be written to: once for each press that meant it. */
		const allowed = new Map<string, number>();
		let mayDelete = 0;
		let mayReachPortal = false;
		let reading = 0;
		/** The read in which the question that stands was first seen: nothing in it can be its answer. */
		let asked = -1;
		let wasOpened = false;
		stage.listen(heard => {
			const state = session.now();
			asked = state.mode.is === 'ask' ? (asked === -1 ? reading : asked) : -1;
			if (heard.is !== 'key' || (asked === reading && wasOpened)) return;
			const {subjects, portal: reaches, deletes} = allowance(state, heard.key);
			for (const subject of subjects) allowed.set(subject, (allowed.get(subject) ?? 0) + 1);
			mayReachPortal ||= reaches;
			mayDelete += deletes;
		});
		let deleted = 0;
		const check = async () => {
			const entries = await scene().billing.journal.list({limit: 1000});
			for (const [subject, own] of Map.groupBy(entries, entry => entry.subject))
				expect(own.length, `entries of ${subject}`).toBeLessThanOrEqual(allowed.get(subject) ?? 0);
			const writes = stage.writes();
			if (!mayReachPortal) expect(writes).toEqual([]);
			deleted += writes.filter(line => line.startsWith('DELETE')).length;
			expect(deleted).toBeLessThanOrEqual(mayDelete);
		};

		for (const {key, waits, late} of keys) {
			reading += 1;
			wasOpened = session.now().mode.is !== 'ask';
			if (late > 0) portal.misbehave({is: 'slow', milliseconds: late, times: 1});
			if (!waits) {
				stage.send(key);
				continue;
			}

			await stage.press(key);
			await check();
			const {size, lists, at} = session.now();
			const list = at === null ? null : lists[at]!;
			if (list && list.rows.length > 0) {
				expect(list.cursor).toBeGreaterThanOrEqual(0);
				expect(list.cursor).toBeLessThan(list.rows.length);
				expect(list.top).toBeLessThanOrEqual(list.cursor);
				expect(list.cursor).toBeLessThan(list.top + size.rows);
			}
		}

		await stage.idle();
		await check();
	}
});
