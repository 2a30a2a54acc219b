import {billingLockId, lockRows} from './find-rows.ts';
import type {Database} from './database.ts';
import {BillingError} from './errors.ts';
import {insertNumbered} from './write-rows.ts';
import {message} from '../i18n/translator.ts';

/** A row of `iptv_services`: a TV provider. */
export type ProviderRow = {
	readonly id: number;
	readonly name: string;
	readonly module: string;
	readonly url: string;
	/** 0 is active. */
	readonly status: number;
};

/** Result of looking for the portal's provider. Unless `known`, nothing may be written; with `none`, a provider may be created. */
export type PortalLookup =
	| {readonly is: 'known'; readonly id: number}
	| {readonly is: 'none'}
	/** Several have this URL (`ids`), or only others exist (no `ids`): the right one must be configured. */
	| {readonly is: 'unclear'; readonly ids: readonly number[]};

/** All TV providers, Stalker or not. */
export const readProviders = async ({
	query,
	dialect: {toInteger},
}: Pick<Database, 'query' | 'dialect'>): Promise<readonly ProviderRow[]> =>
	query(
		`select ${toInteger('id')} as id, name, module, url, ${toInteger('status')} as status from iptv_services order by id`,
	);

/** Names of the active TV providers. The table of channels does not say which of them a channel belongs to. */
export const activeProviders = async (
	from: Pick<Database, 'query' | 'dialect'>,
): Promise<readonly string[]> =>
	(await readProviders(from)).filter(({status}) => status === 0).map(({name}) => name);

/**
Finds the configured provider, else the only Stalker service with this URL, else none. Pure.

Throws `ERR_BILLING_ADDRESS` when the configured one is not a Stalker service.
*/
export function findPortal(
	providers: readonly ProviderRow[],
	url: string,
	configured?: number,
): PortalLookup {
	const stalkerProviders = providers.filter(({module}) => module === stalkerModule);
	if (configured !== undefined) {
		if (stalkerProviders.some(({id}) => id === configured)) return {is: 'known', id: configured};
		throw new BillingError('ERR_BILLING_ADDRESS', message('billing-no-service', {service: configured}));
	}

	if (stalkerProviders.length === 0) return {is: 'none'};
	const matching = stalkerProviders.filter(provider => portalKey(provider.url) === portalKey(url));
	if (matching.length === 1) return {is: 'known', id: matching[0]!.id};
	return {is: 'unclear', ids: matching.map(({id}) => id)};
}

/**
Returns the portal's row; creates it when billing has no Stalker service at all. Two concurrent calls create one.
Throws `ERR_BILLING_REFUSED_WRITE` when it is unclear.
*/
export async function ensureProvider(database: Database, url: string): Promise<number> {
	// Imported here: a portal that is known must not load the entities, and no lock may wait for them.
	const {Provider} = await import('./entities/television.ts');
	return database.transaction(async query => {
		await lockRows(query, database.dialect, [billingLockId]);
		const providers = await readProviders({query, dialect: database.dialect});
		const found = findPortal(providers, url);
		if (found.is === 'known') return found.id;
		if (found.is === 'unclear') {
			throw new BillingError('ERR_BILLING_REFUSED_WRITE', message('billing-which-service'));
		}

		const name = unusedName(new Set(providers.map(one => one.name)));
		const [id] = await insertNumbered(
			{query, dialect: database.dialect, shape: {supply: {}}},
			Provider,
			'id',
			[{name, module: stalkerModule, url: withoutCredentials(url)}],
		);
		await lockRows(query, database.dialect, [id!]);
		return id!;
	});
}

const stalkerModule = 'Stalker_api';

/**
Maps all notations of one portal's address to one key: scheme, case of the host, default port, trailing slashes and
the API's path do not matter.
*/
export function portalKey(url: string): string {
	const text = /^[a-z]+:\/\//i.test(url.trim()) ? url.trim() : `http://${url.trim()}`;
	if (!URL.canParse(text)) return url.trim().toLowerCase();
	const {host, pathname} = new URL(text);
	const path = pathname
		.replace(/\/+$/, '')
		.replace(/(\/stalker_portal)?\/api(\/v1)?$/, '')
		.replace(/\/stalker_portal$/, '');
	return `${host}${path.replace(/\/+$/, '')}`;
}

function withoutCredentials(url: string): string {
	if (!URL.canParse(url)) return url;
	const parsed = new URL(url);
	parsed.username = '';
	parsed.password = '';
	return parsed.href;
}

function unusedName(taken: ReadonlySet<string>): string {
	for (let n = 1; ; n++) {
		const name = n === 1 ? 'Stalker' : `Stalker ${n}`;
		if (!taken.has(name)) return name;
	}
}
