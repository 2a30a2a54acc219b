import {compareKey} from '../normalize/collation.ts';
import type {Dialect} from './dialects/dialect.ts';
import type {Query} from './query.ts';
import type {Shape} from './shape.ts';
import {queryAll} from './statements.ts';

/** A MAC as twelve upper-case hex digits, whatever its notation; other text in upper case. Billing compares these. */
function macKey(mac: string): string {
	if (usualNotation.test(mac)) return mac.replaceAll(':', '');
	const digits = mac
		.trim()
		.replaceAll(/[\s:.-]/g, '')
		.toUpperCase();
	return /^[0-9A-F]{12}$/.test(digits) ? digits : mac.trim().toUpperCase();
}

/** Nearly all MACs are written so: they need no further work. */
const usualNotation = /^[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{2}$/;

/** The MACs in one `iptv_main.cid`, which may be a list with `;`. */
export const macKeys = (cid: string): readonly string[] =>
	cid
		.split(';')
		.map(macKey)
		.filter(key => key !== '');

/** The database, its dialect, and the provider whose services are searched. */
type Scope = {
	readonly query: Query;
	readonly dialect: Dialect;
	readonly providerId: number;
	readonly shape: Shape;
};

/** A row of `iptv_main` by its customer and its TV id. */
type FoundService = {readonly uid: number; readonly id: number};

/** The customers of the domain (`users.uid`) who have any of these logins, as the portal compares them. */
export async function findCustomersByLogin(
	scope: Scope,
	logins: readonly string[],
): Promise<readonly number[]> {
	const rows = await findByLogin(scope, logins, 'users', `domain_id = ${scope.shape.settings.domain}`, 'id');
	return rows.map(({uid}) => uid);
}

/** The portal's services that have any of these logins, as the portal compares them. */
export async function findServicesByLogin(
	scope: Scope,
	logins: readonly string[],
): Promise<readonly FoundService[]> {
	const own = `service_id = ${scope.providerId} and iptv_login <> ''`;
	return findByLogin(scope, logins, 'iptv_main', own, 'iptv_login');
}

/** The database finds candidates by its own comparison; those whose login differs for the portal are left out here. */
async function findByLogin(
	{query, dialect, shape}: Scope,
	logins: readonly string[],
	table: 'users' | 'iptv_main',
	where: string,
	column: string,
): Promise<readonly FoundService[]> {
	const keys = new Set(logins.map(compareKey));
	keys.delete('');
	if (keys.size === 0) return [];
	const columns = `${columnsOf(dialect, table === 'users' ? '0' : 'id')}, ${column} as login`;
	const statements = dialect.findLogins({
		columns,
		table,
		where,
		text: column,
		texts: logins,
		isIndexed: !shape.isAbills,
	});
	const rows = await queryAll<FoundService & {readonly login: string}>(query, statements);
	return rows.filter(({login}) => keys.has(compareKey(login)));
}

/**
The portal's services that have any of these MACs, in any notation. The usual notations are compared by the database; only rows of another
length, that is, of another notation or with several MACs, are compared here.
*/
export async function findServicesByMac(
	{query, dialect, providerId, shape}: Scope,
	macs: readonly string[],
): Promise<readonly FoundService[]> {
	const keys = new Set(macs.flatMap(macKeys));
	if (keys.size === 0) return [];
	const texts = [...keys].flatMap(key => [':', '-'].map(mark => key.match(/.{1,2}/g)!.join(mark)));
	const columns = `${columnsOf(dialect, 'id')}, cid`;
	const where = `service_id = ${providerId} and cid <> ''`;
	const rows = await queryAll<FoundService & {readonly cid: string}>(query, [
		dialect.findTexts({
			columns,
			table: 'iptv_main',
			where,
			text: 'upper(cid)',
			texts,
			isIndexed: !shape.isAbills,
		}),
		{
			sql: `select ${columns} from iptv_main where service_id = ? and length(cid) not in (0, 17)`,
			values: [providerId],
		},
	]);
	return rows.filter(({cid}) => macKeys(cid).some(key => keys.has(key)));
}

/**
The further boxes of a provider's services on an ABillS (`iptv_users_screens`): TV id, customer and the MACs as they are written. Without
those that have no MAC.
*/
export const readFurtherBoxes = async (
	{query, dialect: {toInteger}}: {readonly query: Query; readonly dialect: Dialect},
	providerId: number,
): Promise<ReadonlyArray<{readonly id: number; readonly uid: number; readonly cid: string}>> =>
	query(
		`select ${toInteger('s.service_id')} as id, ${toInteger('m.uid')} as uid, s.cid
		from iptv_users_screens s join iptv_main m on m.id = s.service_id where m.service_id = ? and s.cid <> ''`,
		[providerId],
	);

const columnsOf = ({toInteger}: Dialect, id: string): string =>
	`${toInteger('uid')} as uid, ${toInteger(id)} as id`;

/** The ids (`id`) that a statement returns. */
export const readIds = async (
	query: Query,
	sql: string,
	values: readonly unknown[] = [],
): Promise<readonly number[]> => (await query<{id: number}>(sql, values)).map(({id}) => id);

/**
The lock row of customers, tariff plans, channels, providers and numbers. Any other is a portal's, for its services: its row of
`iptv_services`.
*/
export const billingLockId = 0;

/**
Until the transaction ends, no other console changes what these rows stand for. To be called first in a transaction: what is read before it
may be old. Waits 15 seconds at most, then throws `ERR_BILLING_REFUSED`.
*/
export async function lockRows(query: Query, dialect: Dialect, ids: readonly number[]): Promise<void> {
	if (dialect.limitLockWait !== null) await query(dialect.limitLockWait);
	// Always in one order, so that two transactions never wait for each other.
	for (const id of [...new Set(ids)].toSorted((one, other) => one - other)) {
		if (await lockRow(query, id)) continue;
		// A provider that somebody added in ABillS has no lock row yet. Two processes at once make one row.
		await lockRow(query, billingLockId);
		if (!(await lockRow(query, id))) await query('insert into stalker_locks (id) values (?)', [id]);
	}
}

/** False where there is no such row yet. */
const lockRow = async (query: Query, id: number): Promise<boolean> =>
	(await query('select id from stalker_locks where id = ? for update', [id])).length > 0;
