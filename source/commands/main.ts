import {harmlessJson, harmlessLines} from '../terminal/harmless.ts';
import {runConsole} from './console.ts';
import {explain} from './explain.ts';
import {languageAsked} from './language.ts';
import {wordsOf} from '../words/words.ts';
import type {ExitCode, Surroundings} from './surroundings.ts';

/** One call of the program: words in, exit code out. Every expected failure is one sentence; a stack trace is a defect. */
export async function main(surroundings: Surroundings): Promise<ExitCode> {
	const {argv, signal, out, error} = surroundings;
	const wantsJson = argv.includes('--json');
	const tell = (message: string) => error(`${harmlessLines(message)}\n`);
	try {
		// Without a word it is the console: what only commands need would hold up its first frame.
		if (argv.length === 0) return await runConsole({}, surroundings);
		const {runCall} = await import('./run.ts');
		return await runCall(surroundings, tell);
	} catch (thrown) {
		const words = await wordsOf(languageAsked(argv, surroundings.environment));
		if (signal.aborted) {
			const {interrupted: message} = words.replies;
			if (wantsJson) out(`${harmlessJson({ok: false, error: {code: 'ERR_INTERRUPTED', message}})}\n`);
			tell(message);
			return 130;
		}

		const {code, said, exit} = explain(thrown);
		const message = words.tell(said);
		if (wantsJson) out(`${harmlessJson({ok: false, error: {code, message}})}\n`);
		else tell(message);
		return exit;
	}
}
