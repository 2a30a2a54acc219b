import {assertReady, openDatabase, type Database} from './database.ts';
import {createJournal, type Journal} from './journal.ts';
import type {BillingExecutor, ChangeJournal} from '../sync/changes/ports.ts';
import {createChangeJournal} from './change-journal.ts';
import {createBillingExecutor} from './executor.ts';
import {readChannelChoices, type ChannelChoices} from './channel-choices.ts';
import {chooseChannels, type ChoiceOrder, type ChoiceResult} from './choose-channels.ts';
import {readChannels, type BillingChannelUsage} from './channels.ts';
import {activeProviders, importChannels, type ChannelOrder, type ChannelResult} from './import-channels.ts';
import {undoingOf, type Undoing} from './undoing.ts';
import {ensurePortal, findPortal, readPortals, type Portal, type PortalLookup} from './portal.ts';
import {
	readCustomers,
	readPlans,
	readForeignTvIds,
	readTakenPlanIds,
	type Customer,
	type CustomerFilter,
	type BillingPlan,
} from './read.ts';
import type {Context} from './journaled.ts';
import {
	addServices,
	linkService,
	type AddContext,
	type LinkOrder,
	type LinkResult,
	type ServiceOrder,
	type ServiceResult,
} from './services.ts';

/**
The billing database: customers, their TV services and plans, and the journal. `serviceId` is always the portal's row
of `iptv_services`.
*/
export type Billing = {
	readonly database: Database;
	readonly journal: Journal;
	/** The journal of change sets. */
	readonly changeJournal: ChangeJournal;
	/** Writes change sets. */
	readonly executor: BillingExecutor;
	portals(): Promise<readonly Portal[]>;
	/** Finds the provider (`iptv_services`) whose rows are this portal's. `configured` is the setting `service`. */
	findPortal(url: string, configured?: number): Promise<PortalLookup>;
	/** Returns the portal's row; creates it when billing has no Stalker service at all. */
	ensurePortal(url: string): Promise<number>;
	/** All customers with their services of this portal; with `only`, those that match it. */
	customers(serviceId: number, only?: CustomerFilter): Promise<readonly Customer[]>;
	plans(serviceId: number): Promise<readonly BillingPlan[]>;
	/** TV ids of other providers' services. */
	takenIds(serviceId: number): Promise<readonly number[]>;
	/** Numbers of all TV plans. */
	takenPlanIds(): Promise<readonly number[]>;
	addServices(
		serviceId: number,
		orders: readonly ServiceOrder[],
		context: AddContext,
	): Promise<readonly ServiceResult[]>;
	linkService(serviceId: number, order: LinkOrder, context: Context): Promise<LinkResult>;
	/** All channels; the table does not tell providers apart. */
	channels(): Promise<readonly BillingChannelUsage[]>;
	/** Names of the TV providers that are active. */
	providers(): Promise<readonly string[]>;
	importChannels(serviceId: number, order: ChannelOrder, context: Context): Promise<ChannelResult>;
	/** The channels that the provider's services have chosen. */
	channelChoices(serviceId: number): Promise<readonly ChannelChoices[]>;
	chooseChannels(
		serviceId: number,
		orders: readonly ChoiceOrder[],
		context: Context,
	): Promise<readonly ChoiceResult[]>;
	/** Undoes the writes above. */
	readonly undo: Undoing;
	close(): Promise<void>;
};

/**
Opens billing: `postgres://…`, `embedded:`, `embedded:/directory`, `memory:`.

The tables of an embedded database belong to this program and are created here. Those of a server are not: then a
`BillingError` says what `stalker-console db migrate` would do.
*/
export async function openBilling(target: string): Promise<Billing> {
	const database = await openDatabase(target);
	try {
		if (database.kind !== 'server') await database.migrate();
		assertReady(await database.status());
	} catch (error) {
		await database.close();
		throw error;
	}

	const {query} = database;
	const journal = createJournal(database);
	const deps = {database, journal};
	return {
		...deps,
		changeJournal: createChangeJournal(database),
		executor: createBillingExecutor(database),
		portals: async () => readPortals(query),
		findPortal: async (url, configured) => findPortal(await readPortals(query), url, configured),
		ensurePortal: async url => ensurePortal(database, url),
		customers: async (serviceId, only) => readCustomers(query, serviceId, only),
		plans: async serviceId => readPlans(query, serviceId),
		takenIds: async serviceId => readForeignTvIds(query, serviceId),
		takenPlanIds: async () => readTakenPlanIds(query),
		addServices: async (serviceId, orders, context) => addServices(deps, serviceId, orders, context),
		linkService: async (serviceId, order, context) => linkService(deps, serviceId, order, context),
		channels: async () => readChannels(query),
		providers: async () => activeProviders(query),
		importChannels: async (serviceId, order, context) => importChannels(deps, serviceId, order, context),
		channelChoices: async serviceId => readChannelChoices(query, serviceId),
		chooseChannels: async (serviceId, orders, context) => chooseChannels(deps, serviceId, orders, context),
		undo: undoingOf(deps),
		close: async () => database.close(),
	};
}
