import * as v from 'valibot';
import type {LinkedService} from '../../../billing/undoing.ts';
import {message} from '../../../i18n/translator.ts';
import {undoService, type JournaledService} from './undo-service.ts';
import {refuse, type Refusal} from '../../../sync/refusal.ts';
import type {JournalEntry} from '../../../sync/journal.ts';

const names = {cid: v.string(), iptv_login: v.string()};

/** As `link` writes it. */
const linking = v.object({
	intent: v.object({number: v.nullable(v.unknown())}),
	before: v.object({account: v.object({login: v.string(), account_number: v.string()})}),
	after: v.object({tvId: v.number(), ...names, was: v.object(names)}),
});

/** The service has the login and the MAC of before again, and the account its number. */
export const undoLink = undoService<LinkedService>({
	read,
	reversal: ({link}) => link,
	says: ({login, tvId}, {was: {iptv_login, cid}}, was) =>
		message('plan-undo-link', {login, tvId, before: iptv_login || cid, was}),
	undone: ({login, tvId}, note) => message('undone-link', {login, tvId, note}),
});

function read(entry: JournalEntry): JournaledService<LinkedService> | Refusal {
	if (entry.after === null) return refuse(message('undo-open'));
	const parsed = v.safeParse(linking, entry);
	if (!parsed.success) return refuse(message('not-undoable', {action: entry.action}));
	const {intent, before, after} = parsed.output;
	const {login, account_number: was} = before.account;
	return {login, tvId: after.tvId, was: intent.number === null ? null : was, done: after};
}
