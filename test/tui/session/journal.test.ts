import {afterEach, expect, test} from 'vitest';
import {journalRowLines} from '../../../source/output/journal-rows.ts';
import {empty, onOneEngine} from '../../billing/engines.ts';
import {createStyle} from '../../../source/tui/view/style.ts';
import {renderFrameText} from '../../../source/tui/view/render-frame.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	const open = async (options: Parameters<typeof createSessionHarness>[1] = {}) => {
		await empty(engine().database);
		harness = await createSessionHarness(engine().billing, {accounts: 40, ...options});
		return harness;
	};
	afterEach(async () => harness.close());

	/** Adds three accounts that are in Stalker only, one by one; returns their keys, newest first. */
	async function addThree({press, moveTo, list}: SessionHarness): Promise<readonly string[]> {
		await press('1');
		const keys = list()
			.rows.filter(({differences}) => differences.map(({code}) => code).join() === 'A1')
			.slice(0, 3)
			.map(({key}) => key);
		for (const key of keys) {
			await moveTo(key);
			await press('+');
		}

		return keys.toReversed();
	}

	test('the journal is a table that is filtered and sorted as any other, with the newest entry first', async () => {
		const {press, list, state} = await open();
		const keys = await addThree(harness);
		await press('H');
		expect(state().activeScreen).toBe('journal');
		expect(list().rows.map(({billing}) => (billing as {subject: string}).subject)).toEqual(keys);
		const oldest = list().rows[2]!;
		await press('/', ...`subject=${keys[2]!}`, 'enter');
		expect(list().rows).toEqual([oldest]);
		await press('escape', 's', ...'no.', 'enter');
		expect(list().rows[0]).toEqual(oldest);
		await press('escape');
		expect(state().activeScreen).toBe('accounts');
	});

	/** Writes the three entries anew this many times. */
	const repeatEntries = async (times: number) =>
		engine().database.query(
			`insert into stalker_journal (at, leased_at, run, service_id, resource, action, subject, row_count, undoes, os_user, aid, state)
			select at, leased_at, run, service_id, resource, action, subject, row_count, undoes, os_user, aid, state
			from stalker_journal cross join generate_series(1, ${times})`,
		);

	const oldestId = async () => {
		const [row] = await engine().database.query<{id: string | number}>(
			'select min(id) as id from stalker_journal',
		);
		return String(row!.id);
	};

	test('the newest entries are read at first, older ones when the cursor nears them', async () => {
		const {press, list, state, context} = await open();
		const screen = () => renderFrameText(state(), context.translator, createStyle({})).join('\n');
		await addThree(harness);
		await repeatEntries(400);
		await press('H');
		expect(list().rows.length).toBe(500);
		expect(screen()).toContain('500 rows and older ones');
		await press('end');
		expect(list()).toMatchObject({cursor: 499, rows: {length: 1000}});
		await press('end');
		expect(list().rows.length).toBe(1203);
		expect(screen()).not.toContain('older ones');
		await press('end');
		const ids = list().rows.map(({billing}) => Number((billing as {id: string}).id));
		expect(ids).toEqual(Array.from(new Set(ids)).toSorted((one, other) => other - one));
	});

	test('a filter and an order are those of the whole journal', async () => {
		const {press, list} = await open();
		const keys = await addThree(harness);
		const oldest = await oldestId();
		await repeatEntries(400);
		await press('H', '/', ...`id=${oldest}`, 'enter');
		expect(list().rows).toMatchObject([{billing: {id: oldest, subject: keys[2]}}]);
		expect(list().comparison!.rows.length).toBe(1203);
		await press('escape', 's', ...'no.', 'enter');
		expect(list().rows[0]).toMatchObject({billing: {id: oldest}});
	});

	test('reading again, an older entry keeps its row, and one that was undone meanwhile shows it', async () => {
		const {press, list, moveTo} = await open();
		await addThree(harness);
		const oldest = await oldestId();
		await repeatEntries(400);
		await press('H', '/', ...`id=${oldest}`, 'enter', 'escape');
		const before = list().comparison!.rows;
		expect(before.length).toBe(1203);
		await moveTo(oldest);
		await press('u', 'y');
		const after = list().comparison!.rows;
		expect(after.length).toBe(1204);
		expect(after[0]).toMatchObject({billing: {action: 'undo', undoes: oldest}});
		expect(after.at(-1)).toMatchObject({billing: {id: oldest, state: 'undone'}});
		expect(after.slice(501, -1).every((row, place) => row === before[500 + place])).toBe(true);
	});

	test('enter shows what an entry has changed, before and after, and o goes to its row', async () => {
		const {press, state, row} = await open();
		const [, second] = await addThree(harness);
		await press('H', 'down', 'enter');
		expect(state().mode).toMatchObject({
			is: 'entry',
			entry: {subject: second},
			rows: [{set: {rowKey: second}}],
		});
		const {mode} = state();
		const lines =
			mode.is === 'entry'
				? mode.rows!.flatMap(line => journalRowLines(line, harness.context.translator))
				: [];
		expect(lines.filter(line => line.includes('→')).length).toBeGreaterThan(3);
		// A field without a value before and after says nothing.
		expect(lines.filter(line => line.endsWith(': –'))).toEqual([]);
		await press('o');
		expect(state().activeScreen).toBe('accounts');
		expect(row()!.key).toBe(second);
		await press('escape');
		expect(state().activeScreen).toBe('journal');
	});

	test('u undoes the entry at the cursor, also one of another session, and asks first', async () => {
		const {press, state, list, messageText} = await open();
		const keys = await addThree(harness);
		await engine().database.query(
			`update stalker_journal set run = 'earlier', os_user = 'petro', sudo_user = null, at = at - interval '1 day'`,
		);
		await press('H', 'down', 'down');
		await press('u');
		expect(state().mode).toMatchObject({
			is: 'confirm',
			requiredCount: null,
			pendingAction: {
				is: 'undo',
				steps: [{key: keys[2], questions: [{code: 'undo-made-by', values: {operator: 'petro'}}]}],
			},
		});
		await press('y');
		expect(messageText()).toContain(keys[2]);
		expect(list().rows.map(({billing}) => (billing as {state: string}).state)).toEqual([
			'done',
			'done',
			'done',
			'undone',
		]);
	});

	test('an entry is not fixed, and the message says what can be done with it', async () => {
		const {press, state, messageText} = await open();
		await addThree(harness);
		await press('H', 'f');
		expect(messageText()).toContain('u undoes an entry');
		expect(state().mode.is).toBe('browse');
	});

	test('a bulk is one line, and its page lists the rows', async () => {
		const {press, state, list} = await open();
		await press('1', '/', ...'drift:A1 !drift:C2', 'enter', 'space', 'space', '+', 'y', 'escape', 'H');
		expect(list().rows.map(({billing}) => billing)).toMatchObject([{row_count: 2, subject: ''}]);
		await press('enter');
		expect(state().mode).toMatchObject({is: 'entry', rows: [{}, {}]});
	});

	test('without billing the journal says so, and its keys do nothing', async () => {
		const opening = Promise.withResolvers<void>();
		const {state, messageText, send, until, idle} = await open({opening: opening.promise});
		send('H');
		await until(({activeScreen}) => activeScreen === 'journal');
		send('u');
		await until(({notification}) => notification !== null);
		expect(messageText()).toContain('No row');
		expect(state().mode.is).toBe('browse');
		opening.resolve();
		await idle();
		expect(state().lists['journal']!.billing.state).toBe('fresh');
	});
});
