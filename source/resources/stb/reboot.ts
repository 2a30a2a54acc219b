import {message} from '../../i18n/translator.ts';
import {declareBoxEvent} from './box-event.ts';

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
