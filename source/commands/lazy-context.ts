import {configuredSystems, databaseAddress, loadConfig, type Config} from '../config/config.ts';
import {chosenPortal, configuredPortals, connect} from '../app/connect.ts';
import {demoPortals} from '../app/demo-portals.ts';
import type {PortalOfRun} from '../app/portals-of-run.ts';
import type {Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Database} from '../billing/database.ts';
import {memoizeWeak} from '../sync/memoize-weak.ts';
import type {AppContext} from '../app/context.ts';
import {UsageError, type Invocation, type PortalAccess, describeError} from './command.ts';
import {demoFlags} from './portal-flags.ts';
import type {ParsedCall} from './parse-call.ts';
import type {ProcessContext} from './process-context.ts';

/** The dependencies of a command, and a function that closes all that were opened. */
type LazyContext = {
	readonly invocation: Pick<
		Invocation,
		'translator' | 'config' | 'context' | 'portals' | 'billing' | 'database' | 'stalker'
	>;
	close(): Promise<void>;
};

/** Creates the dependencies of a command: each connection is opened when it is first used. */
export function createLazyContext(
	{command, flags}: ParsedCall,
	{
		translator,
		environment,
		report,
		signal,
	}: Pick<ProcessContext, 'environment' | 'signal'> & Pick<Invocation, 'translator' | 'report'>,
): LazyContext {
	const opened: Array<Promise<{close(): unknown}>> = [];
	const isDemo = flags['demo'] === true;
	const warn = (warning: Message) => report(translator.t(warning));
	const readConfig = once(() => {
		const config = loadConfig({flags, environment});
		if (config.skipped) warn(config.skipped);
		return config;
	});
	const options = {environment, warn};
	const run = once(() =>
		isDemo ? demoPortals(readConfig(), demoFlags(flags), options) : configuredPortals(readConfig(), options),
	);
	const accessOf = memoizeWeak((portal: PortalOfRun): PortalAccess => {
		const context = once(async () =>
			keep(
				connect(portal).then(async context =>
					isDemo || command?.isAboutJournal ? context : reportInterrupted(context, report, signal),
				),
			),
		);
		return {
			name: portal.name ?? portal.names.stalker,
			context,
			stalker: once(async () => keep(portal.openStalker())),
		};
	});
	const chosen = () => accessOf(chosenPortal(run()));
	const billing = once(async () =>
		run().chosen ? (await chosen().context()).billing : keep(run().openBilling()),
	);
	return {
		invocation: {
			translator,
			config: readConfig,
			portals: () => run().all.map(accessOf),
			context: async () => chosen().context(),
			stalker: async () => chosen().stalker(),
			billing,
			database: once(async () =>
				isDemo ? (await billing()).database : keep(openConfiguredDatabase(readConfig())),
			),
		},
		async close() {
			const all = await Promise.allSettled(opened);
			// All are closed, also when closing one of them fails.
			const closed = await Promise.allSettled(
				all.map(async one => (one.status === 'fulfilled' ? one.value.close() : undefined)),
			);
			for (const one of closed) if (one.status === 'rejected') throw one.reason;
		},
	};

	/** Connections that are being opened, which `close` closes. */
	async function keep<Value extends {close(): unknown}>(opening: Promise<Value>): Promise<Value> {
		opened.push(opening);
		return opening;
	}
}

/** The same function, which runs at the first call only. */
function once<Made>(make: () => Made): () => Made {
	let made: {readonly value: Made} | null = null;
	return () => (made ??= {value: make()}).value;
}

/** Recovers interrupted actions of earlier runs, and reports the results. A failure is reported, too, and does not stop the command. */
async function reportInterrupted(
	context: AppContext,
	report: (message: string) => void,
	signal: AbortSignal,
): Promise<AppContext> {
	const {recoverInterrupted} = await import('../resources/recover-interrupted.ts');
	try {
		const {found, rest} = await recoverInterrupted(context, signal);
		for (const one of [...found.map(({message}) => message), ...rest]) report(context.translator.t(one));
	} catch (error) {
		// The caller does not have the context yet and cannot close it.
		if (signal.aborted) await context.close();
		signal.throwIfAborted();
		report(context.translator.t(describeError(error).message));
	}

	return context;
}

async function openConfiguredDatabase(config: Config): Promise<Database> {
	if (!configuredSystems(config).billing) throw new UsageError(message('usage-billing'));
	const {openDatabase} = await import('../billing/database.ts');
	return openDatabase(databaseAddress(config));
}
