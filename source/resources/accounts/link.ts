import type {Customer} from '../../billing/read.ts';
import {collate} from '../../naming/collation.ts';
import {normaliseMac} from '../../naming/mac.ts';
import type {RowAction, Outcome, Planned} from '../../sync/action.ts';
import {isRefusal, refuse, type Saying} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {World} from '../../world.ts';
import type {Account} from './account.ts';
import {hasService, type Known, type Subscriber} from './billing-side.ts';
import type {AccountsReading} from './compare.ts';
import {fold} from './drifts.ts';
import {everyoneOf, tvIdOf} from './keys.ts';
import {unaddable} from './refusals.ts';
import {numberTaken} from './carriers.ts';
import {serviceChoices} from './choices.ts';
import {settleNumber} from './settle.ts';
import {undoLink} from './undo/undo-link.ts';
import {askNumber, planNumber, writeNumber, type NumberIntent} from './write-number.ts';

type LinkIntent = {
	readonly account: Account;
	readonly service: Subscriber['service'];
	/** Whose service it is. */
	readonly customer: Payer;
	/** Whom billing knows by the account's login. */
	readonly own: Payer | null;
	readonly cid: string;
	/** Set when the account does not carry the TV id yet. */
	readonly number: NumberIntent | null;
};

type Payer = Pick<Customer, 'uid' | 'login' | 'fio' | 'phone' | 'deleted'>;

/** `l`: the account is that service's. Writes `cid` and `iptv_login`, then the number as `+`. Always asks. */
export const link: RowAction<Account, Customer, AccountsReading, Known, LinkIntent> = {
	name: 'link',
	on: 'rows',
	key: 'l',
	guard: 'ask',
	bulk: null,
	size: 1,
	argument: {
		name: 'service',
		given: 'word',
		accepts: text => /^[1-9]\d*$/.test(text),
		choices: serviceChoices,
	},

	plan(row, sheet, {choice = ''}) {
		const tvId = Number(choice);
		if (row.mark === '=' || row.mark === '~') return refuse(say('link-only-unmatched'));
		if (row.mark !== '+') return refuse(unaddable(row) ?? say('link-only-unmatched'));
		const unstorable = unaddable(row);
		if (unstorable) return refuse(unstorable);
		const account = row.theirs!;
		const ours = sheet.ours.customers.filter(hasService).find(({service}) => service.id === tvId);
		if (!ours) return refuse(say('service-unknown', {tvId: choice}));
		if (sheet.short) return refuse(say('list-short', sheet.short));
		// Status 2 is not in Stalker by rights and has no row of its own; any other service without account is a “-”.
		const free = sheet.rows.some(({mark, ours: other}) => mark === '-' && other?.service?.id === tvId);
		const claimed = sheet.rows.some(
			({theirs, ours: other}) => theirs !== null && other?.service?.id === tvId,
		);
		if (!free && (claimed || ours.service.disable !== 2)) return refuse(say('service-matched', {tvId}));
		const number =
			tvIdOf(account.account_number) === tvId ? null : planNumber(account, tvId, everyoneOf(sheet.theirs));
		if (number && isRefusal(number)) return number;
		return {
			account,
			service: ours.service,
			customer: payerOf(ours),
			own: row.ours && payerOf(row.ours),
			cid: normaliseMac(account.stb_mac) ?? account.stb_mac.trim(),
			number,
		};
	},

	says: ({account: {login}, customer, service: {id, cid: box, iptv_login: name}, cid, number}) =>
		say('plan-link', {
			login,
			customer: customer.login,
			tvId: id,
			number: number !== null,
			changes: [
				{field: 'cid', from: box, to: cid},
				{field: 'iptv_login', from: name, to: login},
			].filter(({from, to}) => from !== to),
		}),
	asks: questions,

	undo: undoLink,
	settle: settleNumber,

	async run(planned, {theirs}, world) {
		const outcomes: Outcome[] = [];
		for (const one of planned) outcomes.push(await linkOne(one, everyoneOf(theirs), world));
		return outcomes;
	},
};

const payerOf = ({uid, login, fio, phone, deleted}: Customer): Payer => ({uid, login, fio, phone, deleted});

/** Whose bill pays, where that is not plainly the account's own customer; and the number. */
function questions({account, customer, own, number}: LinkIntent): readonly Saying[] {
	const {login, fio: name, phone, deleted} = customer;
	const payer = {login, name, phone};
	const isOwn =
		(own !== null || collate(login) === collate(account.login)) &&
		(account.full_name.trim() === '' || fold(account.full_name) === fold(name));
	return [
		...(own && own.uid !== customer.uid
			? [say('ask-other-customer', {payer, own: {login: own.login, name: own.fio}})]
			: isOwn
				? []
				: [say('ask-other-name', {payer, own: {login: account.login, name: account.full_name}})]),
		...(deleted ? [say('ask-deleted', {login})] : []),
		...(number ? [askNumber(number)] : []),
	];
}

async function linkOne(
	{key, intent}: Planned<LinkIntent>,
	accounts: readonly Account[],
	world: World,
): Promise<Outcome> {
	const {account, service, cid, number} = intent;
	const {login} = account;
	const tvId = service.id;
	// The list was looked up again for the account alone: billing is not to have a link that Stalker cannot be told of.
	const taken = number && (await numberTaken(tvId, account, world.stalker));
	if (taken) return {is: 'refused', key, said: taken};
	const result = await world.billing.linkService(
		await world.claimPortal(),
		{
			key,
			deed: ['accounts', 'link'],
			tvId,
			was: {cid: service.cid, iptv_login: service.iptv_login},
			cid,
			iptv_login: login,
			intent,
			before: {account, service},
			writeBack: number !== null,
		},
		{operator: world.operator, run: world.run},
	);
	if (result.is === 'clash') return {is: 'refused', key, said: say('clash', {with: result.with})};
	const written = number && (await writeNumber(key, number, result.journal, accounts, world));
	if (written && written.is !== 'done') return written;
	return {is: 'done', key, changed: true, said: say('linked', {login, tvId}), journal: result.journal};
}
