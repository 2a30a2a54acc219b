import {retryableOnce} from '../sync/retryable-once.ts';
import {channelLimits, type ChannelLimits} from './channels.ts';
import {assertReadable, readOnlyReason} from './schema-status.ts';
import {openDatabase, type Database} from './database.ts';
import {createJournal, type Journal, createAbsentJournals} from './journal.ts';
import type {BillingExecutor, ChangeJournal} from '../sync/changes/ports.ts';
import {createCountStore, type CountStore} from './counts.ts';
import {createChangeJournal} from './change-journal.ts';
import {runExclusively, type PortalNames} from './exclusive-run.ts';
import {activeProviders, ensureProvider, findPortal, type PortalLookup} from './portal.ts';
import {createShape, defaultAbillsSettings, type AbillsSettings, type Shape} from './shape.ts';
import type {PlanLimits} from './read-types.ts';
import {createBillingReader, type BillingReader} from './reader.ts';
import {BillingError} from './errors.ts';
import type {Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';

/**
The billing database: customers, their TV services and plans, and the journal. `providerId` is always the portal's row
of `iptv_services`.
*/
export type Billing = BillingReader & {
	readonly database: Database;
	/** `abills`: the tables of an ABillS, on its own server or, `copy`, on PostgreSQL. */
	readonly source: 'own' | 'abills' | 'copy';
	/** Why nothing may be written, as a sentence; `null` where everything may. */
	readonly readOnly: Message | null;
	readonly journal: Journal;
	/** The journal of change sets. */
	readonly changeJournal: ChangeJournal;
	/** Writes change sets. */
	readonly executor: BillingExecutor;
	/** Loads what writes: the first change set need not wait for it then. */
	loadWriter(): Promise<void>;
	/** Finds the provider (`iptv_services`) whose rows are this portal's. `configured` is the setting `service`. */
	findPortal(url: string, configured?: number): Promise<PortalLookup>;
	/** Returns the portal's row; creates it when billing has no Stalker service at all. On an ABillS it must be there. */
	ensureProvider(url: string): Promise<number>;
	/** The most characters of a tariff plan's name and of its external id. */
	readonly planLimits: PlanLimits;
	/** What the table of channels can hold. */
	readonly channelLimits: ChannelLimits;
	/** Names of the TV providers that are active. */
	activeProviders(): Promise<readonly string[]>;
	/** What `check` counted; `null` where there is no table for it, or nothing may be written. */
	readonly counts: CountStore | null;
	/** Runs `work` while no other process runs this for the portal; throws `ERR_BILLING_LOCKED` at once where one does. */
	exclusively<Result>(portal: PortalNames, work: () => Promise<Result>): Promise<Result>;
	close(): Promise<void>;
};

/**
Opens billing: `postgres://…`, `embedded:`, `embedded:/directory`, `memory:`.

The tables of an embedded database belong to this program and are created here. Those of a server are not: then a
`BillingError` says what `stalker-console db migrate` would do.

`settings`: what is configured of an ABillS.
*/
export async function openBilling(target: string, settings: Partial<AbillsSettings> = {}): Promise<Billing> {
	const opened = await openDatabase(target, 'migrated');
	try {
		if (opened.kind !== 'server') await opened.migrate();
		return await createBilling(opened, {...defaultAbillsSettings, ...settings});
	} catch (error) {
		await opened.close();
		throw error;
	}
}

async function createBilling(opened: Database, settings: AbillsSettings): Promise<Billing> {
	const status = await opened.status();
	assertReadable(status);
	const readOnly = readOnlyReason(status);
	const database = readOnly ? refusingWrites(opened, readOnly) : opened;
	const shape = createShape(status.abills, settings);
	const reader = createBillingReader(database, shape);
	const {executor, load} = createLazyExecutor(database, shape);
	const hasJournal = status.state === 'ready' || status.state === 'attached';
	const {journal, changeJournal} =
		readOnly && !hasJournal
			? createAbsentJournals(readOnly)
			: {journal: createJournal(database), changeJournal: createChangeJournal(database)};
	return {
		...reader,
		database,
		journal,
		source: status.abills ? (status.state === 'copy' ? 'copy' : 'abills') : 'own',
		readOnly,
		changeJournal,
		executor,
		async loadWriter() {
			await load();
		},
		planLimits: {
			name: shape.limit('tarif_plans', 'name'),
			external_id: shape.limit('tarif_plans', 'filter_id'),
		},
		channelLimits: channelLimits(shape),
		findPortal: async (url, configured) => findPortal(await reader.providers(), url, configured),
		async ensureProvider(url) {
			if (!status.abills) return ensureProvider(database, url);
			const providers = await reader.providers();
			const found = findPortal(providers, url);
			if (found.is === 'known') return found.id;
			throw new BillingError('ERR_BILLING_REFUSED_WRITE', message('abills-no-portal', {services: providers}));
		},
		activeProviders: async () => activeProviders(database),
		counts: hasJournal && !readOnly && status.pending.length === 0 ? createCountStore(database) : null,
		exclusively: async (portal, work) => runExclusively(database, portal, work),
		close: async () => database.close(),
	};
}

/** The executor, imported with the entities by `load`, or by the first change set. */
function createLazyExecutor(
	database: Database,
	shape: Shape,
): {readonly executor: BillingExecutor; load(): Promise<BillingExecutor>} {
	const {get: load} = retryableOnce(async () => {
		const {createBillingExecutor} = await import('./executor.ts');
		return createBillingExecutor(database, shape);
	});
	const executor: BillingExecutor = {
		apply: async (...changes) => (await load()).apply(...changes),
		inspect: async (...changes) => (await load()).inspect(...changes),
	};
	return {executor, load};
}

/** The same database, in which no transaction can be begun: nothing is written outside one. */
const refusingWrites = (database: Database, reason: Message): Database => ({
	...database,
	async transaction() {
		throw new BillingError('ERR_BILLING_REFUSED_WRITE', reason);
	},
});
