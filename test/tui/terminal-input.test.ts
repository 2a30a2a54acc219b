import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {createTerminalInput} from '../../source/tui/terminal-input.ts';

/** The input of a terminal, and what has been written to it. */
function open(options: {readonly hasMouse: boolean; readonly asksBackground: boolean}) {
	const stdin = Object.assign(new PassThrough(), {setRawMode: () => stdin}) as unknown as NodeJS.ReadStream;
	const stdout = new PassThrough();
	const input = createTerminalInput(stdin, stdout as unknown as NodeJS.WriteStream, options, () => {});
	return {input, written: () => (stdout.read() as Buffer | null)?.toString() ?? ''};
}

test('what start switches on, stop switches off, and the background is asked for once', () => {
	const {input, written} = open({hasMouse: true, asksBackground: true});
	input.start();
	expect(written()).toBe('\u001B[?2004h\u001B[?1000h\u001B[?1006h\u001B]11;?\u001B\\');
	input.stop();
	expect(written()).toBe('\u001B[?2004l\u001B[?1000l\u001B[?1006l');
	input.start();
	expect(written()).toBe('\u001B[?2004h\u001B[?1000h\u001B[?1006h');
	const plain = open({hasMouse: false, asksBackground: false});
	plain.input.start();
	expect(plain.written()).toBe('\u001B[?2004h');
});

test('an answer that is on its way is waited for, for half a second since the question', async () => {
	const asked = open({hasMouse: true, asksBackground: true}).input;
	asked.start();
	let isOver = false;
	const answered = asked.whenAnswered().then(() => (isOver = true));
	await Promise.resolve();
	expect(isOver).toBe(false);
	asked.noteAnswer();
	await answered;

	const silent = open({hasMouse: true, asksBackground: true}).input;
	const from = performance.now();
	silent.start();
	await silent.whenAnswered();
	expect(performance.now() - from).toBeGreaterThan(490);

	const notAsked = open({hasMouse: true, asksBackground: false}).input;
	notAsked.start();
	await notAsked.whenAnswered();
});
