import {message} from '../../i18n/translator.ts';
import {declareBoxEvent} from './box-event.ts';

/** `b`: restart a box, which takes the picture for a minute. */
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
