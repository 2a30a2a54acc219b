import {expect, test} from 'vitest';
import {onEachEngine} from './engines.ts';
import {addServices, createOrder, createProvider, context} from './fixtures.ts';

/** Characters that PostgreSQL cannot store and a portal may send. */
const unstorable = ['nul\0nul', 'half\uD83D', '\uDE00half'];

onEachEngine(fixture => {
	test.each(unstorable)('%j is refused in one sentence, and the connection goes on', async text => {
		const {billing, database} = fixture();
		const portal = await createProvider(billing);
		const refused = {
			code: 'ERR_BILLING_REFUSED',
			message: 'A text has a character that the database cannot hold; correct it in the portal.',
		};
		expect(await addServices(billing, portal, [createOrder(text)])).toMatchObject([
			{is: 'failed', cause: refused},
		]);
		await expect(
			database.query('select value from json_array_elements_text(?::json)', [JSON.stringify([text])]),
		).rejects.toMatchObject(refused);
		expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
		expect(await database.query('select id from users')).toEqual([]);
		expect((await billing.journal.list({limit: 9})).map(({state}) => state)).toEqual(['failed']);
	});

	test('a NUL within a text ends no statement', async () => {
		const {database} = fixture();
		await expect(database.query('select ?::text as a', ['a\0b'])).rejects.toMatchObject({
			code: 'ERR_BILLING_REFUSED',
		});
		expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
	});

	test('the journal holds whatever a portal says, and finds it by the name under which the portal has it', async () => {
		const {journal, changeJournal} = fixture().billing;
		const {operator, run} = context;
		const sets = unstorable.map(text => ({
			...{resource: 'accounts', rowKey: text, action: 'delete', changes: [], questions: []},
			values: {[text]: [text, {text}]},
		}));
		await changeJournal.add(sets, {id: null, run, providerId: 1, operator});
		const found = await Promise.all(
			unstorable.map(async subject => (await journal.list({limit: 9, subject}))[0]),
		);
		expect(found.map(one => one!.row_count)).toEqual([3, 3, 3]);
		const rows = await changeJournal.rows(found[0]!.id);
		expect(rows.map(({set}) => [set.rowKey, set.values])).toEqual([
			['nul␀nul', {'nul␀nul': ['nul␀nul', {text: 'nul␀nul'}]}],
			['half�', {'half�': ['half�', {text: 'half�'}]}],
			['�half', {'�half': ['�half', {text: '�half'}]}],
		]);
	});
});
