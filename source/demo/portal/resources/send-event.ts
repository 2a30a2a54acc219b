import {numberOf} from '../column.ts';
import {Refusal, type Outcome} from '../envelope.ts';
import type {Form} from '../form.ts';
import {boxKind, findUsers} from '../identify.ts';
import type {Call} from '../request.ts';
import {queue, type PortalEvent, type PortalState, type User} from '../state.ts';

/** `send_event`: queue an event. Without identifier it goes to every box. An event it does not know is `false`, not an error. */
export const sendEvent = {
	create(state: PortalState, {ids, form}: Call): Outcome {
		const users = findUsers(state, ids, boxKind);
		if (users.length === 0) throw new Refusal('STB not found');
		const event = textOf(form, 'event');
		const stored = event === 'update_channels' ? 'update_subscription' : event;
		if (!Object.hasOwn(parameters, event)) return {results: false};
		send(state, users, stored, parameters[event as keyof typeof parameters](form));
		return {results: true};
	},
};

/** `stb_msg`: a message, to every box without identifier. */
export const stbMsg = {
	create(state: PortalState, {ids, form}: Call): Outcome {
		const users = findUsers(state, ids, boxKind);
		if (users.length === 0) throw new Refusal('Empty stb list');
		if (textOf(form, 'msg') === '') throw new Refusal('Empty msg');
		send(state, users, 'send_msg', {
			...message(form),
			auto_hide_timeout: numberOf(textOf(form, 'auto_hide_timeout')),
		});
		return {results: true};
	},
};

type Parameters = Partial<PortalEvent>;

const textOf = (form: Form, key: string): string => {
	const value = form.get(key);
	return typeof value === 'string' ? value : '';
};

/** `auto_hide_timeout` has no effect in send_event: Stalker sets it after sending. */
const message = (form: Form): Parameters => ({
	msg: textOf(form, 'msg'),
	priority: 2,
	need_confirm: 1,
	reboot_after_ok: numberOf(textOf(form, 'need_reboot')) === 0 ? 0 : 1,
	ttl: numberOf(textOf(form, 'ttl')) || 604_800,
});

const none = (form: Form): Parameters =>
	textOf(form, 'ttl') === '' ? {} : {ttl: numberOf(textOf(form, 'ttl'))};
const channel = (form: Form): Parameters => ({...none(form), msg: textOf(form, 'channel')});

const parameters = {
	send_msg: message,
	send_msg_with_video: (form: Form): Parameters => ({...message(form), param1: textOf(form, 'video')}),
	reboot: none,
	reload_portal: none,
	update_channels: none,
	play_channel: channel,
	play_radio_channel: channel,
	update_image: none,
	show_menu: none,
	cut_off: none,
} as const satisfies Readonly<Record<string, (form: Form) => Parameters>>;

function send(state: PortalState, users: readonly User[], event: string, more: Parameters): void {
	for (const {id} of users) queue(state, id, event, more);
}
