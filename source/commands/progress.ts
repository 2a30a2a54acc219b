import type {Translator} from '../i18n/translator.ts';
import type {Invocation} from './command.ts';

/** Reports progress at each percent at most: a change of the portal alone is one step of its own. `null`: progress is not shown. */
export function createProgress(
	report: Invocation['report'] | null,
	{cliMessages}: Translator,
): (done: number, of: number) => void {
	let reported = 0;
	return (done, of) => {
		const percent = Math.floor((100 * done) / of);
		if (!report || of < 2 || percent <= reported) return;
		reported = percent;
		report(cliMessages.progress(done, of));
	};
}
