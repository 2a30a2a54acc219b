import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {JournalEntry} from '../../source/sync/journal.ts';
import {empty, onOneEngine} from '../billing/engines.ts';
import {scaledTimeoutMs, scaledRuns} from '../support/thoroughness.ts';
import {allowedWrites} from './allowed-writes.ts';
import {eventSequence, type Event} from './random-events.ts';
import {createSessionHarness, type SessionHarness} from './session-harness.ts';

onOneEngine(engine => {
	/**
	How often all runs together had a confirmation, a list update during one, and a write. None may be 0: a property that is never exercised
	proves nothing.
	*/
	const counts = {confirmations: 0, updates: 0, writes: 0};

	test(
		'whatever keys arrive, a row is written only by + on it, or by confirming an action on it',
		async () => {
			await fc.assert(
				fc.asyncProperty(eventSequence, async events => {
					await empty(engine().database);
					const harness = await createSessionHarness(engine().billing, {
						accounts: 40,
						columns: 80,
						rows: 24,
						customCommands: [{key: 'P', name: 'a program', run: ['true', '{login}'], isReadOnly: false}],
					});
					try {
						await run(harness, events);
					} finally {
						await harness.close();
					}
				}),
				{numRuns: scaledRuns(12), interruptAfterTimeLimit: scaledTimeoutMs(200_000)},
			);
			for (const [name, count] of Object.entries(counts)) expect(count, name).toBeGreaterThan(0);
		},
		// Long enough to shrink a failing sequence.
		scaledTimeoutMs(240_000),
	);

	/** The keys of the rows that an entry of the journal has written. */
	async function writtenRows({id, subject, row_count: rowCount}: JournalEntry): Promise<readonly string[]> {
		if (rowCount === 0) return [subject];
		return (await engine().billing.changeJournal.rows(id)).map(({set}) => set.rowKey);
	}

	async function run(harness: SessionHarness, events: readonly Event[]): Promise<void> {
		const {session, portal} = harness;
		/** How often each row may be written: once for each key press that allows it. */
		const allowed = new Map<string, number>();
		/** Requests that may delete an account or reboot a box. */
		let allowedRemovals = 0;
		let mayReachPortal = false;
		let readCount = 0;
		/** The read in which the open confirmation was first seen (-1: none is open): no key of this read can answer it. */
		let openedInRead = -1;
		let wasClosedBefore = false;
		/** The action of the open confirmation, and when it was opened. */
		let [openAction, openedAtMs]: [unknown, number] = [null, 0];
		harness.onInput(event => {
			const state = session.getState();
			openedInRead = state.mode.is === 'confirm' ? (openedInRead === -1 ? readCount : openedInRead) : -1;
			if (event.is !== 'key' || (openedInRead === readCount && wasClosedBefore)) return;
			// The input guard takes 300 ms, and timers are never early.
			if (state.mode.is === 'confirm' && performance.now() - openedAtMs < 290) return;
			const {subjects, portal: reachesPortal, maxRemovals} = allowedWrites(state, event.key);
			for (const subject of subjects) allowed.set(subject, (allowed.get(subject) ?? 0) + 1);
			mayReachPortal ||= reachesPortal;
			allowedRemovals += maxRemovals;
		});
		let previous: unknown = null;
		const unsubscribe = session.subscribe(() => {
			const {mode, activeScreen, lists} = session.getState();
			const action = mode.is === 'confirm' ? mode.pendingAction : null;
			const comparison = activeScreen === null ? null : (lists[activeScreen]?.comparison ?? null);
			if (action && action === openAction && comparison !== previous) counts.updates += 1;
			if (action !== openAction) [openAction, openedAtMs] = [action, performance.now()];
			previous = comparison;
		});
		let removals = 0;
		const check = async () => {
			const entries = await engine().billing.journal.list({limit: 1000});
			const subjects = (await Promise.all(entries.map(writtenRows))).flat();
			for (const [subject, own] of Map.groupBy(subjects, key => key))
				expect(own.length, `entries of ${subject}`).toBeLessThanOrEqual(allowed.get(subject) ?? 0);
			const writes = harness.takeWrites();
			if (!mayReachPortal) expect(writes).toEqual([]);
			removals += writes.filter(line => /^(?:DELETE|POST send_event)/.test(line)).length;
			expect(removals).toBeLessThanOrEqual(allowedRemovals);
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
				readCount += 1;
				wasClosedBefore = session.getState().mode.is !== 'confirm';
				harness.send(piece);
			}

			if (!event.waits) continue;
			await harness.idle();
			if (session.getState().mode.is === 'confirm') counts.confirmations += 1;
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
		counts.writes += await check();
		unsubscribe();
	}
});
