import type {Customer, BillingPlan} from '../../billing/read.ts';
import {findPlan} from '../../billing/find-plan.ts';
import type {ServiceOrder, ServiceResult} from '../../billing/services.ts';
import type {AccountAddress} from '../../stalker/account-address.ts';
import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {RowAction, Outcome, Planned} from '../../sync/action.ts';
import {isSystemFailure} from '../../sync/system-failure.ts';
import type {Message} from '../../i18n/message.ts';
import {refuse, type Refusal} from '../../sync/refusal.ts';
import {toEnglish, message} from '../../i18n/translator.ts';
import type {Account} from './account.ts';
import type {BillingCustomers} from './billing-customers.ts';
import type {AccountRow, AccountList, AccountComparison} from './compare.ts';
import {dayOf, digitsOf, foldName} from './differences.ts';
import {allAccounts, parseTvId} from './account-index.ts';
import {findWriteAddress} from './write-address.ts';
import {customerIndexOf} from './match.ts';
import {addRefusal} from './add-refusals.ts';
import {settleNumber} from './settle.ts';
import {undoAdd} from './undo/undo-add.ts';
import {askNumber, planNumber, writeNumber, type NumberIntent} from './write-number.ts';
import type {ResourceContext} from '../context.ts';

/** A customer and his service into billing, exactly as they will be written. */
type ServiceIntent = {
	readonly is: 'service';
	readonly account: Account;
	/** Whose bill pays, when billing knows the login. */
	readonly customer:
		| (Pick<Customer, 'uid' | 'login' | 'fio' | 'phone' | 'deleted'> & {readonly services: readonly number[]})
		| null;
	/** The account number, where it can be the TV id; `null`: billing allots one and it goes to Stalker. */
	readonly tvId: number | null;
	readonly plan: BillingPlan | null;
	readonly cid: string;
	readonly disable: 0 | 1;
	readonly expire: string | null;
	/** By which identifier the new number is written to the portal. */
	readonly address: AccountAddress | null;
};

type AddIntent = {readonly is: 'nothing'; readonly login: string} | NumberIntent | ServiceIntent;

/** `+`: make billing know the account, and give the account its TV id as number. */
export const add: RowAction<Account, Customer, AccountList, BillingCustomers, AddIntent> = {
	name: 'add',
	on: 'rows',
	key: '+',
	guard: 'act',
	bulk: {flag: 'all-unsynced', takes: ({mark}) => mark !== '=' && mark !== '-' && mark !== '?'},
	plan: planAdd,

	summary(intent) {
		if (intent.is === 'nothing') return message('plan-nothing', intent);
		if (intent.is === 'number')
			return message('plan-number', {login: intent.account.login, tvId: intent.tvId});
		const {account, customer, plan, tvId} = intent;
		const values = {login: account.login, plan: plan && plan.name, fees: plan && feesOf(plan), number: tvId};
		return customer
			? message('plan-add-known', {...values, customer: customer.login})
			: message('plan-add-new', values);
	},

	questions(intent) {
		if (intent.is === 'service') return questions(intent);
		return intent.is === 'number' ? [askNumber(intent)] : [];
	},

	undo: undoAdd,
	recover: settleNumber,

	async run(planned, sheet, context: ResourceContext, signal) {
		const nothing = planned.flatMap(({key, intent}) =>
			intent.is === 'nothing'
				? [{is: 'done', key, changed: false, said: message('plan-nothing', intent)} as const]
				: [],
		);
		const services = planned.filter((one): one is Planned<ServiceIntent> => one.intent.is === 'service');
		const numbers = planned.filter((one): one is Planned<NumberIntent> => one.intent.is === 'number');
		const {write, end} = numberWriter(sheet, context, signal);
		const outcomes: Outcome[] = [
			...nothing,
			...(services.length > 0 ? await addServices(services, sheet, context, write) : []),
		];
		for (const {key, intent} of numbers) outcomes.push(await write(key, intent, null));
		await end();
		return outcomes;
	},
};

const feesOf = ({month_fee: month, day_fee: day, activate_price: once}: BillingPlan) => ({month, day, once});

function planAdd(row: AccountRow, sheet: AccountComparison): AddIntent | Refusal {
	const refused = addRefusal(row);
	if (refused) return refuse(refused);
	const account = row.stalker!;
	if (row.mark === '=') return {is: 'nothing', login: account.login};
	// Whether another account carries the number is known only from a whole list.
	if (sheet.short) return refuse(message('list-short', sheet.short));
	if (row.mark === '~') return planNumber(account, row.billing!.service!.id, allAccounts(sheet.stalker));

	const number = parseTvId(account.account_number);
	const tvId = number !== null && !sheet.billing.takenIds.has(number) ? number : null;
	const address = tvId === null ? findWriteAddress(account, allAccounts(sheet.stalker)) : null;
	if (tvId === null && !address) return refuse(message('unaddressable', {login: account.login}));
	const plan = account.tariff_plan ? findPlan(account.tariff_plan, sheet.billing.plans) : null;
	if (plan === undefined) {
		const tariff = account.tariff_plan!;
		return refuse(message('tariff-unknown', {tariff}), {tab: 'tariffs', id: tariff});
	}

	return {
		is: 'service',
		account,
		customer: row.billing && {...row.billing, services: servicesOf(row.billing, sheet.billing)},
		tvId,
		plan,
		cid: normalizeMac(account.stb_mac) ?? account.stb_mac.trim(),
		disable: account.status === 1 ? 0 : 1,
		expire: account.end_date === undefined ? null : dayOf(account.end_date),
		address,
	};
}

