import {StalkerRefused, StalkerNotApplied} from '../../stalker/errors.ts';
import {isSafeIdentifier} from '../../stalker/identifier.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {Outcome, RowAction} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import type {BillingCustomers, Subscriber} from '../accounts/billing-customers.ts';
import {closeFailed} from '../accounts/close-failed.ts';
import type {Box} from './box.ts';
import {fetchBox} from './fetch-box.ts';
import type {BoxList} from './read-boxes.ts';
import {errorText, errorMessage} from '../../i18n/message.ts';
import {refuse} from '../../sync/refusal.ts';
import type {ResourceContext} from '../context.ts';

type RebootIntent = {readonly mac: string; readonly box: Box};

/** `b`: restart a box, which takes the picture for a minute. An event without an identifier would go to every subscriber (REST API v1, *send_event*). */
export const reboot: RowAction<Box, Subscriber, BoxList, BillingCustomers, RebootIntent> = {
	name: 'reboot',
	on: 'rows',
	key: 'b',
	guard: 'count',
	bulk: null,
	// One by one: what was sent is then known when the next fails.
	size: 1,

	plan({stalker, mark, key}) {
		if (mark === '?') return refuse(message('not-known'));
		if (!stalker) return refuse(message('box-not-in-stalker', {mac: key}));
		const mac = normalizeMac(stalker.mac);
		// Elsewhere than in the usual notation the portal would not find it, or find another.
		if (mac === null || stalker.mac !== mac || !isSafeIdentifier(mac))
			return refuse(message('box-unnamed', {mac: stalker.mac}));
		if (key !== mac) return refuse(message('box-doubled', {mac}));
		return {mac, box: stalker};
	},

	summary: ({mac, box: {login, ls, online}}) =>
		message('plan-reboot', {mac, login: login || ls, online: online === '1'}),
	questions: () => [],

	async recover({subject}) {
		return {state: 'failed', said: message('broken-reboot', {mac: subject})};
	},

	async run(planned, _, context: ResourceContext): Promise<readonly Outcome[]> {
		const {stalker, billing} = context;
		const outcomes: Outcome[] = [];
		for (const {key, intent} of planned) {
			const {mac, box} = intent;
			if ((await fetchBox(stalker, mac, box)) === null) {
				outcomes.push({is: 'refused', key, said: message('changed-row', {key})});
				continue;
			}

			const journal = await context.openJournalEntry({
				resource: 'stb',
				action: 'reboot',
				subject: key,
				intent: {mac},
				before: box,
			});
			try {
				await stalker.write('POST', 'send_event', mac, {event: 'reboot'});
			} catch (error) {
				const isNo = error instanceof StalkerRefused || error instanceof StalkerNotApplied;
				const cause = await closeFailed(journal, {state: 'failed', error: errorText(error)}, error, context);
				const said = message(isNo ? 'not-rebooted' : 'reboot-unclear', {mac, message: errorMessage(error)});
				outcomes.push({is: 'failed', key, said, cause});
				continue;
			}

			outcomes.push(
				await billing.journal.finish(journal, {state: 'done', after: null}).then(
					() => ({is: 'done', key, changed: true, said: message('rebooted', {mac}), journal}) as const,
					(error: unknown) => {
						const said = message('rebooted-unlogged', {mac, journal, message: errorMessage(error)});
						return {is: 'failed', key, said, cause: error, journal} as const;
					},
				),
			);
		}

		return outcomes;
	},
};
