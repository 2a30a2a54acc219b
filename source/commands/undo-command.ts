import {dryRunFlag, yesFlag} from './action-command.ts';
import {applyUndo, planUndo, type UndoStep} from '../resources/find-undo.ts';
import type {Outcome} from '../sync/action.ts';
import type {ChangeSet} from '../sync/changes/change.ts';
import {message} from '../i18n/translator.ts';
import {askOrRefuse, outcomeResult, planResult, refusalResult} from './outcome-results.ts';
import {UsageError, type Command} from './command.ts';

/** `journal undo N`: undoes one entry, as its action declares it. Always asks. */
export const undoCommand: Command = {
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
