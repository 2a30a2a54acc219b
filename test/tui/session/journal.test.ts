import {afterEach, expect, test} from 'vitest';
import {journalRowLines} from '../../../source/output/journal-rows.ts';
import {empty, onOneEngine} from '../../billing/engines.ts';
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

	test('all entries are listed, however many', async () => {
		const {press, list} = await open();
		await addThree(harness);
		await engine().database.query(
			`insert into stalker_journal (at, leased_at, run, service_id, resource, action, subject, row_count, undoes, os_user, aid, state)
			select at, leased_at, run, service_id, resource, action, subject, row_count, undoes, os_user, aid, state
			from stalker_journal cross join generate_series(1, 100)`,
		);
		await press('H');
		expect(list().rows.length).toBe(303);
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
