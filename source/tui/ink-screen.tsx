import {setImmediate} from 'node:timers/promises';
import {stripVTControlCharacters} from 'node:util';
import {render, useApp, type Instance} from 'ink';
import type {Translator} from '../i18n/translator.ts';
import type {MouseTarget} from './session/terminal-host.ts';
import type {Session} from './session/session.ts';
import {App} from './view/app.tsx';
import {targetAt} from './view/mouse-targets.ts';
import {maxTop, renderFrameText} from './view/render-frame.ts';
import type {Style} from './view/style.ts';

/** The console's frames on the terminal, drawn by Ink in the alternate screen. */
type InkScreen = {
	/** Draws the first frame; resolves when it has been written. */
	start(): Promise<void>;
	/** Draws the frame again, in this style. */
	setStyle(style: Style): void;
	/** The lines of the current frame without styles. */
	lines(): readonly string[];
	/** Largest scroll offset of the visible page, in lines. */
	maxScrollTop(): number;
	/** What is drawn at this cell, for a click; `null`: nothing that a click does something with. */
	targetAt(column: number, row: number): MouseTarget | null;
	/** Resolves when the last frame has been written. */
	flush(): Promise<void>;
	/** Rejects if a frame cannot be drawn. */
	whenFailed(): Promise<unknown>;
	/** Gives the terminal back while `work` runs, then draws the whole screen again. */
	release(work: () => Promise<void>): Promise<void>;
	/** Draws nothing more, and leaves the alternate screen. */
	end(): void;
};

/** `session`: the state that is drawn. */
export function createInkScreen(
	session: Session,
	translator: Translator,
	initialStyle: Style,
	{stdin, stdout}: {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream},
): InkScreen {
	let style = initialStyle;
	let instance: Instance | null = null;
	let app: ReturnType<typeof useApp> | null = null;
	let isReleased = false;
	const renderTree = () => (
		<>
			<AppHandle onApp={current => void (app = current)} />
			<App session={session} translator={translator} style={style} />
		</>
	);

	/** Erases the screen and draws every line again, when the changes before it have been drawn. */
	const redraw = async () => {
		// React commits changes from outside its own events in an immediate, for which Ink's flush does not wait.
		await setImmediate();
		await instance?.waitUntilRenderFlush();
		if (!instance || isReleased) return;
		instance.clear();
		stdout.write(eraseScreen);
		instance.rerender(renderTree());
	};
	// One signal can stand for several sizes: a terminal that was smaller for a moment has lost lines, even where its size is as before.
	// And Ink draws the frame of the old size once more, whose lines may be too long for the new one.
	const onSizeSignal = () => session.pendingTasks.add(redraw());

	return {
		async start() {
			process.on('SIGWINCH', onSizeSignal);
			instance = render(renderTree(), {
				stdin,
				stdout,
				alternateScreen: true,
				incrementalRendering: true,
				exitOnCtrlC: false,
				patchConsole: false,
				// Without it, Ink draws nothing until the end if it finds a variable of build servers, which may be set in an operator's
				// shell, too.
				interactive: true,
			});
			await instance.waitUntilRenderFlush();
		},
		setStyle(changed) {
			style = changed;
			instance?.rerender(renderTree());
		},
		lines: () => renderFrameText(session.getState(), translator, style).map(stripVTControlCharacters),
		maxScrollTop: () => maxTop(session.getState(), translator, style),
		targetAt: (column, row) => targetAt(column, row, session.getState(), translator, style),
		flush: async () => instance?.waitUntilRenderFlush(),
		whenFailed: async () => instance!.waitUntilExit(),
		async release(work) {
			isReleased = true;
			const suspension = await app!.suspendTerminal();
			try {
				await work();
			} finally {
				await suspension.resume();
				isReleased = false;
			}
		},
		end() {
			process.off('SIGWINCH', onSizeSignal);
			instance?.unmount();
			instance = null;
		},
	};
}

/** Erases the whole screen; then the cursor to the first cell. */
const eraseScreen = '\u001B[2J\u001B[H';

/** Passes on Ink's app object, which is available to components only. */
function AppHandle({onApp}: {readonly onApp: (app: ReturnType<typeof useApp>) => void}) {
	onApp(useApp());
	return null;
}
