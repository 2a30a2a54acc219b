import {stripVTControlCharacters} from 'node:util';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {renderFrameText} from '../../../source/tui/view/render-frame.ts';
import {createStyle} from '../../../source/tui/view/style.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {createCaller} from '../../commands/command-calls.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	beforeEach(async () => {
		harness = await createSessionHarness(engine().billing);
		await harness.press('2', '/', ...'online:on', 'enter');
	});
	afterEach(async () => harness.close());

	const online = (count: number) =>
		harness
			.list()
			.rows.slice(0, count)
			.map(({key}) => key);
	const events = () => harness.portal.state.events.map(({event, msg}) => [event, msg]);

	test('M asks for a text, then whether it is to be sent, and sends it to that box alone', async () => {
		const {press, moveTo, state, messageText, takeWrites} = harness;
		const [mac] = online(1);
		await moveTo(mac!);
		await press('M', ...'Ремонт о 3:00', 'enter');
		expect(state().mode).toMatchObject({is: 'confirm', requiredCount: null});
		expect(takeWrites()).toEqual([]);
		await press('y');
		expect(messageText()).toContain(mac);
		expect(takeWrites()).toEqual([`POST send_event/${mac!}`]);
		expect(events()).toEqual([['send_msg', 'Ремонт о 3:00']]);
		await press('u');
		expect(state().mode.is).toBe('browse');
	});

	test('for several boxes their number is typed; each is sent the text by a request of its own', async () => {
		const {press, moveTo, state, takeWrites} = harness;
		const macs = online(3);
		await moveTo(macs[0]!);
		await press('space', 'space', 'space', 'M', ...'Ремонт', 'enter');
		expect(state().mode).toMatchObject({is: 'confirm', requiredCount: 3});
		await press('3', 'enter');
		expect(takeWrites()).toEqual(macs.map(mac => `POST send_event/${mac}`));
		expect(events()).toEqual(macs.map(() => ['send_msg', 'Ремонт']));
	});

	test.each(['NOW()', 'Привіт 😀'])('%s is no text that the portal stores as it is', async text => {
		const {press, messageText, state, takeWrites} = harness;
		await press('M', ...text, 'enter');
		expect(state().mode.is).toBe('browse');
		expect(messageText()).toContain('cannot store this text');
		expect(takeWrites()).toEqual([]);
	});

	test('nothing is chosen before a text is typed, and the screen offers nothing to choose', async () => {
		const {press, state, context} = harness;
		await press('M', 'enter');
		expect(state().mode.is).toBe('picker');
		const lines = renderFrameText(state(), context.translator, createStyle({})).map(stripVTControlCharacters);
		const title = lines.find(line => line.includes('Text of the message'));
		expect(title).toBeDefined();
		expect(title).not.toMatch(/\d/);
		expect(lines.at(-1)).not.toContain('choose');
		await press('escape');
		expect(state().mode.is).toBe('browse');
	});

	test('by command the text is needed, a dry run sends nothing, and the count confirms', async () => {
		const call = createCaller(async () => harness.context);
		const [mac] = online(1);
		expect(await call(['stb', 'message'], [mac!], {confirm: 1})).toMatchObject({exitCode: 2});
		expect(await call(['stb', 'message'], [mac!], {text: 'Ремонт', 'dry-run': true})).toMatchObject({
			exitCode: 0,
		});
		expect(await call(['stb', 'message'], [mac!], {text: 'Ремонт'})).toMatchObject({exitCode: 1});
		expect(events()).toEqual([]);
		expect(await call(['stb', 'message'], [mac!], {text: 'Ремонт', confirm: 1})).toMatchObject({exitCode: 0});
		expect(events()).toEqual([['send_msg', 'Ремонт']]);
		const [entry] = await harness.context.billing.journal.list({limit: 1});
		expect(entry).toMatchObject({resource: 'stb', action: 'message', subject: mac, state: 'done'});
	});
});
