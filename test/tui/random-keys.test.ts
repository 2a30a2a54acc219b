import fc from 'fast-check';
import {expect, test} from 'vitest';
import {empty, onEachEngine} from '../billing/engines.ts';
import {scaledTimeoutMs, scaledRuns} from '../support/thoroughness.ts';
import {allowedWrites} from './allowed-writes.ts';
import {eventSequence, type Event} from './random-events.ts';
import {createSessionHarness, type SessionHarness} from './session-harness.ts';

onEachEngine(engine => {
	/** What all the runs brought about: what never happens proves nothing. */
	const happened = {questions: 0, arrivals: 0, written: 0};

	test(
		'whatever keys arrive, nothing is written but by + on its row, or by an answer to a question about it',
		async () => {
			await fc.assert(
				fc.asyncProperty(eventSequence, async events => {
					await empty(engine().database);
					const harness = await createSessionHarness(engine().billing, {accounts: 40, columns: 80, rows: 24});
					try {
						await follow(harness, events);
					} finally {
						await harness.close();
					}
				}),
				{numRuns: scaledRuns(12), interruptAfterTimeLimit: scaledTimeoutMs(200_000)},
			);
			for (const [what, often] of Object.entries(happened)) expect(often, what).toBeGreaterThan(0);
		},
		// Long enough for what fails to be made as short as it can be.
		scaledTimeoutMs(240_000),
	);

	async function follow(harness: SessionHarness, events: readonly Event[]): Promise<void> {
		const {session, portal} = harness;
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
		harness.onInput(heard => {
			const state = session.getState();
			asked = state.mode.is === 'confirm' ? (asked === -1 ? reading : asked) : -1;
			if (heard.is !== 'key' || (asked === reading && wasOpened)) return;
			// Nobody reads faster, and timers are never early.
			if (state.mode.is === 'confirm' && performance.now() - since < 290) return;
			const {subjects, portal: reaches, maxRemovals} = allowedWrites(state, heard.key);
			for (const subject of subjects) allowed.set(subject, (allowed.get(subject) ?? 0) + 1);
			mayReachPortal ||= reaches;
			mayTake += maxRemovals;
		});
		let before: unknown = null;
		const forget = session.subscribe(() => {
			const {mode, activeScreen, lists} = session.getState();
			const task = mode.is === 'confirm' ? mode.pendingAction : null;
			const sheet = activeScreen === null ? null : (lists[activeScreen]?.comparison ?? null);
			if (task && task === question && sheet !== before) happened.arrivals += 1;
			if (task !== question) [question, since] = [task, performance.now()];
			before = sheet;
		});
		let taken = 0;
		const check = async () => {
			const entries = await engine().billing.journal.list({limit: 1000});
			for (const [subject, own] of Map.groupBy(entries, entry => entry.subject))
				expect(own.length, `entries of ${subject}`).toBeLessThanOrEqual(allowed.get(subject) ?? 0);
			const writes = harness.takeWrites();
			if (!mayReachPortal) expect(writes).toEqual([]);
			taken += writes.filter(line => /^(?:DELETE|POST send_event)/.test(line)).length;
			expect(taken).toBeLessThanOrEqual(mayTake);
			return entries.length;
		};

		for (const event of events) {
			switch (event.is) {
				case 'late':
					portal.setFault({is: 'slow', milliseconds: event.milliseconds, times: 1});
					continue;
				case 'later':
					harness.advanceClock(event.milliseconds);
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
				wasOpened = session.getState().mode.is !== 'confirm';
				harness.send(piece);
			}

			if (!event.waits) continue;
			await harness.idle();
			if (session.getState().mode.is === 'confirm') happened.questions += 1;
			await check();
			const {size, lists, activeScreen} = session.getState();
			const list = activeScreen === null ? null : lists[activeScreen];
			if (list && list.rows.length > 0) {
				expect(list.cursor).toBeGreaterThanOrEqual(0);
				expect(list.cursor).toBeLessThan(list.rows.length);
				expect(list.top).toBeLessThanOrEqual(list.cursor);
				expect(list.cursor).toBeLessThan(list.top + size.rows);
			}
		}

		await harness.idle();
		happened.written += await check();
		forget();
	}
});
