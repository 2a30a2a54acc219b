import {configured, isReadOnly, languageOf, loadConfig, requireBoth} from '../config/config.ts';
import {namesOf, openDemoHalves, openHalves} from '../open.ts';
import {say, wordsOf} from '../words/words.ts';
import {UsageError, type Invocation} from './command.ts';
import type {ExitCode, Surroundings} from './surroundings.ts';

/** Without a command: the full-screen console; of the demo when nothing is configured. */
export async function runConsole(
	flags: Invocation['flags'],
	{environment, signal, terminal}: Surroundings,
): Promise<ExitCode> {
	const config = loadConfig({flags, environment});
	const {stalker, billing} = configured(config);
	const isDemo = flags['demo'] === true || (!stalker && !billing);
	if (!isDemo) requireBoth(config);
	if (!terminal || environment['TERM'] === 'dumb') throw new UsageError(say('usage-terminal'));
	const [{openConsole}, {screens}, words] = await Promise.all([
		import('../tui/open.tsx'),
		import('../resources/index.ts'),
		wordsOf(languageOf(config, environment)),
	]);
	await openConsole({
		screens,
		open: async warn =>
			isDemo ? openDemoHalves(config, {environment}) : openHalves(config, {environment, warn}),
		names: isDemo ? {stalker: 'demo', billing: 'demo', isEmbedded: true} : namesOf(config),
		isDemo,
		readOnly: isReadOnly(config),
		words,
		environment,
		signal,
		...terminal,
	});
	return signal.aborted ? 130 : 0;
}
