import path from 'node:path';
import {replaceFile} from '../files/replace-file.ts';
import {message, type Translator} from '../i18n/translator.ts';
import {errorMessage, errorText, type Message} from '../i18n/message.ts';
import {formatPrometheus} from '../output/prometheus.ts';
import {resources} from '../resources/index.ts';
import {shareBillingReads} from '../resources/share-billing-reads.ts';
import {readAndCompare} from '../sync/comparison.ts';
import {
	countDifferences,
	sumKinds,
	type DifferenceCounts,
	type KindCounts,
} from '../sync/count-differences.ts';
import type {DifferenceCode} from '../sync/difference.ts';
import type {Comparison} from '../sync/row.ts';
import {isSystemFailure} from '../sync/system-failure.ts';
import type {AppContext} from '../app/context.ts';
import type {Command, CommandResult, Invocation} from './command.ts';
import {kindFlag, parseKinds} from './parse-kinds.ts';

/** What became of one list: its counts, or why it could not be read. */
type CheckedList = {
	readonly list: string;
	readonly counts: DifferenceCounts | null;
	readonly short: Comparison['short'];
	readonly unread: Message | null;
};

/** `check`: counts the differences of every list, for cron. Exit code 0 in sync, 3 differences, 1 something is not known. Writes to neither system. */
export const checkCommand: Command = {
	words: ['check'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.check,
	flags: [
		kindFlag,
		{name: 'quiet', kind: 'yes', description: translator => translator.commandHelp.flags.quiet},
		{
			name: 'prometheus',
			kind: 'text',
			value: 'FILE',
			description: translator => translator.commandHelp.flags.prometheus,
		},
	],
	async run(invocation) {
		const {flags, translator, signal} = invocation;
		const wanted = flags['kind'] === undefined ? undefined : parseKinds(String(flags['kind']));
		const context = await invocation.context();
		const lists = await checkLists(context, wanted, signal);
		const result = checkResult(lists, translator);
		const unwritten = writePrometheus(lists, context.now(), invocation);
		if (unwritten) return {...result, exitCode: 1, text: `${result.text}\n${translator.t(unwritten)}`};
		return result.exitCode === 0 && flags['quiet'] === true ? {...result, text: ''} : result;
	},
};

/** Reads and counts each list. After a failure of a whole system the others are not tried. */
async function checkLists(
	context: AppContext,
	wanted: ReadonlySet<DifferenceCode> | undefined,
	signal: AbortSignal,
): Promise<readonly CheckedList[]> {
	const shared = {...context, billing: shareBillingReads(context.billing)};
	const lists: CheckedList[] = [];
	let halted: Message | null = null;
	for (const resource of resources) {
		if (halted) {
			lists.push({list: resource.name, counts: null, short: null, unread: halted});
			continue;
		}

		try {
			const {rows, short} = await readAndCompare(resource, shared, {signal});
			lists.push({list: resource.name, counts: countDifferences(rows, wanted), short, unread: null});
		} catch (error) {
			signal.throwIfAborted();
			const unread = errorMessage(error);
			if (isSystemFailure(error)) halted = unread;
			lists.push({list: resource.name, counts: null, short: null, unread});
		}
	}

	return lists;
}

function checkResult(lists: readonly CheckedList[], translator: Translator): CommandResult {
	const counted = lists.flatMap(({counts}) => counts ?? []);
	const kinds = sumKinds(counted.map(counts => counts.kinds));
	const notes = sumKinds(counted.map(counts => counts.notes));
	const unknown = counted.reduce((sum, {marks}) => sum + marks['?'], 0);
	const differing = counted.reduce((sum, counts) => sum + counts.differing, 0);
	const isIncomplete = unknown > 0 || lists.some(({counts, short}) => counts === null || short !== null);
	return {
		exitCode: isIncomplete ? 1 : differing > 0 ? 3 : 0,
		data: {
			differing,
			unknown,
			kinds,
			notes,
			lists: lists.map(({list, counts, short, unread}) => ({
				list,
				...counts,
				short,
				error: unread && {code: unread.code, message: translator.t(unread)},
			})),
		},
		text: [
			...lists.map(list => listLine(list, translator)),
			...(Object.keys(notes).length > 0 ? [translator.cliMessages.check.notes(kindsText(notes))] : []),
			translator.cliMessages.check.all({
				differing,
				unknown,
				unread: lists.filter(({counts}) => counts === null).length,
			}),
		].join('\n'),
	};
}

function listLine({list, counts, short, unread}: CheckedList, translator: Translator): string {
	const {check} = translator.cliMessages;
	const {title} = translator.screenTexts(list);
	if (!counts) return check.unread(title, translator.t(unread!));
	return check.list(title, {
		rows: counts.rows,
		differing: counts.differing,
		kinds: kindsText(counts.kinds),
		unknown: counts.marks['?'],
		short,
	});
}

/** `A1 45, B1 6`. */
const kindsText = (counts: KindCounts): string =>
	Object.entries(counts)
		.map(([code, n]) => `${code} ${n}`)
		.join(', ');

/** Writes the counts where `--prometheus` says; why it cannot, where it cannot. Readable by all, as node_exporter is another user. */
function writePrometheus(lists: readonly CheckedList[], at: Date, {flags}: Invocation): Message | null {
	if (flags['prometheus'] === undefined) return null;
	const file = path.resolve(String(flags['prometheus']));
	try {
		replaceFile(file, formatPrometheus(lists, at), 0o644);
		return null;
	} catch (error) {
		return message('file-unwritten', {file, reason: errorText(error)});
	}
}
