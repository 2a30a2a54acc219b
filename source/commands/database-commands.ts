import {isReadOnly} from '../config/config.ts';
import {message} from '../i18n/translator.ts';
import type {Command} from './command.ts';

/** The database itself: whether it is ready, and making it so. */
export const databaseCommands: readonly Command[] = [
	{
		words: ['db', 'status'],
		args: '',
		maxArguments: 0,
		description: translator => translator.commands.about.databaseStatus,
		flags: [],
		async run({database, translator: {replies}}) {
			const status = await (await database()).status();
			const {state, where, applied, pending} = status;
			return {
				exitCode: state === 'ready' ? 0 : 1,
				data: status,
				text: `${where}: ${replies.database[state]} ${replies.migrations(applied.length, pending.length)}`,
			};
		},
	},
	{
		words: ['db', 'migrate'],
		args: '',
		maxArguments: 0,
		description: translator => translator.commands.about.databaseMigrate,
		flags: [{name: 'dry-run', kind: 'yes', description: translator => translator.commands.flags.dryMigrate}],
		async run({database, config, flags, translator: {replies}}) {
			const opened = await database();
			const before = await opened.status();
			if (flags['dry-run'] === true) {
				return {
					exitCode: 0,
					data: before,
					text:
						before.pending.length === 0
							? replies.nothingToMigrate
							: replies.wouldApply(before.pending.join(', ')),
				};
			}

			if (isReadOnly(config())) return {exitCode: 1, data: before, text: '', refused: message('read-only')};
			// Somebody else may have done it meanwhile: only what was applied here is told.
			const applied = await opened.migrate();
			const after = await opened.status();
			return {
				exitCode: 0,
				data: {...after, now: applied},
				text:
					applied.length === 0
						? replies.upToDate(after.where)
						: replies.applied(after.where, applied.join(', ')),
			};
		},
	},
];
