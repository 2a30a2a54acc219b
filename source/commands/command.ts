import type {Database} from '../billing/database.ts';
import type {Config} from '../config/config.ts';
import type {StalkerClient} from '../stalker/client.ts';
import {LocalizedError} from '../i18n/localized-error.ts';
import type {Translator} from '../i18n/translator.ts';
import type {AppContext} from '../app/context.ts';
import type {Message} from '../i18n/message.ts';

/** What something is for, in the reader's language. */
export type LocalizedText = (translator: Translator) => string;

/** A flag, declared once: read by the parser, `--help` and the README. */
export type Flag = {
	readonly name: string;
	readonly kind: 'yes' | 'text' | 'number';
	/** What stands for its value in the help. */
	readonly value?: string;
	readonly description: LocalizedText;
};

/** What the command was called with, and what it may use. */
export type Invocation = {
	readonly args: readonly string[];
	readonly flags: Readonly<Record<string, string | number | boolean | undefined>>;
	readonly translator: Translator;
	/** Loaded at the first call. */
	config(): Config;
	/** Both systems, opened at the first call and closed by the caller. */
	context(): Promise<AppContext>;
	/** Billing's database, whatever state it is in. */
	database(): Promise<Database>;
	/** The portal alone. */
	stalker(): Promise<StalkerClient>;
	/** The terminal's width; absent when the output goes elsewhere. */
	readonly columns?: number;
	/** Where the configuration is looked for. */
	readonly configFile: string;
	/** Talk and progress: never data. */
	report(message: string): void;
	/** Aborted by SIGINT, SIGTERM and SIGHUP: the work stops after its current chunk. */
	readonly signal: AbortSignal;
};

/** What a command has to show: `data` for `--json`, `text` for people; the formats are printed from it alike. */
export type CommandResult = {
	readonly exitCode: 0 | 1;
	readonly data: unknown;
	readonly text: string;
	/** Set when the data is one table: what `--ndjson` and `--csv` print. */
	readonly table?: {readonly header: readonly string[]; readonly rows: ReadonlyArray<readonly string[]>};
	/** An expected “no”: with `--json` it becomes `{"ok":false,"error"}`. */
	readonly refused?: Message;
};

/** One sub-command, declared once. */
export type Command = {
	readonly words: readonly string[];
	/** The arguments, as the help shows them. */
	readonly args: string;
	readonly maxArguments: number;
	readonly description: LocalizedText;
	/** What its arguments may be, by their names in `args`. */
	readonly explainArguments?: (
		translator: Translator,
	) => ReadonlyArray<readonly [argument: string, about: string]>;
	readonly flags: readonly Flag[];
	/** It is about the journal, open entries included: they are not looked into first, for that takes the portal. */
	readonly isAboutJournal?: true;
	/** Its answer is a table, which `--csv` prints. */
	readonly hasTable?: true;
	run(invocation: Invocation): Promise<CommandResult>;
};

/** The call does not say what to do. Exit code 2. */
export class UsageError extends LocalizedError {
	override readonly name = 'UsageError';
	readonly code = 'ERR_USAGE';
}
