import type {Translator} from '../i18n/translator.ts';
import type {Invocation} from './command.ts';

/** Reports progress, at most once for each percent: each row that is written to the portal is a step of its own. `report`: `null` where progress is not shown. */
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
