import {
	configuredSystems,
	isMouseOn,
	isReadOnly,
	configuredLanguage,
	configuredTheme,
	loadConfig,
	requireBothSystems,
	type Config,
} from '../config/config.ts';
import {settings} from '../config/settings.ts';
import {configuredPortals} from '../app/connect.ts';
import {demoPortals} from '../app/demo-portals.ts';
import {message, loadTranslator} from '../i18n/translator.ts';
import {screens} from '../resources/index.ts';
import {createMouseReports} from '../terminal/mouse-reports.ts';
import {UsageError, type Invocation} from './command.ts';
import {checkCommandKeys} from './custom-command-keys.ts';
import {demoFlags} from './portal-flags.ts';
import type {ExitCode, ProcessContext} from './process-context.ts';

/** Runs the full-screen console; on the demo when nothing is configured. */
export async function runConsole(
	flags: Invocation['flags'],
	{environment, signal, terminal, writeError}: ProcessContext,
): Promise<ExitCode> {
	// The console draws on the terminal meanwhile: what the password commands print is shown among its messages.
	const mouseReports = createMouseReports();
	const config: Config = {
		...loadConfig({flags, environment}),
		besideConsole: {
			takeErrors: text => void process.stderr.write(text),
			withoutMouse: mouseReports.without,
		},
	};
	const {stalker, billing} = configuredSystems(config);
	const isDemo = flags['demo'] === true || (!stalker && !billing);
	if (!isDemo) requireBothSystems(config);
	if (!terminal || environment['TERM'] === 'dumb') throw new UsageError(message('usage-terminal'));
	const [{startConsole}, translator] = await Promise.all([
		import('../tui/start-console.ts'),
		loadTranslator(configuredLanguage(config, environment)),
	]);
	if (config.skipped) writeError(`${translator.t(config.skipped)}\n`);
	await checkCommandKeys(config);
	// The console shows warnings itself.
	const options = {environment, warn: () => undefined};
	const {all, chosen} = isDemo
		? demoPortals(config, demoFlags(flags), options)
		: configuredPortals(config, options);
	await startConsole({
		customCommands: config.commands,
		programEnvironment: withoutSecrets(environment),
		screens,
		portals: all,
		first: chosen ?? all[0]!,
		isDemo,
		readOnly: isReadOnly(config),
		theme: configuredTheme(config),
		hasMouse: isMouseOn(config),
		mouseReports,
		translator,
		environment: withColorFlags(flags, environment),
		signal,
		...terminal,
	});
	return signal.aborted ? 130 : 0;
}

/** The environment without the variables that hold passwords. */
const withoutSecrets = (environment: ProcessContext['environment']): ProcessContext['environment'] => {
	const secret = new Set(
		settings.flatMap(({secret: kind, variable}) => (kind && variable ? [variable] : [])),
	);
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !secret.has(name)));
};

/** The environment with `NO_COLOR` as `--color` and `--no-color` say. */
const withColorFlags = (
	flags: Invocation['flags'],
	environment: ProcessContext['environment'],
): ProcessContext['environment'] =>
	flags['no-color'] === true
		? {...environment, NO_COLOR: '1'}
		: flags['color'] === true
			? {...environment, NO_COLOR: undefined}
			: environment;
