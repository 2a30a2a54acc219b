import * as v from 'valibot';
import type {LinkedService} from '../../billing/undoing.ts';
import {message} from '../../i18n/translator.ts';
import {undoService, type JournaledService} from '../accounts/undo/undo-service.ts';
import {refuse, type Refusal} from '../../sync/refusal.ts';
import type {JournalEntry} from '../../sync/journal.ts';

const names = {cid: v.string(), iptv_login: v.string()};

/** As `register` writes it. */
const registration = v.object({
	intent: v.object({login: v.string()}),
	after: v.object({tvId: v.number(), ...names, was: v.object(names)}),
});

/** The service has the box of before again. */
export const undoRegister = undoService<LinkedService>({
	read,
	reversal: ({link}) => link,
	says: ({login, tvId}, {cid, was}) =>
		message('plan-undo-register', {login, tvId, mac: cid, before: was.cid}),
	undone: ({login, tvId}) => message('undone-register', {login, tvId}),
});

function read(entry: JournalEntry): JournaledService<LinkedService> | Refusal {
	if (entry.after === null) return refuse(message('undo-open'));
	const parsed = v.safeParse(registration, entry);
	if (!parsed.success) return refuse(message('not-undoable', {action: entry.action}));
	const {intent, after} = parsed.output;
	return {login: intent.login, tvId: after.tvId, was: null, done: after};
}
