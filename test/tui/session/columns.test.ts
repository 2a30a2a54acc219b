import {afterEach, expect, test} from 'vitest';
import {createInMemoryScreenSettings} from '../../support/screen-settings.ts';
import {empty, onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	const open = async (options: Parameters<typeof createSessionHarness>[1] = {}) => {
		await empty(engine().database);
		harness = await createSessionHarness(engine().billing, {accounts: 60, ...options});
		return harness;
	};
	afterEach(async () => harness.close());

	/** Moves the column cursor to the column at this place. */
	const toColumn = async (place: number) => harness.press(...Array.from({length: place + 1}, () => '>'));

	const placeOf = (id: string) => harness.list().columns.indexOf(id);

	test('z orders the rows that are equal by the first column, S turns it, and s sorts by one column again', async () => {
		const {press, list} = await open();
		await press('1');
		await toColumn(placeOf('tariff_plan'));
		await press('s', 'enter', 'z', ...'account_balance', 'enter');
		const second = {column: 'account_balance', descending: false};
		expect(list().sort).toEqual({column: 'tariff_plan', descending: false, second});
		const valueOf = (id: string) => list().resource.columns.find(column => column.id === id)!.value;
		const pairs = () =>
			list().rows.map(row => [
				String(valueOf('tariff_plan')(row) ?? ''),
				Number(valueOf('account_balance')(row) || Number.NaN),
			]) as ReadonlyArray<readonly [string, number]>;
		const plan = pairs().find(([, balance]) => !Number.isNaN(balance))![0];
		const balances = pairs().flatMap(([own, balance]) =>
			own === plan && !Number.isNaN(balance) ? [balance] : [],
		);
		expect(balances.length).toBeGreaterThan(2);
		expect(balances).toEqual(balances.toSorted((a, b) => a - b));
		await press('S');
		expect(list().sort!.second).toEqual({...second, descending: true});
		await press('s', 'enter');
		expect(list().sort).toEqual({column: 'tariff_plan', descending: true});
	});

	test('_ fits the chosen column and takes it back; - hides it, but never the first; C resets all', async () => {
		const {press, list, messageText} = await open();
		await press('1', '_');
		expect(messageText()).toContain('Choose a column');
		await toColumn(placeOf('full_name'));
		await press('_');
		const {resource, rows} = list();
		const name = resource.columns.find(({id}) => id === 'full_name')!;
		const longest = Math.max(...rows.map(row => String(name.value(row) ?? '').length));
		expect(list().columnWidths['full_name']).toBeGreaterThanOrEqual(longest);
		await press('_');
		expect(list().columnWidths).toEqual({});
		await press('_', '-');
		expect(list().columns).not.toContain('full_name');
		expect(list().columns).toContain(list().columnCursor);
		await press(...Array.from({length: 20}, () => '<'), '-');
		expect(messageText()).toContain('first column stays');
		expect(list().columns[0]).toBe(resource.columns[0]!.id);
		await press('s', 'enter', 'w', 'C');
		expect(list()).toMatchObject({
			columns: resource.columns.map(({id}) => id),
			columnWidths: {},
			isWide: false,
			sort: null,
		});
	});

	test('order, widths and the last screen of the menu are the same the next time', async () => {
		const screenSettings = createInMemoryScreenSettings();
		const {press} = await open({screenSettings});
		await press('1');
		await toColumn(3);
		await press('_', 's', 'enter', 'z', ...'status', 'enter', '-', '5', 'H');
		const {columns, columnWidths, sort} = harness.state().lists['accounts']!;
		await harness.close();
		const {state, press: pressAgain} = await open({screenSettings});
		expect(state().lists['accounts']).toMatchObject({columns, columnWidths, sort});
		expect(sort).toMatchObject({second: {column: 'status'}});
		expect(state().activeScreen).toBeNull();
		await pressAgain('enter');
		expect(state().activeScreen).toBe('tariffs');
	});
});
