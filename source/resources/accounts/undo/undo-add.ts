import * as v from 'valibot';
import type {AddedService} from '../../../billing/undoing.ts';
import {message} from '../../../i18n/translator.ts';
import {undoService, type JournaledService} from './undo-service.ts';
import {refuse, type Refusal} from '../../../sync/refusal.ts';
import type {JournalEntry} from '../../../sync/journal.ts';

/** As `add` writes it. */
const addition = v.object({
	intent: v.object({
		login: v.string(),
		full_name: v.string(),
		phone: v.string(),
		tvId: v.nullable(v.number()),
		tp_id: v.nullable(v.number()),
		cid: v.string(),
		disable: v.number(),
		expire: v.nullable(v.string()),
	}),
	before: v.object({account_number: v.string()}),
	after: v.object({
		tvId: v.number(),
		uid: v.number(),
		bill_id: v.nullable(v.number()),
		createdCustomer: v.boolean(),
	}),
});

/** As `add` writes it where billing had the service already. */
const numberAlone = v.object({
	intent: v.object({
		is: v.literal('number'),
		tvId: v.number(),
		account: v.object({login: v.string(), account_number: v.string()}),
	}),
});

/** Removes exactly what `+` created, and gives the account its old number back where that is free. */
export const undoAdd = undoService<AddedService>({
	read,
	reversal: ({addition}) => addition,
	says: ({login, tvId}, {customer}, was) =>
		message('plan-undo-add', {login, tvId, created: customer !== null, was}),
	undone: ({login, tvId}, note) => message('undone-add', {login, tvId, note}),
});

function read(entry: JournalEntry): JournaledService<AddedService> | Refusal {
	const alone = v.safeParse(numberAlone, entry);
	if (alone.success) {
		const {account, tvId} = alone.output.intent;
		return {login: account.login, tvId, was: account.account_number, done: null};
	}

	// Begun, and broken off before billing had anything.
	if (entry.after === null) return refuse(message('undo-open'));
	if (v.is(v.object({there: v.literal(true)}), entry.after)) return refuse(message('undo-nothing'));
	const parsed = v.safeParse(addition, entry);
	if (!parsed.success) return refuse(message('not-undoable', {action: entry.action}));
	const {intent, before, after} = parsed.output;
	const {login, full_name: fio, phone, tp_id, cid, disable, expire} = intent;
	const {tvId, uid, bill_id, createdCustomer} = after;
	return {
		login,
		tvId,
		was: intent.tvId === null ? before.account_number : null,
		done: {
			tvId,
			uid,
			service: {tp_id, cid, disable, expire, iptv_login: login},
			customer: createdCustomer && bill_id !== null ? {bill_id, login, fio, phone} : null,
		},
	};
}
