import {isReadOnly} from '../config/config.ts';
import {message} from '../i18n/translator.ts';
import type {Command} from './command.ts';

/** `db status` and `db migrate`. */
export const databaseCommands: readonly Command[] = [
	{
		words: ['db', 'status'],
		args: '',
		maxArguments: 0,
		description: translator => translator.commandHelp.about.databaseStatus,
		flags: [],
		async run({database, translator: {cliMessages}}) {
			const status = await (await database()).status();
			const {state, where, applied, pending} = status;
			return {
				exitCode: state === 'ready' ? 0 : 1,
				data: status,
				text: `${where}: ${cliMessages.database[state]} ${cliMessages.migrations(applied.length, pending.length)}`,
			};
		},
	},
	{
		words: ['db', 'migrate'],
		args: '',
		maxArguments: 0,
		description: translator => translator.commandHelp.about.databaseMigrate,
		flags: [
			{name: 'dry-run', kind: 'yes', description: translator => translator.commandHelp.flags.dryMigrate},
		],
		async run({database, config, flags, translator: {cliMessages}}) {
			const opened = await database();
			const before = await opened.status();
			if (flags['dry-run'] === true) {
				return {
					exitCode: 0,
					data: before,
					text:
						before.pending.length === 0
							? cliMessages.nothingToMigrate
							: cliMessages.wouldApply(before.pending.join(', ')),
				};
			}

			if (isReadOnly(config())) return {exitCode: 1, data: before, text: '', refused: message('read-only')};
			// Another process may have migrated meanwhile: only the migrations applied here are reported.
			const applied = await opened.migrate();
			const after = await opened.status();
			return {
				exitCode: 0,
				data: {...after, now: applied},
				text:
					applied.length === 0
						? cliMessages.upToDate(after.where)
						: cliMessages.applied(after.where, applied.join(', ')),
			};
		},
	},
];
