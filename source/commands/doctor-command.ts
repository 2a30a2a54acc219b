import {serverNote} from '../billing/schema-status.ts';
import {configuredSystems} from '../config/config.ts';
import type {Translator} from '../i18n/translator.ts';
import type {Command, Invocation} from './command.ts';
import {errorMessage} from '../i18n/message.ts';
import type {JournalEntry} from '../sync/journal.ts';

type CheckResult = {
	readonly name: keyof Translator['cliMessages']['doctor']['checks'];
	readonly ok: boolean;
	readonly said: string;
};

/** `doctor`: checks the configuration, the portal, billing and the journal, one line each. Only reads. */
export const doctorCommand: Command = {
	words: ['doctor'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.doctor,
	flags: [],
	hasTable: true,
	async run(invocation) {
		if (invocation.flags['demo'] !== true) invocation.config();
		const checks = [
			await runCheck('configuration', invocation.translator, () => checkConfiguration(invocation)),
		];
		if (checks[0]!.ok) {
			checks.push(
				await runCheck('portal', invocation.translator, () => checkPortal(invocation)),
				await runCheck('billing', invocation.translator, () => checkBilling(invocation)),
			);
			if (checks.every(({ok}) => ok))
				checks.push(await runCheck('journal', invocation.translator, () => checkJournal(invocation)));
		}

		return {
			exitCode: checks.every(({ok}) => ok) ? 0 : 1,
			data: checks,
			text: checks
				.map(
					({name, ok, said}) =>
						`${ok ? '✓' : '✗'} ${invocation.translator.cliMessages.doctor.checks[name]}: ${said}`,
				)
				.join('\n'),
			table: {
				header: ['check', 'ok', 'said'],
				rows: checks.map(({name, ok, said}) => [name, String(ok), said]),
			},
		};
	},
};

async function runCheck(
	name: CheckResult['name'],
	translator: Translator,
	read: () => Promise<string>,
): Promise<CheckResult> {
	try {
		return {name, ok: true, said: await read()};
	} catch (error) {
		return {name, ok: false, said: translator.t(errorMessage(error))};
	}
}

async function checkConfiguration({
	config,
	flags,
	translator: {
		cliMessages: {doctor},
	},
}: Invocation): Promise<string> {
	if (flags['demo'] === true) return doctor.demo;
	const {stalker, billing} = configuredSystems(config());
	if (!stalker) throw new Error(doctor.noPortal);
	if (!billing) throw new Error(doctor.noBilling);
	return doctor.configured;
}

/** Sends `GET tariffs`: a short list on every portal, which needs the same rights as `accounts`. */
async function checkPortal({stalker, translator}: Invocation): Promise<string> {
	const client = await stalker();
	const {milliseconds, warning} = await client.list('tariffs');
	return translator.cliMessages.doctor.portal(
		client.url,
		Math.round(milliseconds),
		warning,
		client.isUnencrypted,
	);
}

/** Opening billing checks its tables, and which of its providers is the portal. */
async function checkBilling({context, translator}: Invocation): Promise<string> {
	const {billing: openedBilling, portalId: provider} = await context();
	const {where, abills} = await openedBilling.database.status();
	return [
		translator.cliMessages.doctor.billing(where, provider),
		...[openedBilling.readOnly, abills && serverNote(abills)].flatMap(said =>
			said ? [translator.t(said)] : [],
		),
	].join('; ');
}

async function checkJournal({
	context,
	translator: {
		cliMessages: {doctor},
	},
}: Invocation): Promise<string> {
	const {billing: openedBilling} = await context();
	const open = await openedBilling.journal.list({open: true, limit: 100});
	if (open.length === 0) return doctor.finished;
	throw new Error([doctor.begun(open.length), ...recoveryHints(open, doctor)].join('; '));
}

/** How the unfinished actions can be finished, one hint for each kind. */
function recoveryHints(
	open: readonly JournalEntry[],
	doctor: Translator['cliMessages']['doctor'],
): readonly string[] {
	const has = (...actions: readonly string[]) => open.some(({action}) => actions.includes(action));
	const undoneIds = open.flatMap(({undoes}) => undoes ?? []);
	return [
		...(has('add', 'link') ? [doctor.addAgain] : []),
		...undoneIds.slice(0, 3).map(id => doctor.finishUndo(id)),
		...(has('delete') ? [doctor.deleted] : []),
		...(has('import') ? [doctor.importAgain] : []),
	];
}
