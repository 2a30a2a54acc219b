import type {PortalEvent, PortalState, User} from '../../source/demo/portal/state.ts';

/** What these queries of the recordings would return, as the mysql client prints it. Queries that are not known here are left out. */
export function seenBySql(state: PortalState, queries: readonly string[]): ReadonlyMap<string, string> {
	return new Map(
		queries.flatMap(query => {
			const result = answer(state, query);
			return result === null ? [] : [[query, result]];
		}),
	);
}

function answer(state: PortalState, query: string): string | null {
	const [, columns, where] = /^select (.+?) from users where (.+?)(?: order by id)?$/.exec(query) ?? [];
	if (columns !== undefined && where !== undefined) return fromUsers(state, columns, where);
	if (query === 'select count(*) from events') return String(state.events.length);
	if (query === 'select uid from events') return state.events.map(({uid}) => uid).join('\n');
	const [, shown] = /^select (uid,event,.+) from events( order by id)?$/.exec(query) ?? [];
	if (shown !== undefined)
		return state.events
			.map(event =>
				shown
					.split(',')
					.map(name => ofEvent(event, name))
					.filter(text => text !== null)
					.join('\t'),
			)
			.join('\n');
	const [, owner] =
		/^select group_concat\(package_id order by package_id\) from user_package_subscription where user_id=(\d+)$/.exec(
			query,
		) ?? [];
	if (owner !== undefined)
		return (state.bought.get(Number(owner)) ?? []).toSorted((a, b) => a - b).join(',') || 'NULL';
	return null;
}

/** `timestampdiff(second,addtime,eventtime) ttl` comes apart at its commas. */
const ofEvent = (event: PortalEvent, name: string): string | null => {
	if (name.startsWith('timestampdiff')) return null;
	if (name === 'addtime') return null;
	return String(name.startsWith('eventtime') ? event.ttl : event[name as keyof PortalEvent]);
};

function fromUsers({users}: PortalState, columns: string, where: string): string | null {
	const matches = condition(where);
	if (!matches) return null;
	const found = users.filter(matches);
	if (columns === 'count(*)') return String(found.length);
	const names = columns.replace('left(password,6)', 'password').split(',');
	if (!names.every(name => name in known)) return null;
	return found
		.map(user =>
			names
				.map(name => known[name as keyof typeof known](user) ?? 'NULL')
				.join('\t')
				.trimEnd(),
		)
		.join('\n');
}

const column =
	(name: keyof User) =>
	(user: User): string | null =>
		user[name] === null ? null : String(user[name]);

const known = {
	id: column('id'),
	login: column('login'),
	ls: column('ls'),
	mac: column('mac'),
	fname: column('fname'),
	status: column('status'),
	tariff_plan_id: column('tariff_plan_id'),
	account_balance: column('account_balance'),
	comment: column('comment'),
	phone: column('phone'),
	stb_type: column('stb_type'),
	expire_billing_date: column('expire_billing_date'),
	additional_services_on: column('additional_services_on'),
	password: ({password}: User) => password.slice(0, 6),
	// Cleared by a new MAC, and never set in the demo.
	device_id: () => '',
	access_token: () => '',
} as const;

function condition(where: string): ((user: User) => boolean) | null {
	const [, name, value] = /^(id|login|ls|mac)='?([^']*?)'?$/.exec(where) ?? [];
	if (name !== undefined) return user => String(user[name as 'id']).toUpperCase() === value!.toUpperCase();
	const [, ids] = /^id in ?\(([\d,]+)\)$/.exec(where) ?? [];
	return ids === undefined ? null : ({id}) => ids.split(',').includes(String(id));
}
