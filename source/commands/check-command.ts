import path from 'node:path';
import {replaceFile} from '../files/replace-file.ts';
import {fileUnwritten} from '../i18n/file-unwritten.ts';
import type {Message} from '../i18n/message.ts';
import type {Translator} from '../i18n/translator.ts';
import {formatPrometheus} from '../output/prometheus.ts';
import {sumKinds, type KindCounts} from '../sync/count-differences.ts';
import {checkLists, checkPortals, type CheckedList, type CheckedPortal} from './check-lists.ts';
import type {Command, CommandResult, Invocation} from './command.ts';
import {kindFlag, parseKinds} from './parse-kinds.ts';
import {allPortalsFlag} from './portal-flags.ts';

/**
`check`: counts the differences of every list, for cron. Exit code 0 in sync, 3 differences, 1 something is not known. Writes to neither
system.
*/
export const checkCommand: Command = {
	words: ['check'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.check,
	flags: [
		kindFlag,
		allPortalsFlag,
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
		const isOfAll = flags['all-portals'] === true;
		const checked: readonly CheckedPortal[] = isOfAll
			? await checkPortals(invocation.portals(), wanted, signal)
			: [{portal: '', lists: await checkLists(await invocation.context(), wanted, signal)}];
		const result = isOfAll ? portalsResult(checked, translator) : listsResult(checked[0]!.lists, translator);
		const unwritten = writePrometheus(checked, new Date(), invocation);
		if (unwritten) return {...result, exitCode: 1, text: `${result.text}\n${translator.t(unwritten)}`};
		return result.exitCode === 0 && flags['quiet'] === true ? {...result, text: ''} : result;
	},
};

/** What is known of these lists together. */
function totalsOf(lists: readonly CheckedList[]) {
	const counted = lists.flatMap(({counts}) => counts ?? []);
	const unknown = counted.reduce((sum, {marks}) => sum + marks['?'], 0);
	const differing = counted.reduce((sum, counts) => sum + counts.differing, 0);
	const isIncomplete = unknown > 0 || lists.some(({counts, short}) => counts === null || short !== null);
	return {
		exitCode: isIncomplete ? 1 : differing > 0 ? 3 : 0,
		counts: {
			differing,
			unknown,
			kinds: sumKinds(counted.map(counts => counts.kinds)),
			notes: sumKinds(counted.map(counts => counts.notes)),
		},
		unread: lists.filter(({counts}) => counts === null).length,
	} as const;
}

const listsData = (lists: readonly CheckedList[], translator: Translator) =>
	lists.map(({list, counts, short, unread}) => ({
		list,
		...counts,
		short,
		error: unread && {code: unread.code, message: translator.t(unread)},
	}));

/** The last lines: the notes, where there are any, and the sums. */
function totalLines(
	{counts: {notes, differing, unknown}, unread}: ReturnType<typeof totalsOf>,
	{cliMessages: {check}}: Translator,
): readonly string[] {
	return [
		...(Object.keys(notes).length > 0 ? [check.notes(kindsText(notes))] : []),
		check.all({differing, unknown, unread}),
	];
}

/** The result for one portal: a line for each list. */
function listsResult(lists: readonly CheckedList[], translator: Translator): CommandResult {
	const totals = totalsOf(lists);
	return {
		exitCode: totals.exitCode,
		data: {...totals.counts, lists: listsData(lists, translator)},
		text: [...lists.map(list => listLine(list, translator)), ...totalLines(totals, translator)].join('\n'),
	};
}

/** Lines for portals: with the sums, a mail of cron has ten at most. */
const maxPortalLines = 7;

/** The result for several portals: a line for each, those that are not in sync first. */
function portalsResult(portals: readonly CheckedPortal[], translator: Translator): CommandResult {
	const {check} = translator.cliMessages;
	const totals = totalsOf(portals.flatMap(({lists}) => lists));
	const each = portals.map(({portal, lists}) => ({portal, lists, totals: totalsOf(lists)}));
	const ordered = [
		...each.filter(one => one.totals.exitCode > 0),
		...each.filter(one => one.totals.exitCode === 0),
	];
	const shown = ordered.slice(0, portals.length > maxPortalLines + 1 ? maxPortalLines : undefined);
	return {
		exitCode: totals.exitCode,
		data: {
			...totals.counts,
			portals: each.map(one => ({
				portal: one.portal,
				...one.totals.counts,
				lists: listsData(one.lists, translator),
			})),
		},
		text: [
			...shown.map(one => portalLine(one.portal, one.lists, translator)),
			...(shown.length < ordered.length ? [check.morePortals(ordered.length - shown.length)] : []),
			...totalLines(totals, translator),
		].join('\n'),
	};
}

/** `north: 51 differ: A1 45, B1 6; accounts: not read: …` */
function portalLine(portal: string, lists: readonly CheckedList[], translator: Translator): string {
	const {check} = translator.cliMessages;
	const {counts, unread} = totalsOf(lists);
	const reasons = [...new Set(lists.flatMap(one => (one.unread ? [translator.t(one.unread)] : [])))];
	if (unread === lists.length) return [`${portal}:`, ...reasons].join(' ');
	return [
		`${portal}: ${check.all({differing: counts.differing, unknown: counts.unknown, unread})}`,
		...(counts.differing > 0 ? [`${kindsText(counts.kinds)}.`] : []),
		...reasons,
	].join(' ');
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
		uncompared: counts.uncompared,
		short,
	});
}

/** `A1 45, B1 6`. */
const kindsText = (counts: KindCounts): string =>
	Object.entries(counts)
		.map(([code, n]) => `${code} ${n}`)
		.join(', ');

/**
Writes the counts to the file of `--prometheus`; returns the reason where that is impossible. Readable by all, as node_exporter is another
user.
*/
function writePrometheus(portals: readonly CheckedPortal[], at: Date, {flags}: Invocation): Message | null {
	if (flags['prometheus'] === undefined) return null;
	const file = path.resolve(String(flags['prometheus']));
	try {
		replaceFile(
			file,
			formatPrometheus(
				portals.flatMap(({portal, lists}) => lists.map(list => ({...list, portal}))),
				at,
			),
			0o644,
		);
		return null;
	} catch (error) {
		return fileUnwritten(file, error);
	}
}
