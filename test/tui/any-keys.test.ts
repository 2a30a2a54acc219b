import fc from 'fast-check';
import {expect, test} from 'vitest';
import {empty, onEachEngine} from '../billing/engines.ts';
import {patience, runs} from '../runs.ts';
import {allowance} from './allowance.ts';
import {afternoon, type Event} from './any-events.ts';
import {openStage, type Stage} from './stage.ts';

onEachEngine(scene => {
	/** What all the runs brought about: what never happens proves nothing. */
	const happened = {questions: 0, arrivals: 0, written: 0};

	test(
		'whatever keys arrive, nothing is written but by + on its row, or by an answer to a question about it',
		async () => {
			await fc.assert(
				fc.asyncProperty(afternoon, async events => {
					await empty(scene().database);
					const stage = await openStage(scene().billing, {accounts: 40, columns: 80, rows: 24});
					try {
						await follow(stage, events);
					} finally {
						await stage.close();
					}
				}),
				{numRuns: runs(12), interruptAfterTimeLimit: patience(200_000)},
			);
			for (const [what, often] of Object.entries(happened)) expect(often, what).toBeGreaterThan(0);
		},
		// Long enough for what fails to be made as short as it can be.
		patience(240_000),
	);

	async function follow(stage: Stage, events: readonly Event[]): Promise<void> {
		const {session, portal} = stage;
		/** How often each row may be written to: once for each press that meant it. */
		const allowed = new Map<string, number>();
		/** Requests that may delete an account or reboot a box. */
		let mayTake = 0;
		let mayReachPortal = false;
		let reading = 0;
		/** The read in which the question that stands was first seen: nothing in it can be its answer. */
		let asked = -1;
		let wasOpened = false;
		/** The question that stands, and since when. */
		let [question, since]: [unknown, number] = [null, 0];
		stage.listen(heard => {
			const state = session.now();
			asked = state.mode.is === 'ask' ? (asked === -1 ? reading : asked) : -1;
			if (heard.is !== 'key' || (asked === reading && wasOpened)) return;
			// Nobody reads faster, and timers are never early.
			if (state.mode.is === 'ask' && performance.now() - since < 290) return;
			const {subjects, portal: reaches, takes} = allowance(state, heard.key);
			for (const subject of subjects) allowed.set(subject, (allowed.get(subject) ?? 0) + 1);
			mayReachPortal ||= reaches;
			mayTake += takes;
		});
		let before: unknown = null;
		const forget = session.subscribe(() => {
			const {mode, at, lists} = session.now();
			const task = mode.is === 'ask' ? mode.task : null;
			const sheet = at === null ? null : (lists[at]?.sheet ?? null);
			if (task && task === question && sheet !== before) happened.arrivals += 1;
			if (task !== question) [question, since] = [task, performance.now()];
			before = sheet;
		});
		let taken = 0;
		const check = async () => {
			const entries = await scene().billing.journal.list({limit: 1000});
			for (const [subject, own] of Map.groupBy(entries, entry => entry.subject))
				expect(own.length, `entries of ${subject}`).toBeLessThanOrEqual(allowed.get(subject) ?? 0);
			const writes = stage.writes();
			if (!mayReachPortal) expect(writes).toEqual([]);
			taken += writes.filter(line => /^(?:DELETE|POST send_event)/.test(line)).length;
			expect(taken).toBeLessThanOrEqual(mayTake);
			return entries.length;
		};

		for (const event of events) {
			switch (event.is) {
				case 'late':
					portal.misbehave({is: 'slow', milliseconds: event.milliseconds, times: 1});
					continue;
				case 'later':
					stage.later(event.milliseconds);
					continue;
				case 'resize':
					session.resize(event.size);
					continue;
				case 'portal':
					event.change(portal.state);
					continue;
				case 'keys':
			}

			for (const piece of event.pieces) {
				reading += 1;
				wasOpened = session.now().mode.is !== 'ask';
				stage.send(piece);
			}

			if (!event.waits) continue;
			await stage.idle();
			if (session.now().mode.is === 'ask') happened.questions += 1;
			await check();
			const {size, lists, at} = session.now();
			const list = at === null ? null : lists[at];
			if (list && list.rows.length > 0) {
				expect(list.cursor).toBeGreaterThanOrEqual(0);
				expect(list.cursor).toBeLessThan(list.rows.length);
				expect(list.top).toBeLessThanOrEqual(list.cursor);
				expect(list.cursor).toBeLessThan(list.top + size.rows);
			}
		}

		await stage.idle();
		happened.written += await check();
		forget();
	}
});
