import {isReadOnly} from '../../config/config.ts';
import {readUnbilledLogins} from '../../billing/abills/unbilled.ts';
import {serverNote} from '../../billing/schema-status.ts';
import {readServer, readUnwritableMessages} from '../../billing/write-check.ts';
import type {AppContext} from '../../app/context.ts';
import {message, type Translator} from '../../i18n/translator.ts';
import type {JournalEntry} from '../../sync/journal.ts';
import type {Invocation} from '../command.ts';
import {runCheck, type CheckResult} from './check.ts';

/** Clocks that differ by more than this, in milliseconds, are reported: then the logs of both systems cannot be read side by side. */
const maxClockDifferenceMs = 60_000;

/**
A portal whose lists were tried. `portal`: its name, where there are several; the clock's difference is `null` where it did not answer.
*/
export type CheckedPortal = {
	readonly portal?: string;
	readonly context: () => Promise<AppContext>;
	readonly clockDifferenceMs: number | null;
};

/**
Checks billing: its tables with each portal, whether it can be written, clocks and versions, and the journal. Without a connection it
reports only that.
*/
export async function checkBilling(
	invocation: Invocation,
	portals: readonly CheckedPortal[],
): Promise<readonly CheckResult[]> {
	const {translator} = invocation;
	const tables: CheckResult[] = [];
	const contexts: AppContext[] = [];
	for (const {portal, context: connect} of portals) {
		const result = await runCheck('billing', translator, async () => {
			const own = await connect();
			contexts.push(own);
			return describeTables(own, translator);
		});
		tables.push({...result, ...(portal !== undefined && {portal})});
	}

	const [context] = contexts;
	if (!context) return tables;
	return [
		...tables,
		await runCheck('writing', translator, async () => checkWriting(context, invocation)),
		await runCheck('clocks', translator, async () => checkClocks(context, portals, translator)),
		await runCheck('versions', translator, async () => {
			const {product} = await readServer(context.billing.database);
			return [
				`stalker-console ${invocation.version ?? ''}`.trim(),
				`Node.js ${process.version}`,
				product,
			].join(', ');
		}),
		await runCheck('journal', translator, async () => checkJournal(context, translator)),
	];
}

/** Opening billing checks its tables, and which of its providers is the portal. */
async function describeTables({billing, providerId}: AppContext, translator: Translator): Promise<string> {
	const {where, abills} = await billing.database.status();
	const unbilled = abills ? await readUnbilledLogins(billing.database.query) : [];
	return [
		translator.cliMessages.doctor.billing(where, providerId),
		...[
			billing.readOnly,
			abills && serverNote(abills),
			unbilled.length > 0 ? message('abills-unbilled', {list: unbilled}) : null,
		].flatMap(said => (said ? [translator.t(said)] : [])),
	].join('; ');
}

/** Throws the reason why nothing can be written. That the operator has chosen to write nothing is no failure. */
async function checkWriting({billing}: AppContext, {config, flags, translator}: Invocation): Promise<string> {
	const {doctor} = translator.cliMessages;
	const reasons = billing.readOnly ? [] : await readUnwritableMessages(billing.database);
	if (reasons.length > 0) throw new Error(reasons.map(translator.t).join(' '));
	if (billing.readOnly) return translator.t(billing.readOnly);
	return flags['demo'] !== true && isReadOnly(config()) ? doctor.notWanted : doctor.writable;
}

/** Throws which clock differs. A portal's is known to the second, from the header of its last answer. */
async function checkClocks(
	{billing}: AppContext,
	portals: readonly CheckedPortal[],
	{cliMessages: {doctor}}: Translator,
): Promise<string> {
	const {now} = await readServer(billing.database);
	const clocks = [
		...portals.map(({portal, clockDifferenceMs}) => ({
			name: [doctor.checks.portal, portal ?? []].flat().join(' '),
			differenceMs: clockDifferenceMs,
		})),
		{name: doctor.checks.billing, differenceMs: now - Date.now()},
	];
	const unknown = clocks.flatMap(({name, differenceMs}) => (differenceMs === null ? [name] : []));
	const wrong = clocks.flatMap(({name, differenceMs}) =>
		differenceMs !== null && Math.abs(differenceMs) > maxClockDifferenceMs ? [{name, differenceMs}] : [],
	);
	if (wrong.length === 0) return doctor.clocksAgree(unknown);
	throw new Error(
		wrong.map(({name, differenceMs}) => doctor.clock(name, Math.round(differenceMs / 1000))).join(' '),
	);
}

async function checkJournal({billing}: AppContext, {cliMessages: {doctor}}: Translator): Promise<string> {
	const open = await billing.journal.list({open: true, limit: 100});
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
