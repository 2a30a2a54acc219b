import {appendFileSync} from 'node:fs';
import {setImmediate, setTimeout as pause} from 'node:timers/promises';
import {stripVTControlCharacters} from 'node:util';
import {render, useApp, type Instance} from 'ink';
import type {Connections} from '../app/connect.ts';
import {sanitizeLines} from '../terminal/sanitize.ts';
import type {Translator} from '../i18n/translator.ts';
import {App} from './view/app.tsx';
import {maxTop, renderFrameText} from './view/render-frame.ts';
import {createKeyboard} from './input/keyboard.ts';
import {clipboardSequence, writeNewFile} from './session/terminal-host.ts';
import {createSession, type Session} from './session/session.ts';
import {createInitialState, type InitialOptions} from './session/initial-state.ts';
import {createStyle} from './view/style.ts';
import {createLazyConnections} from './refresh/lazy-connections.ts';
import type {Message} from '../i18n/message.ts';

/** What the console is opened with. */
export type ConsoleOptions = Omit<InitialOptions, 'size'> & {
	readonly connect: (warn: (warning: Message) => void) => Promise<Connections>;
	readonly translator: Translator;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Aborted: what is being written comes to its next stop, then the console ends. */
	readonly signal: AbortSignal;
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
};

/** Milliseconds that a server has for letting go. */
const closeTimeoutMs = 3000;

/**
Open the console on a terminal, and settle when the operator has left it. The terminal is then as it was.

The first frame is drawn before either system is asked for anything.
*/
export async function startConsole(options: ConsoleOptions): Promise<void> {
	const {stdin, stdout, environment, translator, signal} = options;
	const style = createStyle(environment);
	const terminal: {instance: Instance | null; app: ReturnType<typeof useApp> | null} = {
		instance: null,
		app: null,
	};
	const session: Session = createSession({
		initialState: createInitialState({...options, size: {columns: stdout.columns, rows: stdout.rows}}),
		connections: createLazyConnections(async () => options.connect(session.notify)),
		translator,
		host: {
			discardTypeAhead: () => keyboard.discard(),
			copyToClipboard: text => void stdout.write(clipboardSequence(text, environment)),
			saveFile: async (name, text) => writeNewFile(name, text),
			screenLines: () => renderFrameText(session.getState(), translator, style).map(stripVTControlCharacters),
			maxScrollTop: () => maxTop(session.getState(), translator, style),
			suspend: () => void suspend(),
			redraw: () => void redraw(),
			clock: () => new Date(),
			runAfter(milliseconds, run) {
				const timer = setTimeout(run, milliseconds).unref();
				return () => clearTimeout(timer);
			},
		},
	});
	const keyboard = createKeyboard({onInput: session.handleInput});
	let bytesRead = 0;
	const onData = (chunk: Buffer) => {
		bytesRead += chunk.length;
		keyboard.feed(chunk);
		void reportIdle();
	};
	const resize = () => {
		session.resize({columns: stdout.columns, rows: stdout.rows});
		void reportIdle();
	};

	const crash = (error: unknown) => {
		terminal.instance?.unmount();
		stopInput();
		process.stderr.write(
			`The console has failed, which is a defect of it; what it was writing is in the journal.\n${sanitizeLines(String(error instanceof Error ? error.stack : error))}\n`,
		);
		process.exit(1);
	};

	/** A line that broke takes the terminal with it: it cannot be read or given back, but what is being written is brought to its next stop. */
	const onInputError = (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EIO') crash(error);
		session.stop();
	};

	startInput();
	stdout.on('resize', resize);
	stdin.once('end', session.stop);
	stdin.on('error', onInputError);
	process.on('uncaughtException', crash);
	// A second signal ends the process at once. Ink then leaves its screen by itself.
	process.on('exit', stopInput);
	signal.addEventListener('abort', session.stop);
	try {
		terminal.instance = render(
			<>
				<AppHandle onApp={app => void (terminal.app = app)} />
				<App session={session} translator={translator} style={style} />
			</>,
			{
				stdin,
				stdout,
				alternateScreen: true,
				incrementalRendering: true,
				exitOnCtrlC: false,
				patchConsole: false,
				// Ink draws nothing until the end where it takes the place for a build server, by a variable that a person's shell may have, too.
				interactive: true,
			},
		);
		session.pendingTasks.onIdle(() => void reportIdle());
		// After the frame has gone out: what follows loads both systems.
		await terminal.instance.waitUntilRenderFlush();
		session.start();
		// A frame that cannot be drawn ends it, too.
		await Promise.race([session.ended, terminal.instance.waitUntilExit()]);
	} finally {
		signal.removeEventListener('abort', session.stop);
		stdout.off('resize', resize);
		stopInput();
		keyboard.close();
		terminal.instance?.unmount();
		// What an embedded database still writes is waited for. A server that does not answer is no reason to stay: nothing is being written.
		const isOwn = options.names.isEmbedded && !options.isDemo;
		await (isOwn
			? session.close()
			: Promise.race([session.close(), pause(closeTimeoutMs, undefined, {ref: false})]));
		process.off('uncaughtException', crash);
		process.off('exit', stopInput);
	}

	function startInput(): void {
		stdin.setRawMode(true);
		stdin.on('data', onData);
		stdin.resume();
		stdout.write('\u001B[?2004h');
	}

	function stopInput(): void {
		stdin.off('data', onData);
		stdin.pause();
		stdin.setRawMode(false);
		stdout.write('\u001B[?2004l');
	}

	/** ctrl-z: the shell has the terminal until the job is continued. The whole group stops, as it does by a cooked terminal's ctrl-z. */
	async function suspend(): Promise<void> {
		const suspension = await terminal.app!.suspendTerminal();
		stopInput();
		// It stops here, and goes on here when it is continued; where no shell would continue it, the system does not stop it.
		process.kill(0, 'SIGTSTP');
		await setImmediate();
		startInput();
		resize();
		await suspension.resume();
	}

	async function redraw(): Promise<void> {
		const suspension = await terminal.app!.suspendTerminal();
		await suspension.resume();
	}

	/** For tests and benches, which press a key, wait for this, and look. */
	async function reportIdle(): Promise<void> {
		const file = environment['STALKER_CONSOLE_IDLE'];
		if (file === undefined) return;
		await keyboard.whenIdle();
		await session.pendingTasks.whenIdle();
		// React commits a change from outside its own events in an immediate, for which Ink's flush does not wait.
		await setImmediate();
		await terminal.instance?.waitUntilRenderFlush();
		if (session.pendingTasks.count > 0 || keyboard.isBusy) return;
		appendFileSync(file, `idle ${bytesRead} ${stdout.columns}x${stdout.rows}\n`);
	}
}

/** Hands out what only a component may ask Ink for. */
function AppHandle({onApp}: {readonly onApp: (app: ReturnType<typeof useApp>) => void}) {
	onApp(useApp());
	return null;
}
