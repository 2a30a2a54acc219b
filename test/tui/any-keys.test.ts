import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Key} from '../../source/tui/key.ts';
import {listAt, rowAt, type State} from '../../source/tui/state.ts';
import {onEachEngine} from '../billing/engines.ts';
import {openStage, type Stage} from './stage.ts';

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
			'5',
			'0',
			'enter',
			'escape',
		),
	},
	{weight: 8, arbitrary: fc.constantFrom('+', 'd', 'delete', 'l', 'i', 'u', 'W', 'a', 'U', 'v', 'm', 'o')},
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

const most = Number(process.env['TEST_RUNS'] ?? 12);

onEachEngine(scene => {
	test('whatever keys arrive, nothing is written but by + on its row, or by an answer to a question about it', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(reads, {minLength: 20, maxLength: 70}), async keys => {
				await scene().database.query(
					'truncate users, users_pi, bills, iptv_main, iptv_services, tarif_plans, iptv_channels, admin_actions, stalker_journal restart identity cascade',
				);
				const stage = await openStage(scene().billing, {accounts: 40, columns: 80, rows: 24});
				try {
					await follow(stage, keys);
				} finally {
					await stage.close();
				}
			}),
			{numRuns: most},
		);
	}, 600_000);

	async function follow(stage: Stage, keys: readonly string[]): Promise<void> {
		const allowed = new Set<string>();
		let mayReachPortal = false;
		/** Before each key is heard: what it may lead to. */
		const {session} = stage;
		let reading = 0;
		/** The read in which the question that stands was first seen: nothing in it can be its answer. */
		let asked = -1;
		let wasOpened = false;
		stage.listen(heard => {
			const {is} = session.now().mode;
			asked = is === 'ask' ? (asked === -1 ? reading : asked) : -1;
			if (heard.is === 'key' && !(is === 'ask' && asked === reading && wasOpened)) {
				const {subjects, portal} = allowance(session.now(), heard.key);
				for (const subject of subjects) allowed.add(subject);
				mayReachPortal ||= portal;
			}
		});
		for (const key of keys) {
			reading += 1;
			wasOpened = session.now().mode.is !== 'ask';
			await stage.press(key);
			const entries = await scene().billing.journal.list({limit: 1000});
			for (const {subject} of entries) expect([...allowed]).toContain(subject);
			if (!mayReachPortal) expect(stage.writes()).toEqual([]);
			const {size, lists, at} = session.now();
			const list = at === null ? null : lists[at]!;
			if (list && list.rows.length > 0) {
				expect(list.cursor).toBeGreaterThanOrEqual(0);
				expect(list.cursor).toBeLessThan(list.rows.length);
				expect(list.top).toBeLessThanOrEqual(list.cursor);
				expect(list.cursor).toBeLessThan(list.top + size.rows);
			}
		}
	}
});

type Allowance = {readonly subjects: readonly string[]; readonly portal: boolean};

const nothing: Allowance = {subjects: [], portal: false};

function allowance(state: State, {name, together}: Key): Allowance {
	const {mode} = state;
	const list = listAt(state);
	if (mode.is === 'ask' && mode.armed) {
		const agrees =
			mode.count === null
				? name === 'y' || (name === 'enter' && mode.choice === 'yes')
				: name === 'enter' && mode.typed === String(mode.count);
		if (!agrees) return nothing;
		const {task} = mode;
		if (task.is === 'act') return {subjects: task.plan.planned.map(({key}) => key), portal: true};
		return task.is === 'undo'
			? {subjects: task.parts.map(({entry}) => entry.subject), portal: true}
			: nothing;
	}

	if (
		(mode.is === 'browse' || mode.is === 'record') &&
		list &&
		name === '+' &&
		!together &&
		!state.simulates
	) {
		const row = rowAt(list);
		return row && list.marked.size === 0 ? {subjects: [row.key], portal: false} : nothing;
	}

	return nothing;
}
