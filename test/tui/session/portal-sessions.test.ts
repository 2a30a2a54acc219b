import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {demoPortals} from '../../../source/app/demo-portals.ts';
import {loadConfig} from '../../../source/config/config.ts';
import type {Session} from '../../../source/tui/session/session.ts';
import {activeListOf} from '../../../source/tui/session/state.ts';
import {createPortalsHarness, type PortalsHarness} from '../portals-harness.ts';

let home: string;
let harness: PortalsHarness;
let session: Session;

beforeEach(async () => {
	home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-portals-'));
	const environment = {HOME: home};
	const config = loadConfig({flags: {demo: true}, environment});
	const warn = () => undefined;
	harness = createPortalsHarness(demoPortals(config, {count: 2, chosen: undefined}, {environment, warn}).all);
	({session} = harness);
	await harness.idle();
});
afterEach(async () => {
	await session.close();
	rmSync(home, {recursive: true});
});

const list = () => activeListOf(session.getState())!;
const press = async (...keys: readonly string[]) => harness.press(...keys);
const frame = () => harness.frame();

test('P shows the other portal: each keeps its screen, rows, cursor and filter, and the header says which it is', async () => {
	await press('1', '/', ...'sync:~', 'enter', 'down', 'down');
	const before = session.getState();
	expect(frame()[0]).toContain('demo1');
	await press('P', 'enter');
	expect(session.getState()).toMatchObject({activeScreen: null, mode: {is: 'browse'}});
	expect(frame()[0]).toContain('demo2');
	await press('1');
	expect(list().filter).toBe('');
	expect(list().comparison!.rows).not.toHaveLength(0);
	const logins = new Set(list().rows.map(({key}) => key));
	await press('P', 'enter');
	expect(session.getState().activeScreen).toBe('accounts');
	const {filter, cursorKey, rows} = before.lists['accounts']!;
	expect(list()).toMatchObject({filter, cursorKey});
	expect(list().rows).toEqual(rows);
	expect(rows.filter(({key}) => logins.has(key))).toEqual([]);
});

test('the menu has a line for each portal, with what was read of it', async () => {
	const portalLines = () => frame().filter(line => /^.?(?:\[demo\d\]| demo\d )/.test(line));
	expect(portalLines()).toHaveLength(2);
	expect(portalLines()[0]).toMatch(/\[demo1\].* = \d+ .* \+ \d+ .*as of/);
	expect(portalLines()[1]).toMatch(/ demo2 +not opened yet/);
	const first = portalLines()[0]!.replaceAll(/[[\]]/g, ' ');
	await press('P', 'enter');
	expect(portalLines()[1]).toMatch(/\[demo2\].* = \d+ .* \+ \d+ .*as of/);
	expect(portalLines()[0]).toBe(first);
});

test('entries of the journal are no rows of a portal', async () => {
	await press('1', '/', ...'sync:+', 'enter', '+', '0');
	expect(session.getState().undoStack).toHaveLength(1);
	const portalLine = () => frame().find(line => line.includes('[demo1]'));
	const before = portalLine();
	await press('H', 'escape');
	expect(session.getState().lists['journal']!.rows).not.toHaveLength(0);
	expect(portalLine()).toBe(before);
});

test('what is hidden is not read; shown again, it is read when that is due', async () => {
	await press('1');
	const readAt = () => list().stalker.loadedAt!.getTime();
	const first = readAt();
	await press('P', 'enter', '1');
	const second = readAt();
	for (const _ of [1, 2, 3]) {
		await press('down');
		harness.pass(5);
		await harness.idle();
	}

	expect(readAt()).toBeGreaterThan(second);
	await press('P', 'enter');
	expect(readAt()).toBeGreaterThan(first);
	expect(readAt() - first).toBe(15 * 60_000);
});

test('with the end of one session all end', async () => {
	await press('P', 'enter');
	await press('q');
	await session.ended;
	expect(session.pendingTasks.count).toBe(0);
});
