import {stripVTControlCharacters} from 'node:util';
import {message} from '../../i18n/translator.ts';
import {sanitize} from '../../terminal/sanitize.ts';
import type {ActionContext} from '../actions/action-context.ts';
import {openConfirm} from '../session/confirm.ts';
import type {Key} from '../input/key.ts';
import type {OutputPage, PendingAction} from '../session/mode.ts';
import {cursorRowOf} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import type {TerminalHost} from '../session/terminal-host.ts';
import {fillArguments, type CustomCommand} from './custom-command.ts';

/** Runs the operator's own commands. */
export type CustomCommandRunner = {
	/**
	The key of a command was pressed. A confirmation shows its argument list before its first run in this session, and when the key may be
	part of a paste.
	*/
	start(command: CustomCommand, key: Key): void;
	/** The question was answered with Yes. */
	runConfirmed(action: Extract<PendingAction, {is: 'run-command'}>): void;
	/** Ends the program that runs. */
	close(): void;
};

/** More lines than that are not read on a page; the program is ended. */
const maxLines = 10_000;

export function createCustomCommandRunner({
	store,
	pendingTasks,
	host,
	startInputGuard,
}: Pick<ActionContext, 'store' | 'pendingTasks' | 'startInputGuard'> & {
	readonly host: Pick<TerminalHost, 'runProgram'>;
}): CustomCommandRunner {
	const confirmed = new Set<CustomCommand>();
	let running = new AbortController();

	return {
		start(command, {inBurst}) {
			const {readOnly} = store.getState();
			const list = activeListOf(store.getState());
			const row = list && cursorRowOf(list);
			if (readOnly && !command.isReadOnly) return store.notify('bad', readOnly);
			if (!row) return store.notify('bad', message('no-row'));
			const filled = fillArguments(command, row, list.resource);
			if ('refused' in filled) return store.notify('bad', filled.refused);
			if (confirmed.has(command) && !inBurst) return run(command, filled.args);
			openConfirm(store, {is: 'run-command', command, args: filled.args}, null);
			startInputGuard();
		},
		runConfirmed({command, args}) {
			confirmed.add(command);
			run(command, args);
		},
		close: () => running.abort(),
	};

	function run({name}: CustomCommand, args: readonly string[]): void {
		const controller = new AbortController();
		running = controller;
		let page: OutputPage = {is: 'output', name, args, lines: [], end: null, top: 0};
		/** The last line, which may not be complete. */
		let rest = '';
		const isShown = () => {
			const {mode} = store.getState();
			return mode.is === 'output' && mode.args === args;
		};

		const show = (change: Partial<OutputPage>) => {
			page = {...page, ...change};
			const {mode} = store.getState();
			if (mode.is === 'output' && isShown()) store.setState({mode: {...page, top: mode.top}});
		};

		const append = (text: string) => {
			const [first = '', ...more] = (rest + text).split(/\r?\n/);
			const complete = [first, ...more];
			rest = complete.pop()!;
			if (complete.length > 0) show({lines: [...page.lines, ...complete.map(printable)].slice(0, maxLines)});
			if (page.lines.length >= maxLines) controller.abort();
		};

		store.setState({mode: page});
		const unsubscribe = store.subscribe(() => {
			if (!isShown()) controller.abort();
		});
		pendingTasks.add(
			host
				.runProgram(args, {signal: controller.signal, onOutput: append})
				.then(end => show({end, lines: rest === '' ? page.lines : [...page.lines, printable(rest)]}))
				.finally(unsubscribe),
		);
	}
}

/** A line of a program's output without its colours and with nothing that could control the terminal. */
const printable = (line: string): string =>
	sanitize(stripVTControlCharacters(line).replaceAll('\t', '        ').replace(/^.*\r/, ''));
