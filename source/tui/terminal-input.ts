/** Reads from the terminal in raw mode, with bracketed paste on. */
export type TerminalInput = {
	start(): void;
	/** Gives the terminal back to the shell. May be called more than once. */
	stop(): void;
};

export function createTerminalInput(
	stdin: NodeJS.ReadStream,
	stdout: NodeJS.WriteStream,
	onData: (chunk: Buffer) => void,
): TerminalInput {
	return {
		start() {
			stdin.setRawMode(true);
			stdin.on('data', onData);
			stdin.resume();
			stdout.write('\u001B[?2004h');
		},
		stop() {
			stdin.off('data', onData);
			stdin.pause();
			stdin.setRawMode(false);
			stdout.write('\u001B[?2004l');
		},
	};
}
