import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';

/** Why a fresh look at the account forbids the write. */
export function whyNot(
	{why, field}: {readonly why: 'gone' | 'shared' | 'changed'; readonly field: string},
	login: string,
): Message {
	if (why === 'gone') return message('gone-meanwhile', {login});
	return why === 'shared' ? message('names-others', {login}) : message('changed-meanwhile', {field});
}
