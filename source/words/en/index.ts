import type {Mark} from '../../sync/drift.ts';
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

/** English: every sentence of the program, by its code. What goes into a sentence is its parameter. */
export const en = {
	/** Expected refusals, questions and results. */
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
	/** The screens by their names, with their actions. */
	tabs: {
		accounts: accounts.tab,
		stb: stb.tab,
		channels: channels.tab,
		subscriptions: subscriptions.tab,
		tariffs: tariffs.tab,
		api: api.tab,
	},
	/** The full-screen console. */
	console: {...consoleCommands, ...consoleTexts},
	/** Commands, their flags and the help. */
	commands,
	settings,
	/** What commands say beside their data. */
	replies,
	drifts,
	tellDrift,
	marks: {
		'=': 'in sync',
		'~': 'differs',
		'+': 'only in Stalker',
		'-': 'only in billing',
		'!': 'conflict',
		'?': 'not known',
	} satisfies Record<Mark, string>,
	yes: 'yes',
	no: 'no',
	on: 'on',
	off: 'off',
};

/** As English has it, in whatever words. */
type Worded<Said> = Said extends string
	? string
	: Said extends (...values: infer Values) => string
		? (...values: Values) => string
		: {readonly [Part in keyof Said]: Worded<Said[Part]>};

/** What every language must say. */
export type Dictionary = Worded<typeof en>;
