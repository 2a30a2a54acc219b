import type {JournalOperator} from '../sync/journal.ts';
import {allocateTvIds} from './allocate-ids.ts';
import {billingLockId, lockRows} from './lock-rows.ts';
import type {Query} from './query.ts';
import {closeEntries, type JournalEnd} from './journal.ts';
import {logActions} from './admin-log.ts';
import {journaled, type Context, type Deps} from './journaled.ts';
import {judgeOrders, type Verdict} from './judge-orders.ts';
import type {LinkOrder, LinkResult, ServiceOrder, ServiceResult} from './service-order.ts';
import {findForLink, findForOrders} from './services-found.ts';

export type {LinkOrder, LinkResult, ServiceOrder, ServiceResult} from './service-order.ts';

/** `avoid`: TV ids that accounts of the portal carry, so that none is allotted a second time. */
export type AddContext = Context & {readonly avoid: readonly number[]};

/**
Make TV services, and customers where needed, in one transaction; results in the order of the orders.

The journal's intent is committed first. Then, under the portal's lock, everything is looked at again, so of two operators one adds and
the other finds it `there`. Throws `BillingConstraintError` when an index refuses all the same: nothing is written then, take the orders one by one.
*/
export async function addServices(
	{database, journal}: Deps,
	serviceId: number,
	orders: readonly ServiceOrder[],
	{avoid, ...context}: AddContext,
): Promise<readonly ServiceResult[]> {
	const entries = orders.map(({key, intent, before}) => ({
		...context,
		service_id: serviceId,
		resource: 'accounts',
		action: 'add',
		subject: key,
		intent,
		before,
	}));
	return journaled(journal, await journal.begin(entries), async ids =>
		database.transaction(async query => {
			await lockRows(query, database.dialect, [billingLockId, serviceId]);
			const judged = judgeOrders(orders, await findForOrders(query, serviceId, orders), serviceId);
			const verdicts = await allocateTvIds(query, orders, judged, avoid);
			await insertAll(query, serviceId, orders, verdicts, context.operator);
			await closeEntries(
				query,
				verdicts.map((verdict, place) => ({id: ids[place]!, ...endOf(verdict, orders[place]!)})),
			);
			return verdicts.map((verdict, place) => resultOf(verdict, orders[place]!.key, ids[place]!));
		}),
	);
}

/** Give an existing TV service the account's login and, where the account has one, its MAC. Journal and lock as {@link addServices}. */
export async function linkService(
	{database, journal}: Deps,
	serviceId: number,
	order: LinkOrder,
	context: Context,
): Promise<LinkResult> {
	const {key, journaledAs, tvId, cid, iptv_login, intent, before, writeBack} = order;
	const [resource, action] = journaledAs;
	const entry = {
		...context,
		service_id: serviceId,
		resource,
		action,
		subject: key,
		intent,
		before,
	};
	return journaled(journal, await journal.begin([entry]), async ([id]) =>
		database.transaction(async query => {
			await lockRows(query, database.dialect, [billingLockId, serviceId]);
			const {service, clash} = await findForLink(query, serviceId, order);
			if (clash) {
				await closeEntries(query, [{id: id!, state: 'failed', error: `clash: ${clash.with}`}]);
				return {key, ...clash};
			}

			const newCid = cid === '' ? service.cid : cid;
			await query('update iptv_main set cid = ?, iptv_login = ? where id = ?', [newCid, iptv_login, tvId]);
			const text = `ID: ${tvId} CID:${service.cid}->${newCid};IPTV_LOGIN:${service.iptv_login}->${iptv_login};`;
			await logActions(
				query,
				[{uid: service.uid, module: 'Iptv', action_type: 2, actions: text}],
				context.operator,
			);
			const after = {
				tvId,
				uid: service.uid,
				cid: newCid,
				iptv_login,
				was: {cid: service.cid, iptv_login: service.iptv_login},
			};
			await closeEntries(query, [{id: id!, state: writeBack ? 'open' : 'done', after}]);
			return {key, is: 'linked', journal: id!, tvId, uid: service.uid};
		}),
	);
}

/** One statement a table, however many orders. */
async function insertAll(
	query: Query,
	serviceId: number,
	orders: readonly ServiceOrder[],
	verdicts: readonly Verdict[],
	operator: JournalOperator,
): Promise<void> {
	const added = verdicts.flatMap((verdict, place) =>
		verdict.is === 'add' ? [{...verdict, order: orders[place]!}] : [],
	);
	if (added.length === 0) return;
	const created = added.flatMap(({order: {customer}, uid, bill_id, creates}) =>
		creates && 'login' in customer ? [{...customer, uid, bill_id}] : [],
	);
	if (created.length > 0) {
		const json = JSON.stringify(created);
		await query(
			`insert into users (uid, id, bill_id) select uid, login, bill_id from json_to_recordset(?::json) as t(uid int, login text, bill_id int)`,
			[json],
		);
		await query(
			'insert into bills (id, uid) select bill_id, uid from json_to_recordset(?::json) as t(uid int, bill_id int)',
			[json],
		);
		await query(
			'insert into users_pi (uid, fio, phone) select uid, fio, phone from json_to_recordset(?::json) as t(uid int, fio text, phone text)',
			[json],
		);
	}

	const services = added.map(({tvId, uid, order: {tp_id, cid, disable, expire = null, iptv_login}}) => ({
		tvId,
		uid,
		tp_id,
		cid,
		disable,
		expire,
		iptv_login,
	}));
	await query(
		`insert into iptv_main (id, uid, tp_id, service_id, cid, disable, expire, iptv_login)
		select "tvId", uid, coalesce(tp_id, 0), ?, cid, disable, expire, iptv_login
		from json_to_recordset(?::json) as t("tvId" int, uid int, tp_id int, cid text, disable smallint, expire date, iptv_login text)`,
		[serviceId, JSON.stringify(services)],
	);
	await logActions(
		query,
		[
			...created.map(({uid, login}) => ({uid, module: '', action_type: 7, actions: `LOGIN:${login}`})),
			...services.map(({tvId, uid, tp_id, cid, disable}) => ({
				uid,
				module: 'Iptv',
				action_type: 1,
				actions: `ID: ${tvId} SERVICE_ID:${serviceId}, ID:${tvId}, TP_ID:${tp_id ?? ''}, STATUS:${disable}, CID:${cid}`,
			})),
		],
		operator,
	);
}

function endOf(verdict: Verdict, {writeBack}: ServiceOrder): JournalEnd {
	switch (verdict.is) {
		case 'add': {
			const {tvId, uid, bill_id, creates} = verdict;
			return {state: writeBack ? 'open' : 'done', after: {tvId, uid, bill_id, createdCustomer: creates}};
		}
		case 'there':
			return {state: 'done', after: {tvId: verdict.tvId, uid: verdict.uid, there: true}};
		case 'clash':
			return {state: 'failed', error: `clash: ${verdict.with}`};
	}
}

function resultOf(verdict: Verdict, key: string, journal: string): ServiceResult {
	if (verdict.is !== 'add') return {key, ...verdict};
	const {tvId, uid, bill_id, creates} = verdict;
	return {key, is: 'added', journal, tvId: tvId!, uid, bill_id, createdCustomer: creates};
}
