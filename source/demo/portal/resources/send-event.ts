import {toMySqlInteger} from '../column-values.ts';
import {ApiError, type ResourceResult} from '../response.ts';
import type {Form} from '../parse-form.ts';
import {boxIdKind, findUsers} from '../find-users.ts';
import type {ApiCall} from '../parse-request.ts';
import {queueEvent, type PortalEvent, type PortalState, type User} from '../state.ts';

/** `send_event`: queue an event. Without identifier it goes to every box. The result for an unknown event is `false`, not an error. */
export const sendEvent = {
	create(state: PortalState, {ids, form}: ApiCall): ResourceResult {
		const users = findUsers(state, ids, boxIdKind);
		if (users.length === 0) throw new ApiError('STB not found');
		const event = textOf(form, 'event');
		const stored = event === 'update_channels' ? 'update_subscription' : event;
		if (!Object.hasOwn(parametersByEvent, event)) return {results: false};
		queueForAll(state, users, stored, parametersByEvent[event as keyof typeof parametersByEvent](form));
		return {results: true};
	},
};

/** `stb_msg`: a message, to every box without identifier. */
export const stbMsg = {
	create(state: PortalState, {ids, form}: ApiCall): ResourceResult {
		const users = findUsers(state, ids, boxIdKind);
		if (users.length === 0) throw new ApiError('Empty stb list');
		if (textOf(form, 'msg') === '') throw new ApiError('Empty msg');
		queueForAll(state, users, 'send_msg', {
			...messageParameters(form),
			auto_hide_timeout: toMySqlInteger(textOf(form, 'auto_hide_timeout')),
		});
		return {results: true};
	},
};

type EventParameters = Partial<PortalEvent>;

const textOf = (form: Form, key: string): string => {
	const value = form.get(key);
	return typeof value === 'string' ? value : '';
};

/** `auto_hide_timeout` has no effect in send_event: Stalker sets it after sending. */
const messageParameters = (form: Form): EventParameters => ({
	msg: textOf(form, 'msg'),
	priority: 2,
	need_confirm: 1,
	reboot_after_ok: toMySqlInteger(textOf(form, 'need_reboot')) === 0 ? 0 : 1,
	ttl: toMySqlInteger(textOf(form, 'ttl')) || 604_800,
});

const commonParameters = (form: Form): EventParameters =>
	textOf(form, 'ttl') === '' ? {} : {ttl: toMySqlInteger(textOf(form, 'ttl'))};
const channelParameters = (form: Form): EventParameters => ({
	...commonParameters(form),
	msg: textOf(form, 'channel'),
});

const parametersByEvent = {
	send_msg: messageParameters,
	send_msg_with_video: (form: Form): EventParameters => ({
		...messageParameters(form),
		param1: textOf(form, 'video'),
	}),
	reboot: commonParameters,
	reload_portal: commonParameters,
	update_channels: commonParameters,
	play_channel: channelParameters,
	play_radio_channel: channelParameters,
	update_image: commonParameters,
	show_menu: commonParameters,
	cut_off: commonParameters,
} as const satisfies Readonly<Record<string, (form: Form) => EventParameters>>;

function queueForAll(state: PortalState, users: readonly User[], event: string, more: EventParameters): void {
	for (const {id} of users) queueEvent(state, id, event, more);
}
