import {dryRun, yes} from './act.ts';
import {undoOf} from '../resources/undo.ts';
import type {Outcome} from '../sync/action.ts';
import {isRefusal, type Refusal} from '../sync/saying.ts';
import {say} from '../words/words.ts';
import {outcomeReply, planReply, refusal} from './outcomes.ts';
import {UsageError, type Command} from './command.ts';

/** `journal undo N`: one deed back, as its own action declares it. Always asks. */
export const undoCommand: Command = {
	words: ['journal', 'undo'],
	isAboutJournal: true,
	args: 'N',
	most: 1,
	about: words => words.commands.about.journalUndo,
	flags: [dryRun, yes],
	async run({world: opened, args: [id], flags, words, signal}) {
		if (id === undefined || !/^[1-9]\d*$/.test(id))
			throw new UsageError(say('usage-entry', {command: 'journal undo'}));
		const world = await opened();
		const isSimulated = flags['dry-run'] === true;
		if (world.readOnly && !isSimulated) return refusal(say('read-only'), words);
		const entry = await world.billing.journal.show(id);
		if (!entry) throw new UsageError(say('usage-no-entry', {id}));

		const key = entry.subject;
		const {resource: tab} = entry;
		const replyTo = (outcome: Outcome) => outcomeReply([outcome], {tab, bulk: false, words});
		const no = ({refused: said, leads}: Refusal) =>
			replyTo({is: 'refused', key, said, ...(leads && {leads})});
		const found = undoOf(entry);
		if (isRefusal(found)) return no(found);
		const {undo} = found;
		const intent = await undo.plan(entry, world, signal);
		if (isRefusal(intent)) return no(intent);
		const reply = planReply({action: undo, planned: [{key, intent}], refused: []}, tab, words);
		if (isSimulated) return reply;
		if (flags['yes'] !== true) {
			const list = [words.tell(undo.says(intent))];
			const questions = undo.asks(intent).map(words.tell);
			return {...reply, exit: 1, refused: say('needs-yes', {list, questions})};
		}

		return replyTo(await undo.run(intent, entry, world, signal));
	},
};
