import {message} from '../i18n/translator.ts';
import {differenceCodes} from '../sync/count-differences.ts';
import type {DifferenceCode} from '../sync/difference.ts';
import {UsageError, type Flag} from './command.ts';

/** `--kind B1,C1`. */
export const kindFlag: Flag = {
	name: 'kind',
	kind: 'text',
	value: 'K,…',
	values: differenceCodes,
	description: translator => translator.commandHelp.flags.kind,
};

/** Parses codes of kinds, in any case, separated by commas or spaces; each once. Throws `UsageError` for one that does not exist. */
export function parseKinds(text: string): ReadonlySet<DifferenceCode> {
	const words = text
		.toUpperCase()
		.split(/[\s,]+/)
		.filter(word => word !== '');
	const unknown = words.find(word => !(differenceCodes as readonly string[]).includes(word));
	if (unknown !== undefined || words.length === 0)
		throw new UsageError(message('usage-kind', {word: unknown ?? '', known: differenceCodes}));
	return new Set(words as DifferenceCode[]);
}
