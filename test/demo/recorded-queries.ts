import type {PortalEvent, PortalState, User} from '../../source/demo/portal/state.ts';

/** The results of these queries of the recordings, as the mysql client prints them. Unsupported queries are left out. */
export function answerQueries(state: PortalState, queries: readonly string[]): ReadonlyMap<string, string> {
	return new Map(
		queries.flatMap(query => {
			const result = answerQuery(state, query);
			return result === null ? [] : [[query, result]];
		}),
	);
}

function answerQuery(state: PortalState, query: string): string | null {
	const [, columns, where] = /^select (.+?) from users where (.+?)(?: order by id)?$/.exec(query) ?? [];
	if (columns !== undefined && where !== undefined) return selectFromUsers(state, columns, where);
	if (query === 'select count(*) from events') return String(state.events.length);
	if (query === 'select uid from events') return state.events.map(({uid}) => uid).join('\n');
	const [, shown] = /^select (uid,event,.+) from events( order by id)?$/.exec(query) ?? [];
	if (shown !== undefined)
		return state.events
			.map(event =>
				shown
					.split(',')
					.map(name => eventColumn(event, name))
					.filter(text => text !== null)
					.join('\t'),
			)
			.join('\n');
	const [, owner] =
		/^select group_concat\(package_id order by package_id\) from user_package_subscription where user_id=(\d+)$/.exec(
			query,
		) ?? [];
	if (owner !== undefined)
		return (state.boughtPackages.get(Number(owner)) ?? []).toSorted((a, b) => a - b).join(',') || 'NULL';
	return null;
}

/**
One column of an event; null for the parts of `timestampdiff(second,addtime,eventtime) ttl` that are left out: the query is split at its
commas.
*/
const eventColumn = (event: PortalEvent, name: string): string | null => {
	if (name.startsWith('timestampdiff')) return null;
	if (name === 'addtime') return null;
	return String(name.startsWith('eventtime') ? event.ttl : event[name as keyof PortalEvent]);
};

function selectFromUsers({users}: PortalState, columns: string, where: string): string | null {
	const matches = parseCondition(where);
	if (!matches) return null;
	const found = users.filter(matches);
	if (columns === 'count(*)') return String(found.length);
	const names = columns.replace('left(password,6)', 'password').split(',');
	if (!names.every(name => name in userColumns)) return null;
	return found
		.map(user =>
			names
				.map(name => userColumns[name as keyof typeof userColumns](user) ?? 'NULL')
				.join('\t')
				.trimEnd(),
		)
		.join('\n');
}

const readColumn =
	(name: keyof User) =>
	(user: User): string | null =>
		user[name] === null ? null : String(user[name]);

const userColumns = {
	id: readColumn('id'),
	login: readColumn('login'),
	ls: readColumn('ls'),
	mac: readColumn('mac'),
	fname: readColumn('fname'),
	status: readColumn('status'),
	tariff_plan_id: readColumn('tariff_plan_id'),
	account_balance: readColumn('account_balance'),
	comment: readColumn('comment'),
	phone: readColumn('phone'),
	stb_type: readColumn('stb_type'),
	expire_billing_date: readColumn('expire_billing_date'),
	additional_services_on: readColumn('additional_services_on'),
	password: ({password}: User) => password.slice(0, 6),
	// A new MAC clears them; the demo never sets them.
	device_id: () => '',
	access_token: () => '',
} as const;

function parseCondition(where: string): ((user: User) => boolean) | null {
	const [, name, value] = /^(id|login|ls|mac)='?([^']*?)'?$/.exec(where) ?? [];
	if (name !== undefined) return user => String(user[name as 'id']).toUpperCase() === value!.toUpperCase();
	const [, ids] = /^id in ?\(([\d,]+)\)$/.exec(where) ?? [];
	return ids === undefined ? null : ({id}) => ids.split(',').includes(String(id));
}
