import {afterEach, expect, test} from 'vitest';
import type {ResultItem} from '../../../source/tui/results/results-list.ts';
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

	const items = () => harness.list().rows.map(({billing}) => billing as ResultItem);

	test('rows that are refused for one reason are one group, and o goes where the way out begins', async () => {
		const {press, state, row} = await addAll();
		expect(state()).toMatchObject({activeScreen: 'results', backStack: ['accounts']});
		const [group, first, second] = items();
		expect(group).toMatchObject({kind: 'refused', rowKey: null, related: {resource: 'tariffs'}});
		expect(group!.count).toBeGreaterThan(1);
		expect([first, second]).toMatchObject([
			{text: group!.text, count: null},
			{text: group!.text, count: null},
		]);
		await press('o');
		expect(state().activeScreen).toBe('tariffs');
		expect((row()!.stalker as {external_id: string}).external_id).toBe(group!.related!.id);
		await press('escape');
		expect(state()).toMatchObject({activeScreen: 'results', backStack: ['accounts']});
	});

	test('o on a row goes to it, and so does enter where a way out is known', async () => {
		const {press, row, state, moveTo} = await addAll();
		const place = items().findIndex(({kind}) => kind === 'done');
		const {rowKey} = items()[place]!;
		await moveTo(String(place));
		await press('o');
		expect(state().activeScreen).toBe('accounts');
		expect(row()!.key).toBe(rowKey);
		await press('escape', 'g', 'down');
		const refused = items()[1]!;
		expect(refused).toMatchObject({kind: 'refused', count: null});
		await press('enter');
		expect(state().activeScreen).toBe('accounts');
		expect(row()!.key).toBe(refused.rowKey);
	});

	test('results are filtered, sorted and counted as any list, and enter on a reason shows its rows', async () => {
		const {press, list, state} = await addAll();
		const all = items();
		const [group] = all;
		await press('enter');
		expect(items().map(({text}) => text)).toEqual(Array.from({length: group!.count! + 1}, () => group!.text));
		await press('escape');
		expect(items()).toEqual(all);
		await press('/', ...'count>1', 'enter');
		expect(items().every(({rowKey, count}) => rowKey === null && count! > 1)).toBe(true);
		await press('escape', 's', ...'subject', 'enter');
		const subjects = items().flatMap(({subject}) => (subject === '' ? [] : [subject]));
		expect(subjects).toEqual(subjects.toSorted());
		await press('F');
		expect(state().mode).toMatchObject({is: 'picker', purpose: 'frequencies'});
		await press('escape', 'escape');
		expect(state().activeScreen).toBe('accounts');
		expect(list().filter).toBe('drift:A1');
	});

	test('the list keeps the results that it shows while something else is done, and R retries their rows from anywhere', async () => {
		const {press, state, list} = await addAll();
		const shown = items();
		await press('o', '+', ...(state().mode.is === 'confirm' ? ['y'] : []));
		expect(state().results).toMatchObject({listName: 'tariffs', action: 'import'});
		await press('escape');
		expect(items()).toEqual(shown);
		await press('escape', '2', 'R');
		expect(state()).toMatchObject({activeScreen: 'accounts', mode: {is: 'confirm'}});
		await press('escape', 'J');
		expect(list().rows).toMatchObject([{billing: {kind: 'done'}}]);
	});

	test('R plans the rows that failed anew and asks; r stays “read again”', async () => {
		const {press, state, messageText} = await addAll();
		const refused = state().results!.lines.flatMap(({is, key}) => (is === 'refused' ? [key] : []));
		await press('o', '+', ...(state().mode.is === 'confirm' ? ['y'] : []), 'J');
		expect(state().results).toMatchObject({listName: 'tariffs', action: 'import'});
		await press('R');
		expect(messageText()).toContain('Nothing failed');
		await press('[');
		expect(items()[0]).toMatchObject({rowKey: null});
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

	test('R leaves out what the same action has done since', async () => {
		const {press, state, moveTo} = await addAll();
		const refused = state().results!.lines.flatMap(({is, key}) => (is === 'refused' ? [key] : []));
		await press('o', '+', ...(state().mode.is === 'confirm' ? ['y'] : []), '1', 'escape');
		const [first] = refused;
		const addOne = async (key: string) => {
			await moveTo(key);
			await press('+');
			if (state().mode.is === 'confirm') await press('y');
			return state().results!.lines[0]!.is;
		};
		expect(await addOne(first!)).toBe('done');
		await press('R');
		const {mode} = state();
		const {planned, refused: left} =
			mode.is === 'confirm' && mode.pendingAction.is === 'apply'
				? mode.pendingAction.plan
				: expect.unreachable();
		expect([...planned, ...left].map(({key}) => key).toSorted()).toEqual(refused.slice(1).toSorted());
		await press('escape');
	});
});
