import type {Billing} from '../billing/billing.ts';
import type {Database} from '../billing/database.ts';
import type {Config} from '../config/config.ts';
import type {StalkerClient} from '../stalker/client.ts';
import {LocalizedError, type Translator} from '../i18n/translator.ts';
import type {AppContext} from '../app/context.ts';
import {type Message, errorMessage} from '../i18n/message.ts';

/** Returns a text in the language of the translator. */
export type LocalizedText = (translator: Translator) => string;

/** A flag, declared once for the parser, `--help` and the documentation. */
export type Flag = {
	readonly name: string;
	/** Its letter, where it has a short form: `h` of `-h`. */
	readonly short?: string;
	readonly kind: 'yes' | 'text' | 'number';
	/** The placeholder of its value in the help: `N`, `FILE`. */
	readonly value?: string;
	/** The smallest and the largest whole number that it takes; absent where the configuration checks it. */
	readonly range?: {readonly least: number; readonly most?: number};
	/** The values that it takes, or some of them, for the completion of the shell. */
	readonly values?: readonly string[];
	/** It takes none but these values. */
	readonly hasOnlyValues?: true;
	readonly description: LocalizedText;
};

/** A portal of a call. */
export type PortalAccess = {
	/** Its name in the configuration; the host where it has none. */
	readonly name: string;
	/** Connects to it and to billing at the first call; the caller closes both. */
	context(): Promise<AppContext>;
	/** Creates its client without opening billing. */
	stalker(): Promise<StalkerClient>;
};

/** The arguments of a call, and what the command can open and print with. */
export type Invocation = {
	readonly args: readonly string[];
	readonly flags: Readonly<Record<string, string | number | boolean | undefined>>;
	readonly translator: Translator;
	/** Loads the configuration at the first call. */
	config(): Config;
	/**
	Connects to the chosen portal and to billing at the first call; the caller closes them. Throws `ConfigError` where none of several
	portals is named.
	*/
	context(): Promise<AppContext>;
	/** Every portal, whichever is chosen. */
	portals(): readonly PortalAccess[];
	/** Opens billing, whichever portal is chosen; the caller closes it. */
	billing(): Promise<Billing>;
	/** Opens billing's database, whether its tables are ready or not. */
	database(): Promise<Database>;
	/** Creates the chosen portal's client without opening billing. */
	stalker(): Promise<StalkerClient>;
	/** The terminal's width in cells; absent when the output is no terminal. */
	readonly columns?: number;
	/** The program's version. */
	readonly version?: string;
	/** The output may be coloured. */
	readonly isColored?: boolean;
	/** The path of the configuration file, whether it exists or not. */
	readonly configFile: string;
	/** Prints notes and progress to stderr; data is returned instead. */
	report(message: string): void;
	/**
	Asks the question of an action, `needs-yes` or `needs-count`, and resolves to whether it was confirmed. Absent unless a person can be
	asked: stdin and stdout are a terminal.
	*/
	readonly ask?: (question: Message) => Promise<boolean>;
	/** Aborted by SIGINT, SIGTERM and SIGHUP: the command stops after its current chunk. */
	readonly signal: AbortSignal;
};

/** The result of a command: `data` for `--json` and `--ndjson`, `text` for people. Rows of a list may be made as they are taken. */
export type CommandResult = {
	/** 3: differences were found. */
	readonly exitCode: 0 | 1 | 3;
	readonly data: unknown;
	readonly text: string;
	/** Set when the data is one table, for `--csv`. */
	readonly table?: {readonly header: readonly string[]; readonly rows: Iterable<readonly string[]>};
	/**
	Set when a part of the data could not be had, with exit code 1: with `--json` it becomes the error beside the data. It has been reported
	already.
	*/
	readonly incomplete?: Message;
	/** An expected refusal: with `--json` it becomes `{"ok":false,"error"}`. */
	readonly refused?: Message;
};

/** One sub-command, declared once for the parser, `--help` and the documentation. */
export type Command = {
	readonly words: readonly string[];
	/** The arguments, as the help shows them. */
	readonly args: string;
	readonly maxArguments: number;
	/** Arguments that it takes, for the completion of the shell. */
	readonly argumentValues?: readonly string[];
	readonly description: LocalizedText;
	/** Explains each argument by its name in `args`. */
	readonly explainArguments?: (
		translator: Translator,
	) => ReadonlyArray<readonly [argument: string, about: string]>;
	readonly flags: readonly Flag[];
	/** The command that says what this one would do, where it has no flag for that. */
	readonly dryRunCommand?: string;
	/** A section of `--help` below the command's own flags. */
	readonly helpSection?: (translator: Translator) => {
		readonly title: string;
		readonly rows: ReadonlyArray<readonly [left: string, right: string]>;
	};
	/** It shows the journal with its open entries: interrupted actions are not checked first, which would need the portal. */
	readonly isAboutJournal?: true;
	/** Its result has a `table`, so that `--csv` is accepted. */
	readonly hasTable?: true;
	run(invocation: Invocation): Promise<CommandResult>;
};

/** The call is incomplete or wrong. Exit code 2. */
export class UsageError extends LocalizedError {
	override readonly name = 'UsageError';
	readonly code = 'ERR_USAGE';
}

/** The code, message and exit code of an error. Exit code 2: the call or the configuration is wrong. */
export function describeError(thrown: unknown): {
	readonly code: string;
	readonly message: Message;
	readonly exitCode: 1 | 2;
} {
	if (!(thrown instanceof Error)) return {code: 'ERR_UNKNOWN', message: errorMessage(thrown), exitCode: 1};
	const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'ERR_UNKNOWN';
	const isCallerError = /^ERR_(USAGE|CONFIG|STALKER_URL|BILLING_ADDRESS)/.test(code);
	return {code, message: errorMessage(thrown), exitCode: isCallerError ? 2 : 1};
}
