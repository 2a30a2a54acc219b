import type {Dictionary} from '../en/index.ts';
import {accounts} from './accounts.ts';
import {api} from './api.ts';
import {abillsMessages} from './abills-messages.ts';
import {billingErrorMessages} from './billing-errors.ts';
import {filterErrorMessages, filterForms} from './filter-texts.ts';
import {interruptedMessages} from './interrupted.ts';
import {channels} from './channels.ts';
import {columnLabels} from './column-labels.ts';
import {commandHelp} from './command-help.ts';
import {configErrorMessages} from './config-errors.ts';
import {tuiMessages} from './tui-messages.ts';
import {journal} from './journal.ts';
import {tuiCommands} from './tui-commands.ts';
import {tuiTexts} from './tui-texts.ts';
import {differenceStates, differences, formatDifference} from './differences.ts';
import {fixes, fixMessages} from './fixes.ts';
import {policyMessages, policyTexts} from './policy.ts';
import {portalErrorMessages} from './portal-errors.ts';
import {storageMessages} from './storage-messages.ts';
import {cliMessages} from './cli-messages.ts';
import {commonMessages} from './common-messages.ts';
import {settingHelp} from './setting-help.ts';
import {stb} from './stb.ts';
import {subscriptions} from './subscriptions.ts';
import {tariffs} from './tariffs.ts';
import {undoMessages} from './undo-messages.ts';
import {unsafeRequestMessages} from './unsafe-requests.ts';
import {usageErrorMessages} from './usage-errors.ts';

/** Russian, with the terms that billing operators use. */
export const ru: Dictionary = {
	messages: {
		...commonMessages,
		...accounts.messages,
		...stb.messages,
		...channels.messages,
		...subscriptions.messages,
		...tariffs.messages,
		...api.messages,
		...fixMessages,
		...policyMessages,
		...undoMessages,
		...interruptedMessages,
		...tuiMessages,
		...portalErrorMessages,
		...abillsMessages,
		...billingErrorMessages,
		...configErrorMessages,
		...usageErrorMessages,
		...unsafeRequestMessages,
		...storageMessages,
		...filterErrorMessages,
	},
	screens: {
		accounts: accounts.screen,
		stb: stb.screen,
		channels: channels.screen,
		subscriptions: subscriptions.screen,
		tariffs: tariffs.screen,
		api: api.screen,
		journal: journal.screen,
		results: {title: 'Итоги', short: 'Итоги', ids: '', actions: {}},
	},
	journalChanges: journal.changes,
	tui: {...tuiCommands, ...tuiTexts},
	commandHelp,
	filterForms,
	settingHelp,
	cliMessages,
	columns: columnLabels,
	differences,
	differenceStates,
	formatDifference,
	fixes,
	policy: policyTexts,
	notCompared: 'не сравнивается',
	syncStatuses: {
		'=': 'синхронизировано',
		'~': 'отличается',
		'+': 'только в Stalker',
		'-': 'только в биллинге',
		'!': 'конфликт',
		'?': 'неизвестно',
	},
	yes: 'да',
	no: 'нет',
	on: 'вкл.',
	off: 'откл.',
	never: 'никогда',
};
