import {setTimeout as pause} from 'node:timers/promises';
import {backgroundQuery} from './input/terminal-reports.ts';

/** Reads from the terminal in raw mode, with bracketed paste and, if it is wanted, reports of the mouse. */
type TerminalInput = {
	start(): void;
	/** Turns reports of the mouse off, and on again where they are wanted, while the terminal is read. */
	reportMouse(isOn: boolean): void;
	/** The terminal has answered which background it has. */
	noteAnswer(): void;
	/** Resolves when no answer of the terminal is on its way any more: after `stop` it would be typed into the shell. */
	whenAnswered(): Promise<void>;
	/** Gives the terminal back to the shell. May be called more than once. */
	stop(): void;
};

const bracketedPaste = '?2004';

/**
Presses and the wheel, with positions in decimal digits. Neither moves nor drags: those with Shift stay the terminal's, for its selection.
*/
const mouseModes = ['?1000', '?1006'];

/** How long an answer of the terminal is waited for, counted from the question. */
const answerTimeoutMs = 500;

/** `asksBackground`: at the first start the terminal is asked for the colour of its background. */
export function createTerminalInput(
	stdin: NodeJS.ReadStream,
	stdout: NodeJS.WriteStream,
	{hasMouse, asksBackground}: {readonly hasMouse: boolean; readonly asksBackground: boolean},
	onData: (chunk: Buffer) => void,
): TerminalInput {
	const mouse = hasMouse ? mouseModes : [];
	const modes = [bracketedPaste, ...mouse];
	let isReading = false;
	const set = (changed: readonly string[], isOn: boolean) =>
		changed.map(mode => `\u001B[${mode}${isOn ? 'h' : 'l'}`).join('');
	let query = asksBackground ? backgroundQuery : '';
	const answer = Promise.withResolvers<void>();
	let askedAtMs = -Infinity;
	return {
		start() {
			stdin.setRawMode(true);
			stdin.on('data', onData);
			stdin.resume();
			stdout.write(set(modes, true) + query);
			isReading = true;
			if (query !== '') askedAtMs = performance.now();
			query = '';
		},
		reportMouse(isOn) {
			if (isReading && mouse.length > 0) stdout.write(set(mouse, isOn));
		},
		noteAnswer: answer.resolve,
		async whenAnswered() {
			const leftMs = askedAtMs + answerTimeoutMs - performance.now();
			if (leftMs > 0) await Promise.race([answer.promise, pause(leftMs)]);
		},
		stop() {
			stdin.off('data', onData);
			stdin.pause();
			stdin.setRawMode(false);
			stdout.write(set(modes, false));
			isReading = false;
		},
	};
}
