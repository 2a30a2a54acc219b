import {afterEach, expect, test} from 'vitest';
import {englishTranslator} from '../../../source/i18n/translator.ts';
import type {Picker} from '../../../source/tui/session/mode.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {renderText} from '../view/fixtures.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	const open = async (accounts = 60) => {
		harness = await createSessionHarness(engine().billing, {accounts});
		await harness.press('1');
		return harness;
	};
	afterEach(async () => harness.close());

	const {t} = englishTranslator;
	const options = (): readonly string[] => {
		const {mode} = harness.state();
		expect(mode).toMatchObject({is: 'picker', purpose: 'fix'});
		return (mode as Picker).options.map(({text, effect}) => `${text}${effect ? ` | ${t(effect)}` : ''}`);
	};
	/** Lets the account differ in two more fields. */
	const change = (login: string, fields: object) =>
		Object.assign(
			harness.portal.state.users.find(user => user.login === login)!,
			fields,
		);

	test('f lists the fixes of the row with their values; a digit opens the question, y writes, u takes it back', async () => {
		const {press, moveTo, state, row, takeWrites} = await open();
		await moveTo('user00005');
		await press('f');
		expect(options()).toEqual([
			'1  B1  switch it off in Stalker | “user00005” in Stalker: Status on → off. It is ONLINE: whoever watches may lose TV immediately.',
			expect.stringMatching(
				/^2 {2}B1 {2}activate the TV service in billing \| Billing has a reason of its own/,
			),
		]);
		await press('1');
		expect(state().mode).toMatchObject({is: 'confirm'});
		expect(takeWrites()).toEqual([]);
		await press('y');
		expect(takeWrites()).toHaveLength(1);
		expect(row()).toMatchObject({key: 'user00005', mark: '=', stalker: {status: 0}});
		await press('u', 'y');
		expect(takeWrites()).toHaveLength(1);
		expect(row()).toMatchObject({key: 'user00005', mark: '~', stalker: {status: 1}});
	});

	test('where both systems can be right in several fields, that comes first', async () => {
		const {press, moveTo, takeWrites, row} = await open();
		change('user00030', {ls: '', account_balance: '7'});
		await press('r');
		await moveTo('user00030');
		await press('f');
		const texts = options();
		expect(texts[0]).toMatch(/^1 {2}B2 A5 E2 {2}billing is right in all of it/);
		await press('enter', 'y');
		expect(takeWrites()).toHaveLength(1);
		expect(row()).toMatchObject({mark: '=', differences: []});
	});

	test('selected rows are grouped by fix with their counts; what interrupts TV asks for their number', async () => {
		const {press, list, state, takeWrites} = await open(300);
		await press('/', ...'drift:B1', 'enter', 'a', 'f');
		const n = list().rows.length;
		expect(n).toBeGreaterThan(1);
		const texts = options();
		const index = texts.findIndex(text => text.includes('switch it off'));
		expect(texts[index]).toMatch(new RegExp(`${n}$`));
		await press(String(index + 1));
		expect(state().mode).toMatchObject({is: 'confirm', requiredCount: n});
		await press('y', 'enter');
		expect(takeWrites()).toEqual([]);
		await press('escape', 'f', String(index + 1), String(n), 'enter');
		expect(takeWrites()).toHaveLength(n);
	});

	test('the question counts as online only those who may lose TV by it', async () => {
		const {press, state} = await open();
		change('user00005', {online: true});
		change('user00025', {online: true});
		await press('r', '/', ...'login:user00005|user00025', 'enter', 'a', 'f', '1');
		expect(state().mode).toMatchObject({is: 'confirm', requiredCount: 2});
		const shown = renderText(state());
		expect(shown).toContain('1 online: they lose TV immediately');
		expect(shown.split('\n').filter(line => line.includes(' ONLINE  “'))).toEqual([
			expect.stringContaining('“user00005” in Stalker: Status on → off'),
		]);
		await press('escape');
	});

	test('an account that billing does not know is offered to be added first, then to be deleted', async () => {
		const {press, moveTo, list} = await open();
		await moveTo(list().rows.find(({mark, differences}) => mark === '+' && differences.length === 1)!.key);
		await press('f');
		expect(options().map(text => text.split(' | ')[0])).toEqual([
			expect.stringMatching(/^1 {2}A\d {2}add it to billing$/),
			expect.stringMatching(/^2 {2}A\d {2}delete the account from Stalker$/),
		]);
	});

	test('a row that is in sync, or that a person has to resolve, says so', async () => {
		const {press, moveTo, state, messageText} = await open();
		await moveTo('user00001');
		await press('f');
		expect([state().mode.is, messageText()]).toEqual(['browse', 'This row is in sync; nothing to fix.']);
		await moveTo('user00015');
		await press('f');
		expect([state().mode.is, messageText()]).toEqual([
			'browse',
			expect.stringContaining('Resolve manually first'),
		]);
	});

	test('a conflict leads to the row that it collides with, and back', async () => {
		const {press, moveTo, state, row} = await open();
		await moveTo('user00015');
		const {differences} = row()!;
		const [other] = differences.flatMap(({with: others = []}) => others);
		await press('f', 'o');
		expect([state().activeScreen, row()!.key]).toEqual(['accounts', other]);
		await press('o');
		expect(row()!.key).toBe('user00015');
	});

	test('what is fixed on another screen says on which, and o leads to its row there', async () => {
		const {press, moveTo, state, row, list, messageText} = await open();
		await press('2');
		const {key, billing} = list().rows.find(({differences}) => differences.some(({code}) => code === 'A3'))!;
		await moveTo(key);
		await press('f');
		expect([state().mode.is, messageText()]).toEqual([
			'browse',
			'A3 is fixed on the screen Accounts; o leads to its row there.',
		]);
		await press('o');
		expect(state().activeScreen).toBe('accounts');
		expect(row()).toMatchObject({mark: '-', billing: {uid: (billing as {readonly uid: number}).uid}});
	});

	test('registering a box by f asks for whom, and writes nothing by itself', async () => {
		const {press, moveTo, state, list, takeWrites} = await open();
		await press('2');
		const {key} = list().rows.find(
			({stalker, differences}) =>
				differences.some(({code}) => code === 'F1') &&
				(stalker as {readonly login: string}).login === 'user00013',
		)!;
		await moveTo(key);
		await press('f');
		expect(options()).toEqual(['1  F1  register the box for a customer']);
		await press('1');
		expect(state().mode).toMatchObject({is: 'picker', purpose: {action: 'register'}, rowKey: key});
		await press('enter');
		expect(state().mode).toMatchObject({is: 'confirm'});
		expect(takeWrites()).toEqual([]);
	});

	test('seventeen rows of a filtered list are switched off in six keys, after a question that says what and who is online', async () => {
		const {press, list, state, takeWrites} = await open(300);
		await engine().query(
			`update iptv_main set disable = 1 where id in (
				select id from iptv_main where disable = 0 and id between 100001 and 100300 order by id limit 60)`,
		);
		await press('r', '/', ...'drift:B1 sync:~', 'enter');
		const rows = list().rows.slice(0, 17);
		expect(rows).toHaveLength(17);
		await press('/', 'ctrl-u', ...`login:${rows.map(({key}) => key).join('|')}`, 'enter');
		expect(list().rows).toHaveLength(17);
		await press('a', 'f');
		const index = options().findIndex(text => text.includes('switch it off'));
		await press(String(index + 1));
		expect(state().mode).toMatchObject({is: 'confirm', requiredCount: 17});
		expect(takeWrites()).toEqual([]);
		await press('1', '7', 'enter');
		expect(takeWrites()).toHaveLength(17);
		expect(list().rows.flatMap(({differences}) => differences.filter(({code}) => code === 'B1'))).toEqual([]);
	});
});
