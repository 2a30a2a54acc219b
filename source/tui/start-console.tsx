import {setImmediate, setTimeout as pause} from 'node:timers/promises';
import {stripVTControlCharacters} from 'node:util';
import {render, useApp, type Instance} from 'ink';
import type {PortalOfRun} from '../app/portals-of-run.ts';
import {terminalCharset} from '../terminal/charset.ts';
import {encodeOutput} from './encode-output.ts';
import {sanitizeLines} from '../terminal/sanitize.ts';
import {captureOutput} from './capture-output.ts';
import {createIdleReporter} from './idle-reporter.ts';
import {App} from './view/app.tsx';
import {loadInkTable} from './view/ink-table.ts';
import {maxTop, renderFrameText} from './view/render-frame.ts';
import {runProgram} from './custom-commands/run-program.ts';
import {targetAt} from './view/mouse-targets.ts';
import {createKeyboard} from './input/keyboard.ts';
import {clipboardSequence, writeNewFile, type TerminalHost} from './session/terminal-host.ts';
import {createPortalSessions, type PortalOfConsole} from './session/portal-sessions.ts';
import {createSession, type Session} from './session/session.ts';
import {createInitialState, type InitialOptions} from './session/initial-state.ts';
import {loadFormats} from './commands/picker-actions.ts';
import {createTerminalInput} from './terminal-input.ts';
import {terminalSize} from './terminal-size.ts';
import {createStyle, showsUtf8} from './view/style.ts';
import {withAsciiTexts} from './view/ascii-texts.ts';
import {dependsOnBackground, type Theme} from './view/palettes.ts';
import type {ReactNode} from 'react';
import {createLazyConnections} from './refresh/lazy-connections.ts';

/**
Imports what the console would otherwise import at a later key, as soon as both systems are loaded: a console that runs for days goes on when the program's files
are replaced under it. A failure is reported by the key that needs the module.
*/
const preload = (): void =>
	void loadFormats()
		.then(loadInkTable)
		.catch(() => undefined);

export {isBuiltInKey} from './commands/key-bindings.ts';

