import {dryRunFlag, yesFlag} from './action-command.ts';
import {findUndo} from '../resources/find-undo.ts';
import type {Outcome} from '../sync/action.ts';
import {message} from '../i18n/translator.ts';
import {outcomeResult, planResult, refusalResult} from './outcome-results.ts';
import {UsageError, type Command} from './command.ts';
import {isRefusal, type Refusal} from '../sync/refusal.ts';

/** `journal undo N`: undoes one entry, as its action declares it. Always asks. */
export const undoCommand: Command = {
	words: ['journal', 'undo'],
	isAboutJournal: true,
	args: 'N',
	maxArguments: 1,
	description: translator => translator.commandHelp.about.journalUndo,
	flags: [dryRunFlag, yesFlag],
	async run({context: openContext, args: [id], flags, translator, signal}) {
		if (id === undefined || !/^[1-9]\d*$/.test(id))
			throw new UsageError(message('usage-entry', {command: 'journal undo'}));
		const context = await openContext();
		const isDryRun = flags['dry-run'] === true;
		if (context.readOnly && !isDryRun) return refusalResult(message('read-only'), translator);
		const entry = await context.billing.journal.show(id);
		if (!entry) throw new UsageError(message('usage-no-entry', {id}));

		const key = entry.subject;
		const {resource} = entry;
		const resultOf = (outcome: Outcome) => outcomeResult([outcome], {tab: resource, bulk: false, translator});
		const refusalOf = ({refused: said, related}: Refusal) =>
			resultOf({is: 'refused', key, said, ...(related && {leads: related})});
		const found = findUndo(entry);
		if (isRefusal(found)) return refusalOf(found);
		const {undo} = found;
		const intent = await undo.plan(entry, context, signal);
		if (isRefusal(intent)) return refusalOf(intent);
		const result = planResult({action: undo, planned: [{key, intent}], refused: []}, resource, translator);
		if (isDryRun) return result;
		if (flags['yes'] !== true) {
			const list = [translator.t(undo.summary(intent))];
			const questions = undo.questions(intent).map(translator.t);
			return {...result, exitCode: 1, refused: message('needs-yes', {list, questions})};
		}

		return resultOf(await undo.run(intent, entry, context, signal));
	},
};
