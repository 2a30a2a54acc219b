import {expect, test} from 'vitest';
import {createDisabledSnapshots} from '../../../source/storage/list-snapshots.ts';
import {createInMemoryCountHistory} from '../../../source/storage/count-history.ts';
import {createInMemorySummaries} from '../../../source/storage/menu-summaries.ts';
import {empty, onOneEngine} from '../../billing/engines.ts';
import {createInMemoryScreenSettings} from '../../support/screen-settings.ts';
import {createDemoContext, requestsSince} from '../../support/test-context.ts';
import {startTwoPortals, type SharedPortal} from '../../support/two-portals.ts';
import {createPortalTurns} from '../../../source/tui/refresh/portal-turns.ts';
import {createPortalsHarness, type PortalsHarness} from '../portals-harness.ts';

/** Two portals of which the first does not answer `accounts` until `release` is called, and the console that has asked for them. */
type Busy = PortalsHarness & AsyncDisposable & {release(): void; readonly portals: readonly SharedPortal[]};

onOneEngine(engine => {
	async function start(): Promise<Busy> {
		await empty(engine().database);
		const {billing} = engine();
		const portals = await startTwoPortals(billing, {accounts: 24, seed: 1});
		const hasAsked = Promise.withResolvers<void>();
		const {promise: until, resolve: release} = Promise.withResolvers<void>();
		portals[0].portal.setFault({
			...{is: 'held', until},
			matches({path}) {
				const isAccounts = path.endsWith('/accounts');
				if (isAccounts) hasAsked.resolve();
				return isAccounts;
			},
		});
		const harness = createPortalsHarness(
			portals.map(({portal, providerId}, index) => {
				const context = createDemoContext(portal, billing, providerId);
				const name = ['north', 'south'][index]!;
				return {
					name,
					names: {stalker: name, billing: 'demo', isEmbedded: true},
					prepare: async () => ({
						stalker: context.stalker,
						summaries: createInMemorySummaries(),
						countHistory: createInMemoryCountHistory(),
						screenSettings: createInMemoryScreenSettings(),
						snapshots: createDisabledSnapshots(),
						connect: async () => context,
						close: async () => undefined,
					}),
				};
			}),
		);
		await hasAsked.promise;
		return {
			...harness,
			release,
			portals,
			async [Symbol.asyncDispose]() {
				release();
				await harness.idle();
				await harness.session.close();
				for (const {portal} of portals) await portal.close();
			},
		};
	}

	/** Shows the other portal, and waits until it waits for its turn. */
	async function showWaiting({send, session}: Busy): Promise<void> {
		await send('P', 'enter');
		await session.waitUntil(({waitsForPortal}) => waitsForPortal !== null);
	}

	test('the lists of the portal that is shown are read after the list that is being read of the other', async () => {
		await using busy = await start();
		const [north, south] = busy.portals;
		await showWaiting(busy);
		expect(busy.frame()[0]).toContain('south o waiting for north');
		expect(busy.frame()[2]).toContain('A list of north is being read; those of this portal follow.');
		await busy.send('1');
		expect(busy.frame()[2]).toContain('Stalker waiting for north');
		await busy.send('?');
		expect(busy.session.getState().mode.is).toBe('help');
		await busy.send('escape');
		expect(requestsSince(south!.portal, 0)).toEqual([]);
		const readBefore = requestsSince(north!.portal, 0);
		busy.release();
		await busy.idle();
		expect(busy.session.getState().waitsForPortal).toBeNull();
		expect(busy.frame().join('\n')).not.toContain('waiting for');
		expect(requestsSince(south!.portal, 0)).toContain('GET accounts');
		expect(requestsSince(south!.portal, 0)).toContain('GET tariffs');
		// Its other lists are read when it is shown again.
		expect(requestsSince(north!.portal, readBefore.length)).toEqual([]);
	});

	test('a portal that does not respond is waited for one minute', async () => {
		await using busy = await start();
		await showWaiting(busy);
		busy.pass(0.9);
		expect(busy.session.getState().waitsForPortal).toBe('north');
		busy.pass(0.1);
		await busy.session.waitUntil(({lists}) => lists['tariffs']!.stalker.state === 'fresh');
		expect(requestsSince(busy.portals[1]!.portal, 0)).toContain('GET accounts');
	});

	test('back at the portal whose list is being read, the other stops waiting; shown again, it is read', async () => {
		await using busy = await start();
		const south = busy.portals[1]!.portal;
		await showWaiting(busy);
		await busy.send('P', 'enter');
		expect(busy.frame()[0]).toContain('north');
		expect(busy.session.getState().waitsForPortal).toBeNull();
		busy.release();
		await busy.idle();
		expect(requestsSince(south, 0)).toEqual([]);
		expect(requestsSince(busy.portals[0]!.portal, 0)).toContain('GET itv');
		await busy.press('P', 'enter', '1');
		expect(requestsSince(south, 0)).toContain('GET accounts');
		expect(busy.session.getState().lists['accounts']!.comparison!.short).toBeNull();
	});
});

test('a console that is closing does not wait for the list of another portal', async () => {
	const turns = createPortalTurns('south', () => () => undefined);
	using reading = await turns.of('north').take(new AbortController().signal, () => undefined);
	expect(reading).not.toBeNull();
	const waitedFor: Array<string | null> = [];
	expect(await turns.of('south').take(AbortSignal.abort(), name => waitedFor.push(name))).toBeNull();
	expect(waitedFor).toEqual([]);
});
