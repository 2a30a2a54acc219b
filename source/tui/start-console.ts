import {setImmediate, setTimeout as pause} from 'node:timers/promises';
import {showsUtf8, terminalCharset} from '../terminal/charset.ts';
import type {MouseReports} from '../terminal/mouse-reports.ts';
import {encodeOutput, shortenOutput} from './rewrite-output.ts';
import {sanitizeLines} from '../terminal/sanitize.ts';
import type {Translator} from '../i18n/translator.ts';
import {captureOutput} from './capture-output.ts';
import {createConsoleSession, type ConsoleSessionOptions} from './console-session.ts';
import {createIdleReporter} from './idle-reporter.ts';
import {createInkScreen} from './ink-screen.tsx';
import {runProgram} from './custom-commands/run-program.ts';
import {createKeyboard} from './input/keyboard.ts';
import type {Session} from './session/session.ts';
import {clipboardSequence, writeNewFile, type TerminalHost} from './session/terminal-host.ts';
import {createTerminalInput} from './terminal-input.ts';
import {terminalSize} from './terminal-size.ts';
import {createStyle} from './view/style.ts';
import {withAsciiTexts} from './view/transliterate.ts';
import {dependsOnBackground, type Theme} from './view/palettes.ts';

export {isBuiltInKey} from './commands/key-bindings.ts';

/** What the console needs from the process that starts it. */
type ConsoleOptions = ConsoleSessionOptions & {
	readonly translator: Translator;
	/** Colours; `null`: by the background, if the terminal reports it. */
	readonly theme: Theme | null;
	readonly hasMouse: boolean;
	/** Turned off while another program runs on the terminal. */
	readonly mouseReports: MouseReports;
	/** The environment of the operator's own commands. */
	readonly programEnvironment: Readonly<Record<string, string | undefined>>;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** When it is aborted, a running action ends at its next safe point, then the console ends. */
	readonly signal: AbortSignal;
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
};

/** Longest wait for a database server to close its connections. */
const closeTimeoutMs = 3000;

/**
Runs the console on a terminal. Resolves when the operator has quit; the terminal is then in the state it was in before.

The first frame is drawn before the first request to either system.
*/
export async function startConsole(options: ConsoleOptions): Promise<void> {
	const {stdin, environment, signal} = options;
	const charset = terminalCharset(environment);
	const stdout = shortenOutput(charset ? encodeOutput(options.stdout, charset) : options.stdout);
	const translator = showsUtf8(environment) ? options.translator : withAsciiTexts(options.translator);
	const host: TerminalHost = {
		discardTypeAhead: () => keyboard.discard(),
		copyToClipboard: text => void stdout.write(clipboardSequence(text, environment)),
		saveFile: async (name, text) => writeNewFile(name, text),
		screenLines: () => screen.lines(),
		maxScrollTop: () => screen.maxScrollTop(),
		targetAt: (column, row) => screen.targetAt(column, row),
		runProgram: async (args, run) => runProgram(args, {...run, environment: options.programEnvironment}),
		suspend: () =>
			void screen.release(async () => {
				input.stop();
				await stopUntilContinued();
				input.start();
				resize();
			}),
		redraw: () => void screen.release(async () => undefined),
		clock: () => new Date(),
		runAfter,
	};
	const session = createConsoleSession(options, translator, host, () => terminalSize(stdout));
	const screen = createInkScreen(session, translator, createStyle(environment, options.theme), {
		stdin,
		stdout,
	});
	const asksBackground = options.theme === null && dependsOnBackground(environment);
	let hasEnded = false;
	const keyboard = createKeyboard({
		onInput(event) {
			if (event.is === 'background') input.noteAnswer();
			if (hasEnded) return;
			if (event.is !== 'background') return session.handleInput(event);
			if (asksBackground) screen.setStyle(createStyle(environment, event.isLight ? 'light' : 'dark'));
		},
	});
	const idleReporter = createIdleReporter(
		environment['STALKER_CONSOLE_IDLE'],
		session,
		keyboard,
		stdout,
		screen.flush,
	);
	const modes = {hasMouse: options.hasMouse, asksBackground};
	const input = createTerminalInput(stdin, stdout, modes, chunk => {
		idleReporter.countInput(chunk.length);
		keyboard.feed(charset ? charset.toUtf8(chunk) : chunk);
		idleReporter.report();
	});
	const disconnectMouse = options.mouseReports.connect(input.reportMouse);
	const resize = () => {
		session.resize(terminalSize(stdout));
		idleReporter.report();
	};

	const releaseOutput = captureOutput(session.logOutput);
	const crash = (error: unknown) => {
		releaseOutput();
		screen.end();
		input.stop();
		exitWithDefect(error);
	};

	/**
	After a broken connection (`EIO`) the terminal cannot be read or restored any more; a running action still ends at its next safe point.
	*/
	const onInputError = (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EIO') crash(error);
		session.stop();
	};

	input.start();
	// A key that was pressed before the terminal was raw has moved the cursor, which the alternate screen takes over.
	stdout.write('\r');
	stdout.on('resize', resize);
	stdin.once('end', session.stop);
	stdin.on('error', onInputError);
	process.on('uncaughtException', crash);
	// A second signal ends the process at once; Ink then leaves the alternate screen by itself.
	process.on('exit', input.stop);
	signal.addEventListener('abort', session.stop);
	try {
		session.pendingTasks.onIdle(idleReporter.report);
		// The first frame is written before both systems are loaded.
		await screen.start();
		session.start();
		await Promise.race([session.ended, screen.whenFailed()]);
	} finally {
		signal.removeEventListener('abort', session.stop);
		stdout.off('resize', resize);
		hasEnded = true;
		disconnectMouse();
		await input.whenAnswered();
		input.stop();
		keyboard.close();
		screen.end();
		await closeSession(session, options);
		releaseOutput();
		process.off('uncaughtException', crash);
		process.off('exit', input.stop);
	}
}

/**
Stops the whole process group, as ctrl-z does in a terminal in cooked mode; resolves when the shell continues it. Where no shell could
continue it, the system does not stop it.
*/
async function stopUntilContinued(): Promise<void> {
	process.kill(0, 'SIGTSTP');
	await setImmediate();
}

const runAfter: TerminalHost['runAfter'] = (milliseconds, callback) => {
	const timer = setTimeout(callback, milliseconds).unref();
	return () => clearTimeout(timer);
};

/** Ends the process with the stack of an error that nothing has handled. The terminal has been given back before. */
function exitWithDefect(error: unknown): never {
	process.stderr.write(
		`The console has failed, which is a defect of it; what it was writing is in the journal.\n${sanitizeLines(String(error instanceof Error ? error.stack : error))}\n`,
	);
	process.exit(1);
}

/**
An embedded database is given the time to write its files. A server that does not respond is not waited for: nothing is being written.
*/
async function closeSession(session: Session, {first, isDemo}: ConsoleOptions): Promise<void> {
	const isOwnDatabase = first.names.isEmbedded && !isDemo;
	await (isOwnDatabase
		? session.close()
		: Promise.race([session.close(), pause(closeTimeoutMs, undefined, {ref: false})]));
}
