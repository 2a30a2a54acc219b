import {harmless} from '../terminal/harmless.ts';
import {fullTime} from '../terminal/time.ts';
import {UsageError, type Command} from './command.ts';
import {json} from '../formats/formats.ts';
import {undoCommand} from './undo.ts';
import {say} from '../words/words.ts';

/** What was done, by whom, and what it was before. */
export const journalCommands: readonly Command[] = [
	{
		tabular: true,
		isAboutJournal: true,
		words: ['journal', 'list'],
		args: '',
		most: 0,
		about: words => words.commands.about.journalList,
		flags: [
			{name: 'open', kind: 'yes', about: words => words.commands.flags.open},
			{name: 'limit', kind: 'number', value: 'N', about: words => words.commands.flags.limitEntries},
		],
		async run({world, flags, words}) {
			const {billing} = await world();
			const limit = flags['limit'] ?? 100;
			if (!Number.isSafeInteger(limit) || Number(limit) < 0)
				throw new UsageError(say('usage-whole', {flag: 'limit'}));
			const entries = await billing.journal.list({limit: Number(limit), open: flags['open'] === true});
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
				exit: 0,
				data: entries,
				text:
					rows.length === 0 && Number(limit) > 0
						? flags['open'] === true
							? words.replies.journalClosed
							: words.replies.journalEmpty
						: rows
								.map(([id, at, ...rest]) => [id, fullTime(new Date(at!)), ...rest])
								.map(row => harmless(row.join('  ').trimEnd()))
								.join('\n'),
				table: {header: ['id', 'at', 'operator', 'resource', 'action', 'subject', 'state', 'error'], rows},
			};
		},
	},
	{
		isAboutJournal: true,
		words: ['journal', 'show'],
		args: 'N',
		most: 1,
		about: words => words.commands.about.journalShow,
		flags: [],
		async run({world, args: [id]}) {
			if (id === undefined || !/^[1-9]\d*$/.test(id))
				throw new UsageError(say('usage-entry', {command: 'journal show'}));
			const {billing} = await world();
			const entry = await billing.journal.show(id);
			if (!entry) throw new UsageError(say('usage-no-entry', {id}));
			return {exit: 0, data: entry, text: json(entry, 2)};
		},
	},
	undoCommand,
];

/** `olga as root from 10.0.0.5` */
function operatorText(operator: unknown): string {
	const {
		os_user: user,
		sudo_user: sudo,
		ssh_client: client,
	} = operator as Readonly<Record<string, string | null>>;
	return `${sudo ? `${sudo} as ` : ''}${user ?? '?'}${client ? ` from ${client}` : ''}`;
}
