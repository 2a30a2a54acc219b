import {grantStatements, knownColumns} from '../billing/abills/grants.ts';
import {parseDatabaseAddress} from '../billing/database-address.ts';
import type {MariadbAddress} from '../billing/dialects/mariadb-address.ts';
import {configuredSystems, databaseAddress, isReadOnly} from '../config/config.ts';
import {message} from '../i18n/translator.ts';
import {BillingError} from '../billing/errors.ts';
import {serverNote, unwritableReasons, assertReadable} from '../billing/schema-status.ts';
import type {Message} from '../i18n/message.ts';
import {yesFlag} from './action-command.ts';
import {askOrRefuse} from './outcome-results.ts';
import type {Command, CommandResult, Invocation} from './command.ts';

/** `db status`, `db migrate` and `db attach`. */
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
						abills.unreadable,
						unwritableReasons(status),
						state === 'attachable' ? abills.unwritable : [],
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
			yesFlag,
		],
		async run(invocation) {
			const {config, database, flags} = invocation;
			// The demo's billing, never the configured one, which the rest reads.
			if (flags['demo'] === true)
				return refused(message('abills-no-attach', {where: (await (await database()).status()).where}));
			if (!configuredSystems(config()).billing) await database();
			const address = parseDatabaseAddress(databaseAddress(config()));
			if (address.kind !== 'mariadb') return refused(message('abills-no-attach', {where: address.where}));
			if (flags['print-grants'] !== true) return attach(invocation, address.server);
			const grants = grantsFor(address.server, await readKnownColumns(database), isReadOnly(config()));
			return {exitCode: 0, data: grants, text: grants.map(grant => `${grant};`).join('\n')};
		},
	},
];

/** Asks first, and lists everything that it would do; refuses where nothing could be written afterwards. */
async function attach(
	{config, database, flags, translator, ask}: Invocation,
	{consoleDatabase, ...server}: MariadbAddress,
): Promise<CommandResult> {
	if (isReadOnly(config())) return refused(message('read-only'));
	const opened = await database();
	const status = await opened.status();
	assertReadable(status);
	const {where, state, pending, abills} = status;
	const reasons = abills!.unwritable;
	if (reasons.length > 0)
		return {...refused(message('abills-cannot-attach', {where, reasons})), data: status};
	if (state === 'attached' && pending.length === 0)
		return {
			exitCode: 0,
			data: status,
			text: translator.t(message('abills-attached-already', {where, schema: consoleDatabase})),
		};
	if (flags['yes'] !== true) {
		const known = knownColumns((await opened.dialect.readCatalog(opened.query)).columns);
		const grants = grantsFor({consoleDatabase, ...server}, known, false).map(grant => `${grant};`);
		const list = [translator.t(message('abills-would-attach', {where, schema: consoleDatabase})), ...grants];
		const question = message('needs-yes', {list, questions: []});
		const refusal = await askOrRefuse(question, {exitCode: 1, data: {...status, grants}, text: ''}, ask);
		if (refusal) return refusal;
	}

	await opened.attach();
	return {
		exitCode: 0,
		data: await opened.status(),
		text: translator.t(message('abills-attached', {where, schema: consoleDatabase})),
	};
}

/** The rights of the user who is connected. */
const grantsFor = (
	{database, consoleDatabase, user, host, socketPath}: MariadbAddress,
	known: ReturnType<typeof knownColumns>,
	readOnly: boolean,
): readonly string[] =>
	grantStatements({
		database,
		consoleDatabase,
		user: `'${user}'@'${host === 'localhost' || socketPath !== null ? 'localhost' : '%'}'`,
		readOnly,
		known,
	});

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
