import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {fileSnapshots, type Snapshots} from '../../../source/snapshots.ts';
import {textOfFrame} from '../../../source/tui/frame/frame.ts';
import {styleOf} from '../../../source/tui/style.ts';
import {empty, onOneEngine} from '../../billing/engines.ts';
import {openStage, type Stage} from '../stage.ts';
import {inEnglish} from '../../../source/words/words.ts';

onOneEngine(scene => {
	let stage: Stage;
	let home: string;
	let snapshots: Snapshots;
	beforeEach(() => {
		home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-snapshot-'));
		snapshots = fileSnapshots(home, 'demo', warning => expect.unreachable(inEnglish(warning)));
	});
	afterEach(async () => {
		await stage.close();
		rmSync(home, {recursive: true});
	});

	/** A run that reads everything and leaves, and the next, whose portal does not answer. */
	async function again(options: Parameters<typeof openStage>[1] = {}) {
		stage = await openStage(scene().billing, {snapshots, accounts: 700});
		const before = stage.now().lists;
		await stage.close();
		await empty(scene().database);
		stage = await openStage(scene().billing, {
			snapshots,
			accounts: 700,
			fault: {is: 'hang'},
			early: ['1'],
			...options,
		});
		return before;
	}

	test('the last run’s lists are on the screen with their age while the portal has not answered, marked against billing as it is now', async () => {
		const before = await again();
		await stage.until(
			({lists}) => lists['accounts']!.ours.state === 'fresh' && lists['accounts']!.theirs.value !== null,
		);
		const {sheet, theirs} = stage.list();
		expect(theirs).toMatchObject({state: 'reading', at: before['accounts']!.theirs.at, progress: null});
		expect(sheet!.rows).toEqual(before['accounts']!.sheet!.rows);
		for (const [key, name] of [
			['2', 'stb'],
			['3', 'channels'],
			['4', 'subscriptions'],
			['5', 'tariffs'],
		] as const) {
			stage.send(key);
			await stage.until(
				({lists}) => lists[name]!.ours.state === 'fresh' && lists[name]!.theirs.value !== null,
			);
			expect(stage.list().sheet!.rows).toEqual(before[name]!.sheet!.rows);
		}
	});

	test('of a long list the beginning comes first: nothing is judged by it, and it is told how much is to come', async () => {
		const opening = Promise.withResolvers<void>();
		await again({opening: opening.promise});
		const seen: Array<{rows: number; marks: string; line: string}> = [];
		stage.session.subscribe(() => {
			const {sheet, theirs} = stage.list();
			if (!sheet || theirs.value !== null) return;
			seen.push({
				rows: sheet.rows.length,
				marks: [...new Set(sheet.rows.map(({mark}) => mark))].join(''),
				line: textOfFrame(stage.now(), stage.world.words, styleOf({NO_COLOR: '1', LANG: 'C.UTF-8'})).find(
					text => text.includes(' rows'),
				)!,
			});
		});
		await stage.until(({lists}) => lists['accounts']!.theirs.value !== null);
		expect(seen.at(-1)).toMatchObject({rows: 500, marks: '?'});
		expect(seen.at(-1)!.line).toContain('reading 500/');
		expect(stage.list().theirs.progress).toBeNull();
		opening.resolve();
	});

	test('a deed on a row of the past looks at the portal before it writes', async () => {
		await again();
		await stage.until(
			({lists}) => lists['accounts']!.ours.state === 'fresh' && lists['accounts']!.theirs.value !== null,
		);
		// Whoever pressed a key just before the first row came has not seen it.
		stage.later(1000);
		stage.send('d');
		await stage.until(({mode}) => mode.is === 'ask' && mode.armed);
		stage.send('y');
		await stage.until(({deed}) => deed !== null);
		expect(stage.now().deed).toMatchObject({stage: 'looking'});
		expect(stage.writes()).toEqual([]);
	});

	test('rows on the screen are read from the portal while it is still working on the whole list', async () => {
		await again({fault: {is: 'hang', on: ({path}) => /\/(accounts|stb)$/.test(path)}});
		const user = stage.portal.state.users.find(({login}) => login === 'user00003')!;
		user.fname = 'Renamed Since';
		await stage.until(({lists}) => lists['accounts']!.theirs.value !== null);
		stage.later(31_000);
		stage.send('home');
		await stage.until(({lists}) =>
			lists['accounts']!.rows.some(
				({theirs}) => (theirs as {full_name?: string} | null)?.full_name === 'Renamed Since',
			),
		);
		expect(stage.list().theirs.state).toBe('reading');
	});

	test('a short list is not kept: the whole one of before stays', async () => {
		stage = await openStage(scene().billing, {snapshots, accounts: 60});
		const size = (await snapshots.read('accounts'))!.size;
		stage.portal.misbehave({is: 'half', on: ({path}) => path.endsWith('/accounts')});
		await stage.press('1', 'r');
		expect(stage.list().sheet!.short).not.toBeNull();
		expect(await snapshots.read('accounts')).toMatchObject({size});
	});

	test('nor is it by another screen that is made of it, too', async () => {
		stage = await openStage(scene().billing, {snapshots, accounts: 60});
		const size = (await snapshots.read('itv'))!.size;
		stage.portal.misbehave({is: 'half', on: ({path}) => path.endsWith('/itv')});
		await stage.press('3', 'r');
		expect(stage.list().sheet!.short).not.toBeNull();
		await stage.press('4', 'r');
		expect(stage.list().sheet!.short).toBeNull();
		expect(await snapshots.read('itv')).toMatchObject({size});
	});
});
