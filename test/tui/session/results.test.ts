import {afterEach, expect, test} from 'vitest';
import {groupResults} from '../../../source/tui/results/group-results.ts';
import {shownResults} from '../../../source/tui/results/results-history.ts';
import {empty, onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	/** Adds all accounts that are in Stalker only; those of a plan that billing does not know are refused. */
	async function addAll(): Promise<SessionHarness> {
		await empty(engine().database);
		harness = await createSessionHarness(engine().billing, {accounts: 60});
		const {press, state} = harness;
		await press('1', '/', ...'drift:A1', 'enter', 'a', '+');
		const {mode} = state();
		if (mode.is !== 'confirm') throw new Error('Nothing was asked.');
		await press(...(mode.requiredCount === null ? ['y'] : [...String(mode.requiredCount), 'enter']));
		return harness;
	}

	const items = () => {
		const {lists, mode} = harness.state();
		const results = shownResults(harness.state(), mode.is === 'results' ? mode : {back: 0});
		return groupResults(results!, lists[results!.listName], harness.context.translator);
	};

	test('rows that are refused for one reason are one group, and o goes where the way out begins', async () => {
		const {press, state, row} = await addAll();
		expect(state().mode.is).toBe('results');
		const [group, first, second] = items();
		expect(group).toMatchObject({is: 'reason', kind: 'refused', related: {resource: 'tariffs'}});
		expect(group?.is === 'reason' && group.count).toBeGreaterThan(1);
		expect([first, second]).toMatchObject([
			{is: 'row', isInGroup: true},
			{is: 'row', isInGroup: true},
		]);
		await press('o');
		expect(state().activeScreen).toBe('tariffs');
		expect((row()!.stalker as {external_id: string}).external_id).toBe(group!.related!.id);
	});

	test('o on a row goes to it', async () => {
		const {press, row, state} = await addAll();
		const place = items().findIndex(item => item.is === 'row');
		await press(...Array.from({length: place}, () => 'down'), 'o');
		const item = items()[place]!;
		expect(state().activeScreen).toBe('accounts');
		expect(item.is === 'row' && item.line.key).toBe(row()!.key);
	});

	test('R plans the rows that failed anew and asks; r stays “read again”', async () => {
		const {press, state, messageText} = await addAll();
		const refused = state().results!.lines.flatMap(({is, key}) => (is === 'refused' ? [key] : []));
		await press('o', '+', ...(state().mode.is === 'confirm' ? ['y'] : []), 'J');
		expect(state().results).toMatchObject({listName: 'tariffs', action: 'import'});
		await press('R');
		expect(messageText()).toContain('Nothing failed');
		await press('[');
		expect(items()[0]).toMatchObject({is: 'reason'});
		await press('R');
		const {mode, activeScreen} = state();
		expect(activeScreen).toBe('accounts');
		const {planned, refused: left} =
			mode.is === 'confirm' && mode.pendingAction.is === 'apply'
				? mode.pendingAction.plan
				: expect.unreachable();
		expect(planned.length).toBeGreaterThan(0);
		expect([...planned, ...left].map(({key}) => key).toSorted()).toEqual(refused.toSorted());
		await press('y');
		expect(state().results!.lines.some(({is}) => is === 'done')).toBe(true);
	});
});
