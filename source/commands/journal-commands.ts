import {sanitize} from '../terminal/sanitize.ts';
import {formatDateTime} from '../terminal/format-time.ts';
import {UsageError, type Command} from './command.ts';
import type {JournalEntry} from '../sync/journal.ts';
import {journalRowData, journalRowLines} from '../output/journal-rows.ts';
import {message, type Translator} from '../i18n/translator.ts';
import {dryRunFlag, yesFlag} from './action-command.ts';
import {applyUndo, planUndo, type UndoStep} from '../resources/find-undo.ts';
import type {Outcome} from '../sync/action.ts';
import type {ChangeSet} from '../sync/changes/change.ts';
import {askOrRefuse, outcomeResult, planResult, refusalResult} from './outcome-results.ts';

/** `journal undo N`: undoes one entry, as its action declares it. Always asks. */
const undoCommand: Command = {
	words: ['journal', 'undo'],
	isAboutJournal: true,
	args: 'N',
	maxArguments: 1,
	description: translator => translator.commandHelp.about.journalUndo,
	flags: [dryRunFlag, yesFlag],
	async run({context: openContext, args: [id], flags, translator, signal, ask}) {
		if (id === undefined || !/^[1-9]\d*$/.test(id))
			throw new UsageError(message('usage-entry', {command: 'journal undo'}));
		const context = await openContext();
		const isDryRun = flags['dry-run'] === true;
		if (context.readOnly && !isDryRun) return refusalResult(context.readOnlyReason, translator);
		const entry = await context.billing.journal.show(id);
		if (!entry) throw new UsageError(message('usage-no-entry', {id}));

		const resource = entry.resource;
		const resultOf = (outcomes: readonly Outcome[]) =>
			outcomeResult(outcomes, {resource, bulk: false, translator});
		const {steps, refused} = await planUndo(entry, context, signal);
		if (steps.length === 0) return resultOf(refused);
		const bySet = new Map<ChangeSet, UndoStep>(steps.map(step => [step.set, step]));
		const action = {summary: (set: ChangeSet) => bySet.get(set)!.summary};
		const planned = steps.map(step => ({key: step.key, intent: step.set}));
		const result = planResult(
			{action, planned, refused},
			resource,
			translator,
			set => bySet.get(set)!.questions,
		);
		if (isDryRun) return {...result, exitCode: refused.length > 0 ? 1 : 0};
		if (flags['yes'] !== true) {
			const list = steps.map(({summary}) => translator.t(summary));
			const questions = steps.flatMap(step => step.questions).map(translator.t);
			const refusal = await askOrRefuse(message('needs-yes', {list, questions}), result, ask);
			if (refusal) return refusal;
		}

		return resultOf([...(await applyUndo(steps, context, {signal})), ...refused]);
	},
};

/** `journal list`, `journal show` and `journal undo`. */
export const journalCommands: readonly Command[] = [
	{
		hasTable: true,
		isAboutJournal: true,
		words: ['journal', 'list'],
		args: '',
		maxArguments: 0,
		description: translator => translator.commandHelp.about.journalList,
		flags: [
			{name: 'open', kind: 'yes', description: translator => translator.commandHelp.flags.open},
			{
				name: 'limit',
				kind: 'number',
				value: 'N',
				range: {least: 0},
				description: translator => translator.commandHelp.flags.limitEntries,
			},
		],
		async run({billing: openBilling, context, flags, translator}) {
			const limit = Number(flags['limit'] ?? 100);
			const billing = await openBilling();
			const entries = await billing.journal.list({
				limit,
				open: flags['open'] === true,
				...(flags['portal'] !== undefined && {providerId: (await context()).providerId}),
			});
			const rows = entries.map(entry => [
				entry.id,
				entry.at,
				operatorText(entry.operator),
				entry.resource,
				entry.action,
				entry.subject,
				entry.state,
				entry.error ?? '',
			]);
			return {
				exitCode: 0,
				data: entries,
				text:
					rows.length === 0 && limit > 0
						? flags['open'] === true
							? translator.cliMessages.journalClosed
							: translator.cliMessages.journalEmpty
						: entries.map(entry => entryLine(entry, translator)).join('\n'),
				table: {header: ['id', 'at', 'operator', 'resource', 'action', 'subject', 'state', 'error'], rows},
			};
		},
	},
	{
		isAboutJournal: true,
		words: ['journal', 'show'],
		args: 'N',
		maxArguments: 1,
		description: translator => translator.commandHelp.about.journalShow,
		flags: [],
		async run({billing: openBilling, args: [id], translator}) {
			if (id === undefined || !/^[1-9]\d*$/.test(id))
				throw new UsageError(message('usage-entry', {command: 'journal show'}));
			const billing = await openBilling();
			const entry = await billing.journal.show(id);
			if (!entry) throw new UsageError(message('usage-no-entry', {id}));
			const rows = await billing.changeJournal.rows(id);
			return {
				exitCode: 0,
				data: {...entry, rows: rows.map(journalRowData)},
				text: [entryLine(entry, translator), ...rows.flatMap(row => journalRowLines(row, translator))].join(
					'\n',
				),
			};
		},
	},
	undoCommand,
];

/** An entry as one line, in the words of the console's journal; a bulk has the number of its rows instead of a name. */
function entryLine(entry: JournalEntry, translator: Translator): string {
	const {states, rows} = translator.tui.texts;
	const cells = [
		entry.id,
		formatDateTime(new Date(entry.at)),
		operatorText(entry.operator),
		entry.resource,
		translator.actionTexts(entry.resource, entry.action).label,
		entry.subject || rows(entry.row_count),
		states[entry.state] ?? entry.state,
		entry.error ?? '',
	];
	return sanitize(cells.join('  ').trimEnd());
}

/** `olga as root from 10.0.0.5` */
function operatorText(operator: unknown): string {
	const {
		os_user: user,
		sudo_user: sudo,
		ssh_client: client,
	} = operator as Readonly<Record<string, string | null>>;
	return `${sudo ? `${sudo} as ` : ''}${user ?? '?'}${client ? ` from ${client}` : ''}`;
}
