import type {Config} from '../config/config.ts';
import {ConfigError} from '../config/errors.ts';
import type {Billing} from '../billing/billing.ts';
import type {Demo} from '../demo/start-demo.ts';
import {message} from '../i18n/translator.ts';
import {createInMemoryExpectedRows} from '../storage/expected-rows.ts';
import {createScreenSettingsFile} from '../storage/screen-settings.ts';
import {createInMemoryCountHistory} from '../storage/count-history.ts';
import {createInMemorySummaries, type SummaryStore} from '../storage/menu-summaries.ts';
import {buildContext, withParts} from './context.ts';
import {screenSettingsFile, type ConnectOptions} from './connect.ts';
import type {Connections, PortalOfRun, PortalsOfRun} from './portals-of-run.ts';
import {share, type Shared} from './share.ts';

/**
The demo's portals, which share an in-memory billing that holds most of their accounts: `demo1`, `demo2` where there are several. They are
started when the first is prepared, and closed with the last. `chosen`: the name of one of them.
*/
export function demoPortals(
	config: Config,
	{count, chosen}: {readonly count: number; readonly chosen: string | undefined},
	options: ConnectOptions,
): PortalsOfRun {
	const demo = share(async () => (await import('../demo/start-demo.ts')).startDemo(count));
	const billing = share(async () => {
		const started = await demo.open();
		return started.billing().finally(started.close);
	});
	const all = Array.from({length: count}, (_, index): PortalOfRun => {
		const name = count === 1 ? null : `demo${index + 1}`;
		const summaries = createInMemorySummaries();
		const prepare = async (warn = options.warn) =>
			prepareDemo({demo, billing, index, count, name, summaries}, config, {...options, warn});
		return {
			name,
			names: {stalker: name ?? 'demo', billing: 'demo', isEmbedded: true},
			prepare,
			summaries: () => summaries,
			async openStalker() {
				const {stalker, close} = await prepare();
				return {...stalker, close: () => void close()};
			},
		};
	});
	const named = all.find(({name}) => name !== null && name === chosen);
	if (chosen !== undefined && !named)
		throw new ConfigError(
			message('no-demo-portal', {name: chosen, known: all.flatMap(({name}) => name ?? [])}),
		);
	return {all, chosen: named ?? (count === 1 ? all[0]! : null), openBilling: async () => billing.open()};
}

async function prepareDemo(
	{
		demo,
		billing,
		index,
		count,
		name,
		summaries,
	}: {
		readonly demo: Shared<Demo>;
		readonly billing: Shared<Billing>;
		readonly index: number;
		readonly count: number;
		readonly name: string | null;
		readonly summaries: SummaryStore;
	},
	config: Config,
	{environment, warn}: ConnectOptions,
): Promise<Connections> {
	const {portals, close} = await demo.open();
	const [{createStalkerClient}, {createDisabledSnapshots}] = await Promise.all([
		import('../stalker/client.ts'),
		import('../storage/list-snapshots.ts'),
	]);
	const stalker = createStalkerClient(portals[index]!);
	const countHistory = createInMemoryCountHistory();
	return {
		stalker,
		summaries,
		countHistory,
		screenSettings: createScreenSettingsFile(screenSettingsFile(environment), name ?? 'demo', warn),
		snapshots: createDisabledSnapshots(),
		async connect() {
			const context = await buildContext(await billing.open(), {
				stalker,
				expectedRows: createInMemoryExpectedRows(),
				countHistory,
				serviceId: undefined,
				channelOwner: count === 1 ? null : index === 0 ? 'this' : 'other',
				config,
				environment,
			});
			return withParts(context, {
				async close() {
					try {
						await context.close();
					} finally {
						await close();
					}
				},
			});
		},
		async close() {
			stalker.close();
			await close();
		},
	};
}
