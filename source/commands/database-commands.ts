import {grantStatements, knownColumns} from '../billing/abills/grants.ts';
import {parseDatabaseAddress} from '../billing/database-address.ts';
import {configuredSystems, databaseAddress, isReadOnly} from '../config/config.ts';
import {message} from '../i18n/translator.ts';
import {BillingError} from '../billing/errors.ts';
import {
	serverHindrances,
	serverNote,
	unreadableReasons,
	unwritableReasons,
} from '../billing/schema-status.ts';
import type {Message} from '../i18n/message.ts';
import type {Command, CommandResult, Invocation} from './command.ts';

/** `db status` and `db migrate`. */
export const databaseCommands: readonly Command[] = [
	{
		words: ['db', 'status'],
		args: '',
		maxArguments: 0,
		description: translator => translator.commandHelp.about.databaseStatus,
		flags: [],
		async run({database, translator}) {
			const {cliMessages} = translator;
			const status = await (await database()).status();
			const {state, where, applied, pending, abills} = status;
			const about = abills
				? [
						unreadableReasons(abills),
						unwritableReasons(status),
						serverHindrances(abills),
						serverNote(abills) ?? [],
					].flat()
				: [];
			return {
				exitCode: ['ready', 'attached', 'attachable', 'copy'].includes(state) ? 0 : 1,
				data: status,
				text: abills
					? [
							`${where}: ${cliMessages.database[state]}`,
							...about.map(reason => `  ${translator.t(reason)}`),
						].join('\n')
					: state === 'empty' && !status.hasMigrations
						? translator.t(message('billing-no-abills', {where}))
						: `${where}: ${cliMessages.database[state]} ${cliMessages.migrations(applied.length, pending.length)}`,
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
	{
		words: ['db', 'attach'],
		args: '',
		maxArguments: 0,
		description: translator => translator.commandHelp.about.databaseAttach,
		flags: [
			{
				name: 'print-grants',
				kind: 'yes',
				description: translator => translator.commandHelp.flags.printGrants,
			},
		],
		async run(invocation) {
			const {config, database, flags} = invocation;
			if (!configuredSystems(config()).billing) await database();
			const address = parseDatabaseAddress(databaseAddress(config()));
			if (address.kind !== 'mariadb') return refused(message('abills-no-attach', {where: address.where}));
			const {database: name, own, user} = address.server;
			if (flags['print-grants'] === true) {
				const known = await readKnownColumns(database);
				const account = `'${user}'@'${address.server.host === 'localhost' || address.server.socketPath !== null ? 'localhost' : '%'}'`;
				const grants = grantStatements({
					database: name,
					own,
					user: account,
					readOnly: true,
					known,
				});
				return {exitCode: 0, data: grants, text: grants.map(grant => `${grant};`).join('\n')};
			}

			return refused(message('abills-attach-prints'));
		},
	},
];

const refused = (reason: Message): CommandResult => ({exitCode: 1, data: null, text: '', refused: reason});

/** None where the database cannot be asked yet: rights are needed for that, too. */
async function readKnownColumns(database: Invocation['database']): Promise<ReturnType<typeof knownColumns>> {
	try {
		const {dialect, query} = await database();
		return knownColumns((await dialect.readCatalog(query)).columns);
	} catch (error) {
		if (error instanceof BillingError) return new Map();
		throw error;
	}
}
