import {readCustomers, type ReadContext} from './read-customers.ts';
import {readChannels, type BillingChannelUsage} from './channels.ts';
import type {Database} from './database.ts';
import {readIds} from './find-rows.ts';
import {readProviders, type ProviderRow} from './portal.ts';
import type {AbillsSizes, BillingPlan, ChannelChoices, Customer, CustomerFilter} from './read-types.ts';
import type {Shape} from './shape.ts';

/** Reads lists of billing. Each `providerId` is the id of the portal's row of `iptv_services`. */
export type BillingReader = {
	/** All TV providers, Stalker or not. */
	providers(): Promise<readonly ProviderRow[]>;
	/** All customers with their services of this portal; or only those that are named. */
	customers(providerId: number, only?: CustomerFilter): Promise<readonly Customer[]>;
	/** The provider's own plans of the domain, by number. */
	plans(providerId: number): Promise<readonly BillingPlan[]>;
	/** TV ids of services that do not belong to the customers that are read: of other providers, other domains, and removed customers. */
	takenIds(providerId: number): Promise<readonly number[]>;
	/** Public numbers of all TV plans of the domain. */
	takenPlanIds(): Promise<readonly number[]>;
	/** Every channel, of whichever provider. */
	channels(): Promise<readonly BillingChannelUsage[]>;
	/**
	The channels that each service of the provider has chosen under its current plan. Choices left from former plans and deleted services do
	not count.
	*/
	channelChoices(providerId: number): Promise<readonly ChannelChoices[]>;
	/** Today where the database is, as `YYYY-MM-DD`. */
	today(): Promise<string>;
	/** How many customers and TV ids an ABillS has; `null` in a database of this program. */
	abillsSizes(): Promise<AbillsSizes | null>;
};

/** Reads this program's own tables, or those of an ABillS where the probe has found one. */
export function createBillingReader(
	{query, mapRows, dialect}: Pick<Database, 'query' | 'mapRows' | 'dialect'>,
	shape: Shape,
): BillingReader {
	const {toInteger} = dialect;
	const {domain, licensed} = shape.settings;
	const context: ReadContext = {query, mapRows, dialect, shape};
	return {
		providers: async () => readProviders(context),
		customers: async (providerId, only) => readCustomers(context, providerId, only),
		plans: async providerId => readPlans(context, providerId),
		takenIds: async providerId =>
			readIds(
				query,
				`select ${toInteger('m.id')} as id from iptv_main m left join users u on u.uid = m.uid
				where m.service_id <> ? or u.uid is null or u.domain_id <> ${domain} order by m.id`,
				[providerId],
			),
		takenPlanIds: async () =>
			readIds(
				query,
				`select ${toInteger('id')} as id from tarif_plans where module = 'Iptv' and domain_id = ${domain} order by id`,
			),
		channels: async () => readChannels(context),
		async channelChoices(providerId) {
			const rows = await query<{id: number; channel: number}>(
				`select ${toInteger('c.id')} as id, ${toInteger('c.channel_id')} as channel
				from iptv_users_channels c join iptv_main m on m.id = c.id and m.tp_id = c.tp_id
				where m.service_id = ? order by c.id, c.channel_id`,
				[providerId],
			);
			return [...Map.groupBy(rows, ({id}) => id)].map(([tvId, own]) => ({
				tvId,
				channels: own.map(({channel}) => channel),
			}));
		},
		async today() {
			const [row] = await query<{today: string}>(`select ${dialect.today} as today`);
			return row!.today;
		},
		async abillsSizes() {
			if (!shape.isAbills) return null;
			const [row] = await query<{customers: number; own: number; largest: number}>(
				`select ${toInteger('(select count(uid) from users)')} as customers,
					${toInteger(`(select count(uid) from users where domain_id = ${domain})`)} as own,
					${toInteger('(select coalesce(max(id), 0) from iptv_main)')} as largest`,
			);
			const {customers, own, largest} = row!;
			return {customers, domain: {id: domain, customers: own}, largestTvId: largest, licensed};
		},
	};
}

const readPlans = async (
	{query, dialect: {toInteger, toExactText}, shape}: ReadContext,
	providerId: number,
): Promise<readonly BillingPlan[]> =>
	query(
		`select ${toInteger('t.tp_id')} as tp_id, ${toInteger('t.id')} as id, t.filter_id, t.name, ${toInteger('t.service_id')} as service_id,
			${toExactText('t.month_fee')} as month_fee, ${toExactText('t.day_fee')} as day_fee, ${toExactText('t.activate_price')} as activate_price,
			${toExactText('t.credit')} as credit, ${toInteger('t.payment_type')} as payment_type,
			${shape.has('tarif_plans', 'status') ? toInteger('t.status') : '0'} as status,
			${toInteger('(select count(*) from iptv_main m where m.tp_id = t.tp_id)')} as accounts
		from tarif_plans t
		where t.module = 'Iptv' and t.domain_id = ${shape.settings.domain} and t.service_id = ?
		order by t.id`,
		[providerId],
	);
