import fc from 'fast-check';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {ItvChannel, PortalState, User} from '../../source/demo/portal/state.ts';
import {resources} from '../../source/resources/index.ts';
import type {RowAction} from '../../source/sync/action.ts';
import {planRows, runPlan} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import type {Row, Comparison} from '../../source/sync/row.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {onOneEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';
import {scaledRuns} from '../support/thoroughness.ts';

/**
Identifiers as in a real portal's tables: duplicates in case, accents and trailing blanks, and characters that its
URLs cannot contain.
*/
const logins = [
	'ivan',
	'IVAN',
	'ivan ',
	'ivän',
	'іван',
	'ІВАН',
	'',
	'0',
	'.',
	'..',
	'a,b',
	'a/b',
	'a#b',
	'a&b',
];
const oddLogins = [
	'a+b',
	'a%23b',
	'a b',
	'a?b',
	String.raw`a\b`,
	'NOW()',
	'00:1A:79:00:00:01',
	'12:345678901',
	'😀',
];
const macs = [
	'00:1A:79:00:00:01',
	'00:1a:79:00:00:01',
	'00-1A-79-00-00-01',
	'001A79000001',
	'00:1A:79:00:00:02',
];
const oddMacs = ['', '0', 'this-is-17-chars!', '00:1A:79:00:00:03 ', ',', '100001,'];
const numbers = [
	'',
	'0',
	'17',
	'017',
	'17 ',
	'100001',
	'100001%23x',
	'123456789012',
	'12345678901:',
	',',
	'..',
	'Д-17',
];

const account = fc.record({
	login: fc.constantFrom(...logins, ...oddLogins),
	mac: fc.constantFrom(...macs, ...oddMacs),
	ls: fc.constantFrom(...numbers),
	status: fc.constantFrom(0 as const, 1 as const),
	online: fc.boolean(),
});

const channel: ItvChannel = {
	id: 1,
	name: 'Перший',
	number: '1',
	base_ch: '0',
	hd: '0',
	enable_monitoring: '0',
	monitoring_url: '',
	monitoring_status: '0',
};

/** One account that billing has, and one that it does not: so each action has something to write, whatever else is generated. */
const plain = [
	{login: 'petro', mac: '00:1A:79:00:00:02', ls: '17', status: 1 as const, online: true},
	{login: 'olena', mac: '00:1A:79:00:00:09', ls: '', status: 1 as const, online: true},
];

/** Actions on one row, with the first choice where a value is needed. */
const rowActions = resources.flatMap(resource =>
	resource.actions.flatMap(action => (action.scope === 'rows' ? [{resource, action}] : [])),
);

const writers = new Set([
	'accounts add',
	'accounts delete',
	'accounts link',
	'stb register',
	'stb reboot',
	'stb message',
	'subscriptions add',
]);

onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	/** The account that a row shows; lists of accounts and of boxes come in the portal's own order. */
	function ownOf(
		{stalker}: Row,
		{stalker: {items}}: Comparison,
		{name}: AnyResource,
		users: readonly User[],
	): User | null {
		const index = items.indexOf(stalker);
		return ['accounts', 'stb'].includes(name) && items.length === users.length
			? (users[index] ?? null)
			: null;
	}

	/** The portal's records of all other accounts, as text. */
	const othersOf = (state: PortalState, own: User | null): string =>
		JSON.stringify([
			state.users.filter(({id}) => id !== own?.id),
			state.events.filter(({uid}) => uid !== own?.id),
			state.subscriptions,
			[...state.boughtPackages],
			[...state.modules],
		]);

	/** Billing's records of all other services, for services that existed before. */
	const otherServices = async (own: number | null, before: string): Promise<string> =>
		JSON.stringify(
			await fixture.query(
				`select m.*, (select json_agg(c.channel_id) from iptv_users_channels c where c.id = m.id) as channels
				from iptv_main m where m.id <> ? and m.id in (select value::int from json_array_elements_text(?::json)) order by m.id`,
				[own ?? 0, before],
			),
		);

	/** Number of rows changed. */
	async function tryAll(resource: AnyResource, action: RowAction): Promise<number> {
		const {portal, context} = fixture;
		let changed = 0;
		const whole = await readAndCompare(resource, context);
		for (const {key} of whole.rows) {
			const comparison = await readAndCompare(resource, context);
			const row = comparison.rows.find(one => one.key === key);
			if (!row) continue;
			const own = ownOf(row, comparison, resource, portal.state.users);
			const before = othersOf(portal.state, own);
			const choice = action.argument?.isFreeText
				? 'Привіт'
				: action.argument?.choices(row, comparison)[0]?.value;
			const mine = (row.billing as {readonly service?: {readonly id: number} | null} | null)?.service?.id;
			const chosen = Number(choice?.match(/^(?:id:)?(\d+)$/)?.[1] ?? 0);
			const service = mine ?? (chosen || null);
			const ids = JSON.stringify((await fixture.query('select id from iptv_main')).map(({id}) => id));
			const services = await otherServices(service, ids);
			const outcomes = await runPlan(
				planRows(action, [row], comparison, choice === undefined ? {} : {choice}),
				comparison,
				context,
			);
			const name = `${resource.name} ${action.name} ${key}`;
			expect(othersOf(portal.state, own), name).toBe(before);
			expect(await otherServices(service, ids), name).toBe(services);
			changed += outcomes.filter(outcome => outcome.is === 'done' && outcome.changed).length;
		}

		return changed;
	}

	test.each(rowActions)(
		'whatever accounts are called, $resource.name $action.name reaches nobody but the one on the screen',
		async ({resource, action}) => {
			let changed = 0;
			await fc.assert(
				fc.asyncProperty(fc.array(account, {minLength: 1, maxLength: 5}), async people => {
					const {portal, query} = fixture;
					portal.state.users = [];
					portal.state.events = [];
					portal.state.channels = [channel];
					for (const one of people) fixture.account({...one, phone: ''});
					await query(
						`do $$ begin ${['users', 'users_pi', 'bills', 'iptv_main', 'stalker_journal_rows', 'stalker_journal', 'admin_actions'].map(name => `delete from ${name};`).join(' ')} end $$`,
					);
					await query(`insert into users (uid, id) values (1, 'petro'), (2, 'ivan')`);
					await query(
						`insert into iptv_main (id, uid, service_id, iptv_login, tp_id, cid) select v.id, v.uid, ?, v.iptv_login, p.tp_id, v.cid from (values (17, 1, 'petro', '00:1A:79:00:00:02'), (900, 2, '', '')) v (id, uid, iptv_login, cid), tarif_plans p where p.id = 101`,
						[fixture.context.providerId],
					);
					await query(
						`insert into iptv_channels (id, name, num, port) values (1, 'Перший', 1, 1) on conflict do nothing`,
					);
					portal.state.subscriptions = portal.state.users.map(({id}) => ({uid: id, sub_ch: ['1']}));
					changed += await tryAll(resource, action);
				}),
				{numRuns: scaledRuns(25), examples: [[plain]]},
			);
			// A run without writes proves nothing.
			if (writers.has(`${resource.name} ${action.name}`)) expect(changed).toBeGreaterThan(0);
		},
	);
});