const servicesOf = ({login, uid}: Customer, {customers}: BillingCustomers): readonly number[] =>
	customerIndexOf(customers)
		.byLogin.get(compareKey(login))
		.map(place => customers[place]!)
		.flatMap(customer => (customer.uid === uid && customer.service ? [customer.service.id] : []));

/** What the operator must agree to, beyond the action itself. */
function questions({account, customer, plan, tvId}: ServiceIntent): readonly Message[] {
	const login = customer?.login ?? account.login;
	const sameName =
		customer !== null &&
		account.full_name.trim() !== '' &&
		foldName(account.full_name) === foldName(customer.fio);
	const samePhone =
		customer !== null &&
		digitsOf(account.phone) !== '' &&
		digitsOf(account.phone) === digitsOf(customer.phone);
	return [
		...(customer && !sameName && !samePhone
			? [message('ask-customer', {login, name: customer.fio, phone: customer.phone})]
			: []),
		...(customer?.deleted ? [message('ask-deleted', {login})] : []),
		...(customer && customer.services.length > 0
			? [message('ask-second-service', {login, services: customer.services})]
			: []),
		...(plan ? [] : [message('ask-no-plan')]),
		...(account.status === null ? [message('ask-no-status')] : []),
		...(tvId === null ? [message('ask-new-number', {number: account.account_number})] : []),
	];
}

async function addServices(
	planned: ReadonlyArray<Planned<ServiceIntent>>,
	sheet: AccountComparison,
	context: ResourceContext,
	write: ReturnType<typeof numberWriter>['write'],
): Promise<readonly Outcome[]> {
	const {billing, operator, runId} = context;
	const portal = await context.ensurePortal();
	const avoid = allAccounts(sheet.stalker).flatMap(account => parseTvId(account.account_number) ?? []);
	const results = await billing.addServices(portal, planned.map(orderOf), {operator, run: runId, avoid});
	const outcomes: Outcome[] = [];
	for (const [place, result] of results.entries()) {
		const {key, intent} = planned[place]!;
		const outcome = outcomeOf(key, intent, result);
		const number =
			result.is === 'added' && intent.address
				? ({is: 'number', account: intent.account, tvId: result.tvId, address: intent.address} as const)
				: null;
		const written = number && result.is === 'added' ? await write(key, number, result.journal) : null;
		outcomes.push(written && written.is !== 'done' ? written : outcome);
	}

	return outcomes;
}

/** Writes numbers until the portal is unreachable or the action is interrupted; the rest is reported, and its journal entries stay open, which `end` says in them. */
function numberWriter(sheet: AccountComparison, context: ResourceContext, signal: AbortSignal | undefined) {
	let isHalted = false;
	const notTried: string[] = [];
	const reason = message('not-tried');
	const write = async (key: string, intent: NumberIntent, entry: string | null): Promise<Outcome> => {
		if (isHalted || signal?.aborted) {
			const {account, tvId} = intent;
			if (entry !== null) notTried.push(entry);
			const said = message('number-not-written', {login: account.login, tvId, message: reason});
			return {is: 'failed', key, said, ...(entry !== null && {journal: entry})};
		}

		const outcome = await writeNumber(key, intent, entry, allAccounts(sheet.stalker), context);
		isHalted = outcome.is === 'failed' && isSystemFailure(outcome.cause);
		return outcome;
	};

	/** Releases them. Where billing is unreachable, too, they are reported all the same. */
	const end = async (): Promise<void> => {
		const {journal} = context.billing;
		await journal.finish(notTried, {state: 'open', error: toEnglish(reason)}).catch(() => undefined);
	};

	return {write, end};
}

/** The one place where an account's fields become billing's. Stalker's status 1 (on) is billing's `disable` 0. */
function orderOf({key, intent}: Planned<ServiceIntent>): ServiceOrder {
	const {account, customer, tvId, plan, cid, disable, expire, address} = intent;
	return {
		key,
		customer: customer
			? {uid: customer.uid, deleted: customer.deleted, services: customer.services}
			: {login: account.login, fio: account.full_name, phone: account.phone},
		tvId,
		tp_id: plan?.tp_id ?? null,
		cid,
		iptv_login: account.login,
		disable,
		expire,
		writeBack: address !== null,
		intent: {
			login: account.login,
			full_name: account.full_name,
			phone: account.phone,
			customer: customer?.login ?? null,
			tvId,
			tp_id: plan?.tp_id ?? null,
			cid,
			disable,
			expire,
			path: address?.path ?? null,
		},
		// Of the account, only the number may change.
		before: {account_number: account.account_number},
	};
}

function outcomeOf(key: string, {account: {login}}: ServiceIntent, result: ServiceResult): Outcome {
	switch (result.is) {
		case 'added':
			return {
				is: 'done',
				key,
				changed: true,
				said: message('added', {login, tvId: result.tvId, created: result.createdCustomer}),
				journal: result.journal,
			};
		case 'there':
			return {is: 'done', key, changed: false, said: message('already-added', {login, tvId: result.tvId})};
		case 'clash':
			return {is: 'refused', key, said: message('clash', {with: result.with})};
	}
}
