import {StalkerRefused, StalkerUndone} from '../../stalker/errors.ts';
import {isSafeIdentifier} from '../../stalker/identifier.ts';
import {normaliseMac} from '../../naming/mac.ts';
import type {Outcome, RowAction} from '../../sync/action.ts';
import {messageOf, refuse, sayingOf} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {Known, Subscriber} from '../accounts/billing-side.ts';
import {closeFailed} from '../accounts/close-failed.ts';
import type {Box} from './box.ts';
import {freshBox} from './fresh-box.ts';
import type {BoxesReading} from './reading.ts';

type RebootIntent = {readonly mac: string; readonly box: Box};

/** `b`: restart a box, which takes the picture for a minute. An event without an identifier would go to every subscriber (REST API v1, *send_event*). */
export const reboot: RowAction<Box, Subscriber, BoxesReading, Known, RebootIntent> = {
	name: 'reboot',
	on: 'rows',
	key: 'b',
	guard: 'count',
	bulk: null,
	// One by one: what was sent is then known when the next fails.
	size: 1,

	plan({theirs, mark, key}) {
		if (mark === '?') return refuse(say('not-known'));
		if (!theirs) return refuse(say('box-not-in-stalker', {mac: key}));
		const mac = normaliseMac(theirs.mac);
		// Elsewhere than in the usual notation the portal would not find it, or find another.
		if (mac === null || theirs.mac !== mac || !isSafeIdentifier(mac))
			return refuse(say('box-unnamed', {mac: theirs.mac}));
		if (key !== mac) return refuse(say('box-doubled', {mac}));
		return {mac, box: theirs};
	},

	says: ({mac, box: {login, ls, online}}) =>
		say('plan-reboot', {mac, login: login || ls, online: online === '1'}),
	asks: () => [],

	async settle({subject}) {
		return {state: 'failed', said: say('broken-reboot', {mac: subject})};
	},

	async run(planned, _, world): Promise<readonly Outcome[]> {
		const {stalker, billing} = world;
		const outcomes: Outcome[] = [];
		for (const {key, intent} of planned) {
			const {mac, box} = intent;
			if ((await freshBox(stalker, mac, box)) === null) {
				outcomes.push({is: 'refused', key, said: say('changed-row', {key})});
				continue;
			}

			const journal = await world.begin({
				resource: 'stb',
				action: 'reboot',
				subject: key,
				intent: {mac},
				before: box,
			});
			try {
				await stalker.write('POST', 'send_event', mac, {event: 'reboot'});
			} catch (error) {
				const isNo = error instanceof StalkerRefused || error instanceof StalkerUndone;
				const cause = await closeFailed(journal, {state: 'failed', error: messageOf(error)}, error, world);
				const said = say(isNo ? 'not-rebooted' : 'reboot-unclear', {mac, message: sayingOf(error)});
				outcomes.push({is: 'failed', key, said, cause});
				continue;
			}

			outcomes.push(
				await billing.journal.finish(journal, {state: 'done', after: null}).then(
					() => ({is: 'done', key, changed: true, said: say('rebooted', {mac}), journal}) as const,
					(error: unknown) => {
						const said = say('rebooted-unlogged', {mac, journal, message: sayingOf(error)});
						return {is: 'failed', key, said, cause: error, journal} as const;
					},
				),
			);
		}

		return outcomes;
	},
};
