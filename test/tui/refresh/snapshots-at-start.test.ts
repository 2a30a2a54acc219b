import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {createSnapshotFiles, type SnapshotStore} from '../../../source/storage/list-snapshots.ts';
import {renderFrameText} from '../../../source/tui/view/render-frame.ts';
import {createStyle} from '../../../source/tui/view/style.ts';
import {empty, onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';
import {toEnglish} from '../../../source/i18n/translator.ts';

onOneEngine(fixture => {
	let harness: SessionHarness;
	let home: string;
	let snapshots: SnapshotStore;
	beforeEach(() => {
		home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-snapshot-'));
		snapshots = createSnapshotFiles(home, 'demo', warning => expect.unreachable(toEnglish(warning)));
	});
	afterEach(async () => {
		await harness.close();
		rmSync(home, {recursive: true});
	});

	/** A run that reads everything and quits, and the next run, whose portal does not respond. */
	async function again(options: Parameters<typeof createSessionHarness>[1] = {}) {
		harness = await createSessionHarness(fixture().billing, {snapshots, accounts: 700});
		const before = harness.state().lists;
		await harness.close();
		await empty(fixture().database);
		harness = await createSessionHarness(fixture().billing, {
			snapshots,
			accounts: 700,
			fault: {is: 'hang'},
			firstKeys: ['1'],
			...options,
		});
		return before;
	}

	test('the lists of the last run are shown with their load time until the portal responds, compared with the current billing data', async () => {
		const before = await again();
		await harness.until(
			({lists}) => lists['accounts']!.billing.state === 'fresh' && lists['accounts']!.stalker.value !== null,
		);
		const {comparison, stalker} = harness.list();
		expect(stalker).toMatchObject({
			state: 'loading',
			loadedAt: before['accounts']!.stalker.loadedAt,
			progress: null,
		});
		expect(comparison!.rows).toEqual(before['accounts']!.comparison!.rows);
		for (const [key, name] of [
			['2', 'stb'],
			['3', 'channels'],
			['4', 'subscriptions'],
			['5', 'tariffs'],
		] as const) {
			harness.send(key);
			await harness.until(
				({lists}) => lists[name]!.billing.state === 'fresh' && lists[name]!.stalker.value !== null,
			);
			expect(harness.list().comparison!.rows).toEqual(before[name]!.comparison!.rows);
		}
	});

	test('a long list shows its first part first: without sync statuses, and with the progress of the rest', async () => {
		const opening = Promise.withResolvers<void>();
		await again({opening: opening.promise});
		const seen: Array<{rows: number; marks: string; line: string}> = [];
		harness.session.subscribe(() => {
			const {comparison, stalker} = harness.list();
			if (!comparison || stalker.value !== null) return;
			seen.push({
				rows: comparison.rows.length,
				marks: [...new Set(comparison.rows.map(({mark}) => mark))].join(''),
				line: renderFrameText(
					harness.state(),
					harness.context.translator,
					createStyle({NO_COLOR: '1', LANG: 'C.UTF-8'}),
				).find(text => text.includes(' rows'))!,
			});
		});
		await harness.until(({lists}) => lists['accounts']!.stalker.value !== null);
		expect(seen.at(-1)).toMatchObject({rows: 500, marks: '?'});
		expect(seen.at(-1)!.line).toContain('reading 500/');
		expect(harness.list().stalker.progress).toBeNull();
		opening.resolve();
	});

	test('an action on a row of a snapshot rechecks the portal before it writes', async () => {
		await again();
		await harness.until(
			({lists}) => lists['accounts']!.billing.state === 'fresh' && lists['accounts']!.stalker.value !== null,
		);
		// A key pressed just before the first row appeared was not meant for it.
		harness.advanceClock(1000);
		harness.send('d');
		await harness.until(({mode}) => mode.is === 'confirm' && mode.acceptsInput);
		harness.send('y');
		await harness.until(({running}) => running !== null);
		expect(harness.state().running).toMatchObject({phase: 'checking'});
		expect(harness.takeWrites()).toEqual([]);
	});

	test('rows on the screen are read from the portal while it is still working on the whole list', async () => {
		await again({fault: {is: 'hang', matches: ({path}) => /\/(accounts|stb)$/.test(path)}});
		const user = harness.portal.state.users.find(({login}) => login === 'user00003')!;
		user.fname = 'Renamed Since';
		await harness.until(({lists}) => lists['accounts']!.stalker.value !== null);
		harness.advanceClock(31_000);
		harness.send('home');
		await harness.until(({lists}) =>
			lists['accounts']!.rows.some(
				({stalker}) => (stalker as {full_name?: string} | null)?.full_name === 'Renamed Since',
			),
		);
		expect(harness.list().stalker.state).toBe('loading');
	});

	test('a short list is not stored: the previous complete one stays', async () => {
		harness = await createSessionHarness(fixture().billing, {snapshots, accounts: 60});
		const {recordCount} = (await snapshots.read('accounts'))!;
		harness.portal.setFault({is: 'half', matches: ({path}) => path.endsWith('/accounts')});
		await harness.press('1', 'r');
		expect(harness.list().comparison!.short).not.toBeNull();
		expect(await snapshots.read('accounts')).toMatchObject({recordCount});
	});

	test('a short list is not stored by another screen that uses it, either', async () => {
		harness = await createSessionHarness(fixture().billing, {snapshots, accounts: 60});
		const {recordCount} = (await snapshots.read('itv'))!;
		harness.portal.setFault({is: 'half', matches: ({path}) => path.endsWith('/itv')});
		await harness.press('3', 'r');
		expect(harness.list().comparison!.short).not.toBeNull();
		await harness.press('4', 'r');
		expect(harness.list().comparison!.short).toBeNull();
		expect(await snapshots.read('itv')).toMatchObject({recordCount});
	});
});
