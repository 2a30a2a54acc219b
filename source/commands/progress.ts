import type {Translator} from '../i18n/translator.ts';
import type {Invocation} from './command.ts';

/** Reports progress, at most `maxReports` times. `report`: `null` where progress is not shown. */
export function createProgress(
	report: Invocation['report'] | null,
	{cliMessages}: Translator,
	maxReports = 100,
): (done: number, of: number) => void {
	let reported = 0;
	return (done, of) => {
		const step = Math.floor((maxReports * done) / of);
		if (!report || of < 2 || step <= reported) return;
		reported = step;
		report(cliMessages.progress(done, of));
	};
}
