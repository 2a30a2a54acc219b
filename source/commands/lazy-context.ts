import {configuredSystems, databaseAddress, loadConfig, type Config} from '../config/config.ts';
import {connectDemo, openConfiguredStalker, connect} from '../app/connect.ts';
import {message} from '../i18n/translator.ts';
import type {Database} from '../billing/database.ts';
import type {StalkerClient} from '../stalker/client.ts';
import type {AppContext} from '../app/context.ts';
import {UsageError, type Invocation} from './command.ts';
import {describeError} from './error-report.ts';
import type {ParsedCall} from './parse-call.ts';
import type {ProcessContext} from './process-context.ts';

/** What a command can open, and a function that closes all that was opened. */
type LazyContext = {
	readonly invocation: Pick<Invocation, 'translator' | 'config' | 'context' | 'database' | 'stalker'>;
	close(): Promise<void>;
};

/** Creates what a command can open: each connection is opened when it is first used. */
export function createLazyContext(
	{command, flags}: ParsedCall,
	{
		translator,
		environment,
		report,
		signal,
	}: Pick<ProcessContext, 'environment' | 'signal'> & Pick<Invocation, 'translator' | 'report'>,
): LazyContext {
	let config: Config | undefined;
	let context: Promise<AppContext> | undefined;
	let database: Promise<Database> | undefined;
	let stalker: Promise<StalkerClient> | undefined;
	const isDemo = flags['demo'] === true;
	const readConfig = () => (config ??= loadConfig({flags, environment}));
	const openContext = () =>
		(context ??= isDemo
			? connectDemo(readConfig(), {environment})
			: connect(readConfig(), {environment, warn: warning => report(translator.t(warning))}).then(
					async opened => (command?.isAboutJournal ? opened : reportInterrupted(opened, report, signal)),
				));
	return {
		invocation: {
			translator,
			config: readConfig,
			context: openContext,
			database: async () =>
				(database ??= isDemo
					? openContext().then(({billing}) => billing.database)
					: openConfiguredDatabase(readConfig())),
			stalker: async () =>
				(stalker ??= isDemo
					? openContext().then(opened => opened.stalker)
					: openConfiguredStalker(readConfig())),
		},
		async close() {
			const all = await Promise.allSettled([
				context,
				isDemo ? undefined : database,
				isDemo ? undefined : stalker,
			]);
			// All are closed, also when closing one of them fails.
			const closed = await Promise.allSettled(
				all.map(async one => (one.status === 'fulfilled' ? one.value?.close() : undefined)),
			);
			for (const one of closed) if (one.status === 'rejected') throw one.reason;
		},
	};
}

/** Checks what became of interrupted actions of earlier runs, and reports it. A failure is reported, too, and does not stop the command. */
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
