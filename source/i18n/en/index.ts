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

/** English: every sentence of the program by its code; the values of a sentence are its parameters. */
export const en = {
	/** Results, refusals, questions and errors. */
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
	/** The texts of the screens by name, with their actions. */
	screens: {
		accounts: accounts.screen,
		stb: stb.screen,
		channels: channels.screen,
		subscriptions: subscriptions.screen,
		tariffs: tariffs.screen,
		api: api.screen,
		journal: journal.screen,
		results: {title: 'Results', short: 'Results', ids: '', actions: {}},
	},
	/** Words for what an entry of the journal has changed. */
	journalChanges: journal.changes,
	/** Texts of the full-screen console. */
	tui: {...tuiCommands, ...tuiTexts},
	/** Descriptions of commands and flags. */
	commandHelp,
	/** The ways to write a term of a filter. */
	filterForms,
	settingHelp,
	/** What commands print besides their data. */
	cliMessages,
	/** Headings of the columns, by the API's field name. */
	columns: columnLabels,
	differences,
	differenceStates,
	formatDifference,
	fixes,
	policy: policyTexts,
	notCompared: 'not compared',
	syncStatuses: {
		'=': 'in sync',
		'~': 'differs',
		'+': 'only in Stalker',
		'-': 'only in billing',
		'!': 'conflict',
		'?': 'not known',
	},
	yes: 'yes',
	no: 'no',
	on: 'on',
	off: 'off',
	/** A date that the portal sends as zeros. */
	never: 'never',
};

/** The same shape as a part of the English dictionary, with any text. */
type DictionaryOf<Text> = Text extends string
	? string
	: Text extends (...values: infer Values) => string
		? (...values: Values) => string
		: {readonly [Part in keyof Text]: DictionaryOf<Text[Part]>};

/** The texts that every language must have. */
export type Dictionary = DictionaryOf<typeof en>;
