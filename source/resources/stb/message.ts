import {isRunAsSql} from '../../stalker/request-url.ts';
import {isStorableText} from '../../normalize/storable-text.ts';
import {message} from '../../i18n/translator.ts';
import {declareBoxEvent} from './box-event.ts';

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
