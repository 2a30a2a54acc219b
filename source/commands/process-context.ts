/** The process, as far as commands may see it. */
export type ProcessContext = {
	readonly argv: readonly string[];
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly version: string;
	readonly signal: AbortSignal;
	/** The terminal's width; absent when the output goes elsewhere. */
	readonly columns?: number;
	/** Both ends of the terminal; absent where one of them is none. */
	readonly terminal?: {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream};
	writeOutput(text: string): void;
	writeError(text: string): void;
};

/** 0 done, 1 refused or failed, 2 wrong usage or configuration, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;
