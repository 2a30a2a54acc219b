import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {openStage, type Stage} from '../stage.ts';

onOneEngine(scene => {
	let stage: Stage;
	const open = async (options: Parameters<typeof openStage>[1] = {}) => {
		stage = await openStage(scene().billing, options);
		await stage.press('1');
		return stage;
	};
	const query = async (sql: string) => scene().database.query<Record<string, unknown>>(sql);
	const services = async () => Number((await query('select count(*) as n from iptv_main'))[0]!['n']);
	/** A new customer with a free number and a known plan: nothing is to be asked. */
	const addable = ({list}: Stage) =>
		list().rows.find(
			({mark, drifts, theirs}) =>
				mark === '+' &&
				drifts.map(({code}) => code).join() === 'A1' &&
				/^[1-9]\d{0,5}$/.test((theirs as {readonly account_number: string}).account_number),
		)!;
	afterEach(async () => stage.close());

	test('+ on one new account acts at once, the row changes in place, and u takes it back', async () => {
		const {press, to, row, said, now, writes, list} = await open();
		const before = await services();
		const {key} = addable(stage);
		await to(key);
		const place = list().cursor;
		await press('+');
		expect(said()).toContain('is in billing now');
		expect(row()).toMatchObject({key, mark: '='});
		expect(list().cursor).toBe(place);
		expect(await services()).toBe(before + 1);
		expect(writes()).toEqual([]);
		await press('u');
		expect(now().mode).toMatchObject({is: 'ask', armed: true});
		await press('y');
		expect(await services()).toBe(before);
		expect(row()).toMatchObject({key, mark: '+'});
	});

	test('+ three times, moving between before anything is over, adds the three rows that were pressed', async () => {
		const {press, send, idle, list, now} = await open({accounts: 60});
		const before = await services();
		await press('/', ...'drift:A1 !drift:C2', 'enter');
		const wanted = list().rows.slice(0, 3);
		send('+', 'down', '+', 'down', '+');
		await idle();
		const rows = now().lists['accounts']!.sheet!.rows;
		expect(wanted.map(({key}) => rows.find(row => row.key === key)!.mark)).toEqual(['=', '=', '=']);
		expect(await services()).toBe(before + 3);
	});

	test('a box that was watched meanwhile is still the box that was drawn, another that has its MAC is not', async () => {
		const {press, to, writes, said, portal} = await openStage(scene().billing).then(
			opened => (stage = opened),
		);
		await press('2', '/', ...'online:on', 'enter');
		const {key, theirs} = stage.list().rows[0]!;
		await to(key);
		const user = portal.state.users.find(({mac}) => mac === (theirs as {readonly mac: string}).mac)!;
		const watch = () =>
			Object.assign(user, {last_active: '2031-01-01 00:00:00', ip: '10.9.8.7', account_balance: '-1'});
		await press('b');
		watch();
		await press('y');
		expect(said()).toContain(key);
		expect(writes()).toHaveLength(1);
		await press('b');
		user.login = 'another';
		await press('y');
		expect(said()).toContain('changed since it was on the screen');
		expect(writes()).toEqual([]);
	});

	test('a + in one read with other characters asks: somebody pasted a phone number', async () => {
		const {to, together, now, writes} = await open();
		const before = await services();
		await to(addable(stage).key);
		await together('+380501112233');
		expect(now().mode.is).toBe('ask');
		expect(await services()).toBe(before);
		expect(writes()).toEqual([]);
	});

	test('a bracketed paste is no key', async () => {
		const {to, together, now} = await open();
		const before = await services();
		await to(addable(stage).key);
		await together('\u001B[200~+dy\r\u001B[201~');
		expect(now().mode.is).toBe('browse');
		expect(await services()).toBe(before);
	});

	test('+ asks when the account is not what was drawn any more', async () => {
		const {to, press, now, portal, said} = await open();
		const {key, theirs} = addable(stage);
		await to(key);
		const {login} = theirs as {readonly login: string};
		portal.state.users.find(user => user.login === login)!.fname = 'Хтось Інший';
		await press('+');
		expect(now().mode.is).toBe('ask');
		expect(said()).toContain('not what was on the screen');
	});

	test('+ asks when a new number would go to the portal, says so, and writes it after y', async () => {
		const {to, press, now, writes, row, world} = await open({
			prepare: state => void (state.users.find(({login}) => login === 'user00003')!.ls = 'A-17'),
		});
		await to('user00003');
		expect(row()!.mark).toBe('+');
		await press('+');
		const {mode} = now();
		expect(mode.is === 'ask' && mode.task.is === 'act' && mode.task.plan.planned).toHaveLength(1);
		expect(writes()).toEqual([]);
		await press('y');
		expect(writes()).toEqual([expect.stringContaining('PUT accounts/')]);
		expect(row()!.mark).toBe('=');
		const [entry] = await world.billing.journal.list({limit: 1});
		expect(entry).toMatchObject({subject: 'user00003', state: 'done'});
	});

	test('a tariff plan that billing lacks is refused and leads to that plan; imported, + goes through', async () => {
		const {to, press, said, list, now, row} = await open({accounts: 300});
		const refused = list().rows.find(
			({mark, drifts}) => mark === '+' && drifts.map(({code}) => code).join() === 'A1,C2',
		)!;
		await to(refused.key);
		await press('+');
		expect(said()).toContain('Billing has no tariff plan');
		await press('o');
		expect(now().at).toBe('tariffs');
		expect(row()).toMatchObject({mark: '+'});
		await press('+');
		expect(row()!.mark).toBe('=');
		await press('escape');
		expect(now().at).toBe('accounts');
		expect(list().key).toBe(refused.key);
		await press('+');
		if (now().mode.is === 'ask') await press('y');
		expect(row()!.mark).toBe('=');
	});

	test('d asks, and only a Latin y deletes; н is a no', async () => {
		const {press, now, writes, row, to, list} = await open();
		await to(list().rows.find(({mark}) => mark === '=')!.key);
		const {key} = row()!;
		await press('d');
		expect(now().mode.is).toBe('ask');
		await press('н', 'd', 'enter');
		expect(writes()).toEqual([]);
		expect(now().mode.is).toBe('browse');
		await press('d', 'y');
		expect(writes()).toHaveLength(1);
		expect(now().lists['accounts']!.sheet!.rows.some(one => one.key === key && one.mark === '=')).toBe(false);
	});

	test('→ and enter agree, enter alone does not', async () => {
		const {press, writes, to, list} = await open();
		await to(list().rows.find(({mark}) => mark === '=')!.key);
		await press('d', 'enter');
		expect(writes()).toEqual([]);
		await press('d', 'right', 'enter');
		expect(writes()).toHaveLength(1);
	});

	test('what was typed ahead of the question is no answer', async () => {
		const {together, press, writes, now, to, list} = await open();
		await to(list().rows.find(({mark}) => mark === '=')!.key);
		await together('dy', 'enter');
		expect(now().mode).toMatchObject({is: 'ask', choice: 'no', typed: ''});
		expect(writes()).toEqual([]);
		await press('escape');
		expect(writes()).toEqual([]);
	});

	test('a y that comes in one read with other characters is no answer: somebody pasted a word', async () => {
		const {together, press, writes, now, to, list} = await open();
		await to(list().rows.find(({mark}) => mark === '=')!.key);
		await press('d');
		await together('yes, please');
		expect(now().mode).toMatchObject({is: 'ask', wrong: 'letter'});
		expect(writes()).toEqual([]);
		await press('y');
		expect(writes()).toHaveLength(1);
	});

	test('several are deleted by their number only, hidden ones are named, and u brings them back', async () => {
		const {press, now, writes, list, said} = await open();
		await press('/', ...'sync:=', 'enter', 'space', 'space', 'space', '/', 'ctrl-u', ...'zzzz', 'enter');
		expect(list().marked.size).toBe(3);
		const keys = [...list().marked];
		await press('d');
		const {mode} = now();
		expect(mode.is === 'ask' && mode.task.is === 'act' && mode.task.hidden.size).toBe(3);
		await press('y', '2', 'enter');
		expect(writes()).toEqual([]);
		expect(now().mode.is).toBe('ask');
		await press('3', 'enter');
		expect(writes().filter(line => line.startsWith('DELETE'))).toHaveLength(3);
		expect(said()).toContain('3 rows done');
		expect(list().marked.size).toBe(0);
		await press('escape', 'u');
		expect(now().mode).toMatchObject({is: 'ask', count: 3});
		await press('3', 'enter');
		const rows = now().lists['accounts']!.sheet!.rows;
		for (const key of keys) expect(rows.find(row => row.key === key)?.theirs).toBeTruthy();
	});

	test('all marked + asks once, adds what can be added, and tells why not the others', async () => {
		const {press, now, list, said} = await open();
		const before = await services();
		await press('/', ...'sync:+', 'enter', 'a', '+');
		const {mode} = now();
		expect(mode.is).toBe('ask');
		if (mode.is !== 'ask' || mode.task.is !== 'act') return;
		const {planned, refused} = mode.task.plan;
		await press('y');
		expect(await services()).toBe(before + planned.length);
		expect(list().marked.size).toBe(0);
		expect(said()).toContain(`${planned.length} row`);
		expect(now().results!.lines).toHaveLength(planned.length + refused.length);
	});

	test('W and then an action says what would be done, and does nothing', async () => {
		const {press, to, now, writes, said} = await open();
		const before = await services();
		await to(addable(stage).key);
		await press('W', '+');
		expect(now().mode.is).toBe('results');
		expect(now().results).toMatchObject({simulated: true});
		expect(said()).toContain('Nothing was written');
		expect(await services()).toBe(before);
		expect(writes()).toEqual([]);
	});

	test('l offers the services that no account has, and links the one that is chosen after a question', async () => {
		const {press, to, now, list} = await open({accounts: 300});
		await to(addable(stage).key);
		const {key} = list();
		await press('l');
		const {mode} = now();
		expect(mode.is === 'choose' && mode.options.length).toBeGreaterThan(0);
		await press('enter');
		expect(now().mode.is).toBe('ask');
		await press('y');
		expect(list().sheet!.rows.find(row => row.key === key)!.ours).not.toBeNull();
	});

	test('read-only refuses every write and says why', async () => {
		const {press, to, said, writes} = await open({readOnly: true});
		const before = await services();
		await to(addable(stage).key);
		for (const key of ['+', 'd', 'l', 'u']) {
			await press(key);
			expect(said()).toContain('read-only');
		}

		expect(await services()).toBe(before);
		expect(writes()).toEqual([]);
	});

	test('a list that has only just arrived hears no action, and then it does', async () => {
		stage = await openStage(scene().billing, {early: ['1']});
		const {press, said, later, list} = stage;
		expect(list().rows.length).toBeGreaterThan(0);
		await press('d');
		expect(said()).toContain('only just arrived');
		later(1000);
		await press('d');
		expect(stage.now().mode.is).toBe('ask');
	});

	test('i on channels that are the same says so and asks nothing; on a list that is old by now it shows what came', async () => {
		const {press, now, said, portal} = await open();
		await press('3', 'i');
		const {mode} = now();
		if (mode.is === 'ask' && mode.count !== null) await press(...String(mode.count), 'enter');
		else await press('y');
		const entries = async () => query('select id from stalker_journal');
		const before = await entries();
		await press('i');
		expect(now().mode.is).toBe('browse');
		expect(said()).toContain("exactly Stalker's already");
		expect(await entries()).toEqual(before);
		portal.state.channels[0] = {...portal.state.channels[0]!, name: 'Інший'};
		await press('i');
		expect(now().mode).toMatchObject({is: 'ask', armed: true});
		await press('n');
		expect(await entries()).toEqual(before);
	});
});
