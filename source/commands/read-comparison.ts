import {readAndCompare} from '../sync/comparison.ts';
import type {AnyResource} from '../sync/resource.ts';
import type {Comparison} from '../sync/row.ts';
import type {Invocation} from './command.ts';
import {createProgress} from './progress.ts';

/** Reads both systems and compares them; warnings about the answers go to stderr. */
export async function readComparison(
	resource: AnyResource,
	{flags, translator, report, context, signal}: Invocation,
): Promise<Comparison> {
	const acceptedCount =
		flags['force'] === true && typeof flags['confirm'] === 'number' ? flags['confirm'] : null;
	const reportProgress = createProgress(report, translator, 10);
	const comparison = await readAndCompare(resource, await context(), {
		acceptedCount,
		signal,
		onProgress(done, of) {
			if (done < of) reportProgress(done, of);
		},
	});
	for (const warning of comparison.stalker.warnings) report(translator.cliMessages.warning(warning));
	for (const note of resource.notes?.(comparison) ?? []) report(translator.t(note));
	if (comparison.short) {
		const {got, baseline} = comparison.short;
		report(translator.cliMessages.short(got, baseline, translator.syncStatuses['?']));
	}

	return comparison;
}
