import {isReadOnly} from '../config/config.ts';
import {say} from '../words/words.ts';
import type {Command} from './command.ts';

/** The database itself: whether it is ready, and making it so. */
export const databaseCommands: readonly Command[] = [
	{
		words: ['db', 'status'],
		args: '',
		most: 0,
		about: words => words.commands.about.databaseStatus,
		flags: [],
		async run({database, words: {replies}}) {
			const status = await (await database()).status();
			const {state, where, applied, pending} = status;
			return {
				exit: state === 'ready' ? 0 : 1,
				data: status,
				text: `${where}: ${replies.database[state]} ${replies.migrations(applied.length, pending.length)}`,
			};
		},
	},
	{
		words: ['db', 'migrate'],
		args: '',
		most: 0,
		about: words => words.commands.about.databaseMigrate,
		flags: [{name: 'dry-run', kind: 'yes', about: words => words.commands.flags.dryMigrate}],
		async run({database, config, flags, words: {replies}}) {
			const opened = await database();
			const before = await opened.status();
			if (flags['dry-run'] === true) {
				return {
					exit: 0,
					data: before,
					text:
						before.pending.length === 0
							? replies.nothingToMigrate
							: replies.wouldApply(before.pending.join(', ')),
				};
			}

			if (isReadOnly(config())) return {exit: 1, data: before, text: '', refused: say('read-only')};
			// Somebody else may have done it meanwhile: only what was applied here is told.
			const applied = await opened.migrate();
			const after = await opened.status();
			return {
				exit: 0,
				data: {...after, now: applied},
				text:
					applied.length === 0
						? replies.upToDate(after.where)
						: replies.applied(after.where, applied.join(', ')),
			};
		},
	},
];
