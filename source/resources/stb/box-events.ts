import {isSafeIdentifier, isRunAsSql} from '../../stalker/safe-request.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {actionLabel, message} from '../../i18n/translator.ts';
import type {Message} from '../../i18n/message.ts';
import {type ActionInput, type RowAction, refuse, withoutRecord} from '../../sync/action.ts';
import type {Fields} from '../../sync/changes/change.ts';
import type {BoxComparison} from './compare.ts';
import {isStorableText} from '../../normalize/storable-text.ts';

type BoxAction = RowAction<BoxComparison>;

/** An event that is sent to boxes (REST API v1, *send_event*). Messages that are absent here are the general ones. */
type BoxEvent = Pick<BoxAction, 'name' | 'key' | 'argument'> & {
	/** The fields that are sent. `choice`: the argument; `''` where there is none. */
	form(choice: string): Fields;
	summary(values: {
		readonly mac: string;
		readonly login: string;
		readonly online: boolean;
		readonly choice: string;
	}): Message;
	done?(mac: string): Message;
	notSent?(mac: string, reason: Message): Message;
	/** Whether it was sent is not known. */
	unclear?(mac: string, reason: Message): Message;
	interrupted?(mac: string): Message;
};

/** Declare an action that sends an event to each box, one request each; it always asks, and cannot be undone. */
function declareBoxEvent(event: BoxEvent): BoxAction {
	const {name, key, argument} = event;
	const action = actionLabel('stb', name);
	return {
		resource: 'stb',
		scope: 'rows',
		name,
		key,
		...(argument && {argument}),
		confirmation: 'typed-count',
		bulk: null,
		isFinal: true,

		changes(row, _, {choice = ''}: ActionInput) {
			const {stalker: box, mark, key} = row;
			if (mark === '?') return refuse(message('not-known'));
			if (!box) return refuse(withoutRecord(row, message('box-not-in-stalker', {mac: key})));
			const mac = normalizeMac(box.mac);
			// In another notation the portal would not find the box, or find another one.
			if (mac === null || box.mac !== mac || !isSafeIdentifier(mac))
				return refuse(message('box-unnamed', {mac: box.mac}));
			if (key !== mac) return refuse(message('box-doubled', {mac}));
			const {login, ls, online, status} = box;
			return {
				changes: [
					{
						...{system: 'stalker', record: 'box', operation: 'send'},
						...{key: {mac}, before: {login, ls, ...(status !== null && {status})}, after: event.form(choice)},
					},
				],
				values: {mac, login: login || ls, online: online === '1', choice},
			};
		},

		summary: ({values}) => event.summary(values as Parameters<BoxEvent['summary']>[0]),
		done: ({rowKey: mac}) => event.done?.(mac) ?? message('event-sent', {action, mac}),
		notDone({rowKey: mac}, {results: [result]}) {
			const {is, reason} = result!;
			if (is === 'unknown')
				return event.unclear?.(mac, reason!) ?? message('event-unclear', {action, mac, message: reason!});
			// Where the box could not even be read, the reason is enough.
			return is === 'failed' && result!.previous
				? (event.notSent?.(mac, reason!) ?? message('event-not-sent', {action, mac, message: reason!}))
				: null;
		},
		recovered: ({rowKey: mac}, state) =>
			state === 'open' ? null : (event.interrupted?.(mac) ?? message('event-interrupted', {action, mac})),
	};
}

/** `b`: restarts a box, which interrupts TV for about a minute. */
export const reboot = declareBoxEvent({
	name: 'reboot',
	key: 'b',
	form: () => ({event: 'reboot'}),
	summary: values => message('plan-reboot', values),
	done: mac => message('rebooted', {mac}),
	notSent: (mac, reason) => message('not-rebooted', {mac, message: reason}),
	unclear: (mac, reason) => message('reboot-unclear', {mac, message: reason}),
	interrupted: mac => message('interrupted-reboot', {mac}),
});

/** `M`: show a text on a box, which the subscriber confirms. The portal keeps it for 7 days, and stores no letters beyond three bytes. */
export const sendMessage = declareBoxEvent({
	name: 'message',
	key: 'M',
	argument: {
		name: 'text',
		form: 'flag',
		isFreeText: true,
		choices: () => [],
		accepts: text =>
			text.trim() !== '' &&
			isStorableText(text) &&
			!/[\u{10000}-\u{10FFFF}]/u.test(text) &&
			!isRunAsSql(text),
	},
	form: text => ({event: 'send_msg', msg: text}),
	summary: ({mac, login, online, choice: text}) => message('plan-message', {mac, login, online, text}),
});