/** What the console needs from the process that starts it. */
export type ConsoleOptions = Omit<InitialOptions, 'size' | 'names'> & {
	readonly portals: readonly PortalOfRun[];
	/** The one of them that is shown first. */
	readonly first: PortalOfRun;
	/** Colours; `null`: by the background, if the terminal reports it. */
	readonly theme: Theme | null;
	readonly hasMouse: boolean;
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
	const stdout = charset ? encodeOutput(options.stdout, charset) : options.stdout;
	const translator = showsUtf8(environment) ? options.translator : withAsciiTexts(options.translator);
	let style = createStyle(environment, options.theme);
	const ink: {instance: Instance | null; app: ReturnType<typeof useApp> | null} = {instance: null, app: null};
	const host: TerminalHost = {
		discardTypeAhead: () => keyboard.discard(),
		copyToClipboard: text => void stdout.write(clipboardSequence(text, environment)),
		saveFile: async (name, text) => writeNewFile(name, text),
		screenLines: () => renderFrameText(session.getState(), translator, style).map(stripVTControlCharacters),
		maxScrollTop: () => maxTop(session.getState(), translator, style),
		targetAt: (column, row) => targetAt(column, row, session.getState(), translator, style),
		runProgram: async (args, run) => runProgram(args, {...run, environment: options.programEnvironment}),
		suspend: () => void suspend(),
		redraw: () => void redraw(),
		clock: () => new Date(),
		runAfter(milliseconds, callback) {
			const timer = setTimeout(callback, milliseconds).unref();
			return () => clearTimeout(timer);
		},
	};
	const createPortalSession = (
		{prepare, names}: PortalOfRun,
		showPortal?: (name: string) => void,
	): Session => {
		const own: Session = createSession({
			initialState: createInitialState({...options, names, translator, size: terminalSize(stdout)}),
			connections: createLazyConnections(
				async () => prepare(own.notify).finally(preload),
				({billing}) => own.showBilling(billing),
			),
			translator,
			host,
			...(showPortal && {showPortal}),
		});
		return own;
	};

	const session: Session =
		options.portals.length === 1
			? createPortalSession(options.first)
			: createPortalSessions(options.portals.map(portalOfConsole), String(options.first.name));
	const asksBackground = options.theme === null && dependsOnBackground(environment);
	let hasEnded = false;
	const keyboard = createKeyboard({
		onInput(event) {
			if (event.is === 'background') input.noteAnswer();
			if (hasEnded) return;
			if (event.is !== 'background') return session.handleInput(event);
			if (!asksBackground) return;
			style = createStyle(environment, event.isLight ? 'light' : 'dark');
			ink.instance?.rerender(renderTree());
		},
	});
	const idleReporter = createIdleReporter(
		environment['STALKER_CONSOLE_IDLE'],
		session,
		keyboard,
		stdout,
		async () => ink.instance?.waitUntilRenderFlush(),
	);
	const modes = {
		hasMouse: options.hasMouse,
		asksBackground,
	};
	const input = createTerminalInput(stdin, stdout, modes, chunk => {
		idleReporter.countInput(chunk.length);
		keyboard.feed(charset ? charset.toUtf8(chunk) : chunk);
		idleReporter.report();
	});
	const resize = () => {
		session.resize(terminalSize(stdout));
		idleReporter.report();
	};

	const releaseOutput = captureOutput(session.logOutput);
	const crash = (error: unknown) => {
		releaseOutput();
		ink.instance?.unmount();
		input.stop();
		process.stderr.write(
			`The console has failed, which is a defect of it; what it was writing is in the journal.\n${sanitizeLines(String(error instanceof Error ? error.stack : error))}\n`,
		);
		process.exit(1);
	};

	/** After a broken connection (`EIO`) the terminal cannot be read or restored any more; a running action still ends at its next safe point. */
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
		ink.instance = render(renderTree(), {
			stdin,
			stdout,
			alternateScreen: true,
			incrementalRendering: true,
			exitOnCtrlC: false,
			patchConsole: false,
			// Without it, Ink draws nothing until the end if it finds a variable of build servers, which may be set in an operator's shell, too.
			interactive: true,
		});
		session.pendingTasks.onIdle(idleReporter.report);
		// The first frame is written before both systems are loaded.
		await ink.instance.waitUntilRenderFlush();
		session.start();
		// `waitUntilExit` rejects if a frame cannot be drawn.
		await Promise.race([session.ended, ink.instance.waitUntilExit()]);
	} finally {
		signal.removeEventListener('abort', session.stop);
		stdout.off('resize', resize);
		hasEnded = true;
		await input.whenAnswered();
		input.stop();
		keyboard.close();
		ink.instance?.unmount();
		// An embedded database is given the time to write its files. A server that does not respond is not waited for: nothing is being written.
		const isOwnDatabase = options.first.names.isEmbedded && !options.isDemo;
		await (isOwnDatabase
			? session.close()
			: Promise.race([session.close(), pause(closeTimeoutMs, undefined, {ref: false})]));
		releaseOutput();
		process.off('uncaughtException', crash);
		process.off('exit', input.stop);
	}

	function portalOfConsole(portal: PortalOfRun): PortalOfConsole {
		return {
			name: String(portal.name),
			createSession: showPortal => createPortalSession(portal, showPortal),
			storedSummaries() {
				const stored = portal.summaries();
				return options.screens.flatMap(screen =>
					typeof screen === 'string' ? [] : (stored.get(screen.name) ?? []),
				);
			},
		};
	}

	function renderTree(): ReactNode {
		return (
			<>
				<AppHandle onApp={app => void (ink.app = app)} />
				<App session={session} translator={translator} style={style} />
			</>
		);
	}

	/** ctrl-z: gives the terminal to the shell until the job is continued. As from a terminal in cooked mode, the signal stops the whole process group. */
	async function suspend(): Promise<void> {
		const suspension = await ink.app!.suspendTerminal();
		input.stop();
		// The process stops here until it is continued. Where no shell could continue it, the system does not stop it.
		process.kill(0, 'SIGTSTP');
		await setImmediate();
		input.start();
		resize();
		await suspension.resume();
	}

	async function redraw(): Promise<void> {
		const suspension = await ink.app!.suspendTerminal();
		await suspension.resume();
	}
}

/** Passes on Ink's app object, which is available to components only. */
function AppHandle({onApp}: {readonly onApp: (app: ReturnType<typeof useApp>) => void}) {
	onApp(useApp());
	return null;
}
