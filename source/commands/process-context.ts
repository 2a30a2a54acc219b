/** The process in which commands run: arguments, environment, output and terminal. */
export type ProcessContext = {
	readonly argv: readonly string[];
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly version: string;
	readonly signal: AbortSignal;
	/** The terminal's width in cells; absent when stdout is no terminal. */
	readonly columns?: number;
	/** The same of stderr. */
	readonly errorColumns?: number;
	/** Absent unless both stdin and stdout are terminals. */
	readonly terminal?: {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream};
	/** Waits between the lists of `--watch`; ends early at the signal, and rejects then. */
	pause?(milliseconds: number, signal: AbortSignal): Promise<unknown>;
	/** Aborted when nobody reads the output any more: `--watch` ends then. Absent where that cannot happen. */
	readonly outputClosed?: AbortSignal;
	writeOutput(text: string): void;
	/** Waits until most of what was written has left the process; absent where it does at once. */
	drainOutput?(): Promise<void>;
	writeError(text: string): void;
};

/** 0 succeeded, 1 refused or failed, 2 wrong usage or configuration, 3 differences found, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;
