import {insertUser, type PortalState, type User} from '../../source/demo/portal/state.ts';
import {startTestSystems, type TestSystems} from '../support/test-systems.ts';
import {hostileTextNames, hostileTexts, isStorable} from './hostile-texts.ts';

/** A console over a portal and a billing in which every text is hostile. */
export type HostileConsole = TestSystems & {
	/** The account with safe identifiers and this text in every other field, in the order of {@link hostileTextNames}. */
	readonly plain: readonly User[];
	/** The account with this login. */
	readonly called: readonly User[];
	/** The account whose login has a safe beginning before this text, with neither box nor number. */
	readonly bare: readonly User[];
	/** The account with this number. */
	readonly numbered: readonly User[];
};

/**
Accounts, a channel and a plan for every hostile text, unknown to billing; and in billing alone, customers and plans
with these texts.
*/
export async function openHostileConsole(kind: 'embedded' | 'server'): Promise<HostileConsole> {
	const index = await startTestSystems(kind, {accounts: 20});
	const {state} = index.portal;
	const plain = hostileTextNames.map((name, at) =>
		insertUser(state, {
			...harmed(hostileTexts[name]),
			login: `plain${at}`,
			ls: `${500_000 + at}`,
			mac: macOf(1, at),
		}),
	);
	const called = hostileTextNames.map((name, at) =>
		insertUser(state, {...harmed('x'), login: hostileTexts[name], ls: `${600_000 + at}`, mac: macOf(2, at)}),
	);
	const bare = hostileTextNames.map(name => insertUser(state, {login: `bare_${hostileTexts[name]}`}));
	const numbered = hostileTextNames.map((name, at) =>
		insertUser(state, {login: `numbered${at}`, ls: hostileTexts[name], mac: macOf(3, at)}),
	);
	for (const user of [...plain, ...called, ...numbered]) user.tariff_plan_id = state.plans[0]!.id;
	addOffer(state);
	await index.query(billingOf());
	return {...index, plain, called, bare, numbered};
}

/** Boxes of accounts with these texts, and of those without. */
const macOf = (group: 1 | 2 | 3, at: number): string =>
	`00:1A:79:F${group}:00:${at.toString(16).toUpperCase().padStart(2, '0')}`;

const harmed = (text: string): Partial<User> => ({
	fname: text,
	phone: text.slice(0, 32),
	sn: text,
	stb_type: text,
	ip: text,
	version: text,
	comment: text,
	account_balance: text,
});

function addOffer(state: PortalState): void {
	for (const [at, name] of hostileTextNames.entries()) {
		const text = hostileTexts[name];
		state.channels.push({
			id: 900 + at,
			name: text,
			number: `${900 + at}`,
			base_ch: '0',
			hd: '0',
			enable_monitoring: '0',
			monitoring_url: text,
			monitoring_status: '',
		});
		state.plans.push({id: 900 + at, external_id: text, name: text, user_default: false, packages: []});
	}
}

/**
Customers with a service and without account, plans, channels and journal entries: texts that others may write into a
database. One statement, as PGlite requires.
*/
function billingOf(): string {
	const names = hostileTextNames.map(name => hostileTexts[name]).filter(isStorable);
	return `with own as (select min(id) as service from iptv_services),
		t(n, called) as (values ${names.map((text, at) => `(${at}, ${quoted(`b ${text}`)})`).join(', ')}),
		customers as (insert into users (uid, id) select 7000 + n, called from t),
		infos as (insert into users_pi (uid, fio, phone) select 7000 + n, called, left(called, 32) from t),
		services as (insert into iptv_main (id, uid, service_id, cid, iptv_login) select 700000 + n, 7000 + n, service, left(called, 35), called from t, own),
		plans as (insert into tarif_plans (id, module, service_id, name, filter_id) select 7000 + n, 'Iptv', service, called, called from t, own),
		channels as (insert into iptv_channels (id, num, port, name) select 7000 + n, 1, 7000 + n, called from t)
		insert into stalker_journal (run, resource, action, subject, os_user, sudo_user, ssh_client, aid, state, error)
			select called, 'accounts', 'add', called, called, called, called, 2, 'failed', called from t`;
}

/** A PostgreSQL literal by code points: nothing in it can end it. */
const quoted = (text: string): string =>
	`(select coalesce(string_agg(chr(c), '' order by n), '') from unnest(array[${[...text].map(character => character.codePointAt(0)).join(',')}]::int[]) with ordinality t(c, n))`;
