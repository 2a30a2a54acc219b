import type {ProbeResult} from './abills/probe.ts';
import {readCustomers} from './read-customers.ts';
import {
	readAbillsForeignTvIds,
	readAbillsPlanIds,
	readAbillsPlans,
	readAbillsProviders,
	readAbillsSizes,
} from './abills/read-lists.ts';
import {readChannelChoices, type ChannelChoices} from './channel-choices.ts';
import {readChannels, type BillingChannelUsage} from './channels.ts';
import type {Database} from './database.ts';
import type {ProviderRow} from './portal.ts';
import type {AbillsSizes, BillingPlan, Customer, CustomerFilter} from './read-types.ts';
import {createShape} from './shape.ts';
import type {AbillsSettings} from './abills-settings.ts';

/** Reads lists of billing. Each `providerId` is the id of the portal's row of `iptv_services`. */
export type BillingReader = {
	/** All TV providers, Stalker or not. */
	providers(): Promise<readonly ProviderRow[]>;
	/** All customers with their services of this portal; or only those that are named. */
	customers(providerId: number, only?: CustomerFilter): Promise<readonly Customer[]>;
	plans(providerId: number): Promise<readonly BillingPlan[]>;
	/** TV ids of other providers' services. */
	takenIds(providerId: number): Promise<readonly number[]>;
	/** Numbers of all TV plans. */
	takenPlanIds(): Promise<readonly number[]>;
	/** Every channel, of whichever provider. */
	channels(): Promise<readonly BillingChannelUsage[]>;
	/** The channels that each TV service of the provider has chosen. */
	channelChoices(providerId: number): Promise<readonly ChannelChoices[]>;
	/** Today where the database is, as `YYYY-MM-DD`. */
	today(): Promise<string>;
	/** How many customers and TV ids an ABillS has; `null` in a database of this program. */
	abillsSizes(): Promise<AbillsSizes | null>;
};

/** Reads this program's own tables, or those of an ABillS where the probe has found one. */
export function createBillingReader(
	{query, mapRows, dialect}: Database,
	{abills, settings}: {readonly abills: ProbeResult | null; readonly settings: AbillsSettings},
): BillingReader {
	const lists = {
		channels: async () => readChannels({query, dialect}),
		channelChoices: async (providerId: number) => readChannelChoices({query, dialect}, providerId),
		async today() {
			const [row] = await query<{today: string}>(`select ${dialect.today} as today`);
			return row!.today;
		},
	};
	const context = {query, mapRows, dialect, traits: createShape(abills).traits, domain: settings.domain};
	return {
		...lists,
		providers: async () => readAbillsProviders(context),
		customers: async (providerId, only) => readCustomers(context, providerId, only),
		plans: async providerId => readAbillsPlans(context, providerId),
		takenIds: async providerId => readAbillsForeignTvIds(context, providerId),
		takenPlanIds: async () => readAbillsPlanIds(context),
		abillsSizes: async () => abills && {...(await readAbillsSizes(context)), licensed: settings.licensed},
	};
}
