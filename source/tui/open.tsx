import {appendFileSync} from 'node:fs';
import {setImmediate, setTimeout as pause} from 'node:timers/promises';
import {stripVTControlCharacters} from 'node:util';
import {render, useApp, type Instance} from 'ink';
import type {Halves} from '../open.ts';
import {harmlessLines} from '../terminal/harmless.ts';
import type {Saying, Words} from '../words/words.ts';
import {App} from './app.tsx';
import {mostTop, textOfFrame} from './frame/frame.ts';
import {createKeyboard} from './keyboard/keyboard.ts';
import {clipboard, writeFileAnew} from './outside.ts';
import {createSession, type Session} from './session.ts';
import {startOf, type Start} from './start.ts';
import {styleOf} from './style.ts';
import {createSystems} from './reading/systems.ts';

/** What the console is opened with. */
export type ConsoleOptions = Omit<Start, 'size'> & {
	readonly open: (warn: (warning: Saying) => void) => Promise<Halves>;
	readonly words: Words;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Aborted: what is being written comes to its next stop, then the console ends. */
	readonly signal: AbortSignal;
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
};

/** Milliseconds that a server has for letting go. */
const mostPatience = 3000;

/**
Open the console on a terminal, and settle when the operator has left it. The terminal is then as it was.

The first frame is drawn before either system is asked for anything.
*/
export async function openConsole(options: ConsoleOptions): Promise<void> {
	const {stdin, stdout, environment, words, signal} = options;
	const style = styleOf(environment);
	const terminal: {instance: Instance | null; app: ReturnType<typeof useApp> | null} = {
		instance: null,
		app: null,
	};
	const session: Session = createSession({
		start: startOf({...options, size: {columns: stdout.columns, rows: stdout.rows}}),
		systems: createSystems(async () => options.open(session.tell)),
		words,
		outside: {
			discard: () => keyboard.discard(),
			copy: text => void stdout.write(clipboard(text, environment)),
			save: async (name, text) => writeFileAnew(name, text),
			screen: () => textOfFrame(session.now(), words, style).map(stripVTControlCharacters),
			mostTop: () => mostTop(session.now(), words, style),
			suspend: () => void suspended(),
			redraw: () => void redrawn(),
			clock: () => new Date(),
			after(milliseconds, run) {
				const timer = setTimeout(run, milliseconds).unref();
				return () => clearTimeout(timer);
			},
		},
	});
	const keyboard = createKeyboard({hear: session.hear});
	let taken = 0;
	const read = (chunk: Buffer) => {
		taken += chunk.length;
		keyboard.take(chunk);
		void tellIdle();
	};
	const resize = () => {
		session.resize({columns: stdout.columns, rows: stdout.rows});
		void tellIdle();
	};

	const crash = (error: unknown) => {
		terminal.instance?.unmount();
		deafen();
		process.stderr.write(
			`The console has failed, which is a defect of it; what it was writing is in the journal.\n${harmlessLines(String(error instanceof Error ? error.stack : error))}\n`,
		);
		process.exit(1);
	};

	/** A line that broke takes the terminal with it: it cannot be read or given back, but what is being written is brought to its next stop. */
	const gone = (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EIO') crash(error);
		session.stop();
	};

	listen();
	stdout.on('resize', resize);
	stdin.once('end', session.stop);
	stdin.on('error', gone);
	process.on('uncaughtException', crash);
	// A second signal ends the process at once. Ink then leaves its screen by itself.
	process.on('exit', deafen);
	signal.addEventListener('abort', session.stop);
	try {
		terminal.instance = render(
			<>
				<Hold onApp={app => void (terminal.app = app)} />
				<App session={session} words={words} style={style} />
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
		session.works.onIdle(() => void tellIdle());
		// After the frame has gone out: what follows loads both systems.
		await terminal.instance.waitUntilRenderFlush();
		session.open();
		// A frame that cannot be drawn ends it, too.
		await Promise.race([session.left, terminal.instance.waitUntilExit()]);
	} finally {
		signal.removeEventListener('abort', session.stop);
		stdout.off('resize', resize);
		deafen();
		keyboard.close();
		terminal.instance?.unmount();
		// What an embedded database still writes is waited for. A server that does not answer is no reason to stay: nothing is being written.
		const isOwn = options.names.isEmbedded && !options.isDemo;
		await (isOwn
			? session.close()
			: Promise.race([session.close(), pause(mostPatience, undefined, {ref: false})]));
		process.off('uncaughtException', crash);
		process.off('exit', deafen);
	}

	function listen(): void {
		stdin.setRawMode(true);
		stdin.on('data', read);
		stdin.resume();
		stdout.write('\u001B[?2004h');
	}

	function deafen(): void {
		stdin.off('data', read);
		stdin.pause();
		stdin.setRawMode(false);
		stdout.write('\u001B[?2004l');
	}

	/** ctrl-z: the shell has the terminal until the job is continued. The whole group stops, as it does by a cooked terminal's ctrl-z. */
	async function suspended(): Promise<void> {
		const suspension = await terminal.app!.suspendTerminal();
		deafen();
		// It stops here, and goes on here when it is continued; where no shell would continue it, the system does not stop it.
		process.kill(0, 'SIGTSTP');
		await setImmediate();
		listen();
		resize();
		await suspension.resume();
	}

	async function redrawn(): Promise<void> {
		const suspension = await terminal.app!.suspendTerminal();
		await suspension.resume();
	}

	/** For tests and benches, which press a key, wait for this, and look. */
	async function tellIdle(): Promise<void> {
		const file = environment['STALKER_CONSOLE_IDLE'];
		if (file === undefined) return;
		await keyboard.settled();
		await session.works.idle();
		// React commits a change from outside its own events in an immediate, for which Ink's flush does not wait.
		await setImmediate();
		await terminal.instance?.waitUntilRenderFlush();
		if (session.works.count > 0 || keyboard.busy) return;
		appendFileSync(file, `idle ${taken} ${stdout.columns}x${stdout.rows}\n`);
	}
}

/** Hands out what only a component may ask Ink for. */
function Hold({onApp}: {readonly onApp: (app: ReturnType<typeof useApp>) => void}) {
	onApp(useApp());
	return null;
}
