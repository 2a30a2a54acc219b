import {readAndCompare} from '../sync/comparison.ts';
import type {AnyResource} from '../sync/resource.ts';
import type {Comparison} from '../sync/row.ts';
import type {Invocation} from './command.ts';

/** Reads both systems and compares them; warnings about the answers go to stderr. */
export async function readComparison(
	resource: AnyResource,
	{flags, translator, report, context, signal}: Invocation,
): Promise<Comparison> {
	const acceptedCount =
		flags['force'] === true && typeof flags['confirm'] === 'number' ? flags['confirm'] : null;
	let reportedTenths = 0;
	const comparison = await readAndCompare(resource, await context(), {
		acceptedCount,
		signal,
		onProgress(done, of) {
			const tenths = Math.floor((10 * done) / of);
			if (tenths > reportedTenths && done < of) report(translator.cliMessages.progress(done, of));
			reportedTenths = tenths;
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
