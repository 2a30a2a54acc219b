import type {Dictionary} from '../en/index.ts';
import {accounts} from './accounts.ts';
import {api} from './api.ts';
import {billingErrorSayings} from './billing-errors.ts';
import {brokenOffSayings} from './broken-off.ts';
import {channels} from './channels.ts';
import {commands} from './commands.ts';
import {configErrorSayings} from './config-errors.ts';
import {consoleSayings} from './console-sayings.ts';
import {consoleCommands, consoleTexts} from './console.ts';
import {drifts, tellDrift} from './drifts.ts';
import {errorSayings} from './errors.ts';
import {ownFileSayings} from './own-files.ts';
import {replies} from './replies.ts';
import {sayings} from './sayings.ts';
import {settings} from './settings.ts';
import {stb} from './stb.ts';
import {subscriptions} from './subscriptions.ts';
import {tariffs} from './tariffs.ts';
import {undoSayings} from './undo.ts';
import {unsafeSayings} from './unsafe.ts';
import {usageSayings} from './usage.ts';

/** Ukrainian: what English says, sentence by sentence. */
export const uk: Dictionary = {
	sayings: {
		...sayings,
		...accounts.sayings,
		...stb.sayings,
		...channels.sayings,
		...subscriptions.sayings,
		...tariffs.sayings,
		...api.sayings,
		...undoSayings,
		...brokenOffSayings,
		...consoleSayings,
		...errorSayings,
		...billingErrorSayings,
		...configErrorSayings,
		...usageSayings,
		...unsafeSayings,
		...ownFileSayings,
	},
	tabs: {
		accounts: accounts.tab,
		stb: stb.tab,
		channels: channels.tab,
		subscriptions: subscriptions.tab,
		tariffs: tariffs.tab,
		api: api.tab,
	},
	console: {...consoleCommands, ...consoleTexts},
	commands,
	settings,
	replies,
	drifts,
	tellDrift,
	marks: {
		'=': 'синхронізовано',
		'~': 'відрізняється',
		'+': 'лише в Stalker',
		'-': 'лише в білінгу',
		'!': 'конфлікт',
		'?': 'невідомо',
	},
	yes: 'так',
	no: 'ні',
	on: 'увімкнено',
	off: 'вимкнено',
};
