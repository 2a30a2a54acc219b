import {setImmediate} from 'node:timers/promises';
import {render} from 'ink';
import stringWidth from 'string-width';
import {afterEach, expect, test} from 'vitest';
import {App} from '../../../source/tui/view/app.tsx';
import {createStore} from '../../../source/tui/session/store.ts';
import type {Size, State} from '../../../source/tui/session/state.ts';
import {createAccount, billingCustomers} from '../../resources/fixtures.ts';
import {openTerminal, type InkTerminal} from '../ink-terminal.ts';
import {
	confirmOf,
	stripStyle,
	cursorOn,
	fullColour,
	now,
	rowsAt,
	renderLines,
	stateOf,
	translator,
} from './fixtures.ts';

type Drawn = {
	readonly terminal: InkTerminal;
	/** Renders another state. */
	show(state: State): Promise<void>;
};

const closing: Array<() => void> = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

async function draw(state: State): Promise<Drawn> {
	const {columns, rows} = state.size;
	const terminal = openTerminal(columns, rows);
	const store = createStore(state, () => now);
	const {unmount, waitUntilRenderFlush} = render(
		<App session={store} translator={translator} style={fullColour} clock={() => now} />,
		{
			stdin: terminal.stdin,
			stdout: terminal.stdout,
			interactive: true,
			patchConsole: false,
			exitOnCtrlC: false,
			alternateScreen: true,
			incrementalRendering: true,
		},
	);
	closing.push(() => {
		unmount();
		terminal.close();
	});
	const settled = async () => {
		await setImmediate();
		await waitUntilRenderFlush();
		await terminal.drawn();
	};

	await settled();
	return {
		terminal,
		async show(next) {
			if (next.size.columns !== terminal.stdout.columns || next.size.rows !== terminal.stdout.rows)
				terminal.resize(next.size.columns, next.size.rows);
			store.setState(next);
			await settled();
		},
	};
}

const sizes: readonly Size[] = [
	{columns: 80, rows: 24},
	{columns: 120, rows: 36},
	{columns: 200, rows: 50},
	{columns: 60, rows: 15},
	{columns: 50, rows: 12},
];

/** One state for each kind of block and panel. */
const states = (size: Size): Readonly<Record<string, State>> => {
	const state = stateOf(size);
	const [row] = rowsAt(state, 4);
	const here = stateOf(size, {}, cursorOn(state, 4));
	return {
		menu: stateOf(size, {activeScreen: null}),
		'the menu, elsewhere': stateOf(size, {activeScreen: null, menuCursor: 'tariffs'}),
		accounts: here,
		record: {...here, mode: {is: 'record', key: row!.key, top: 3}},
		beside: stateOf(size, {}, {...cursorOn(state, 4), detailKey: row!.key}),
		question: {...here, mode: confirmOf(here, 'delete', [row!])},
		help: {...here, mode: {is: 'help', top: 2, typed: '', refusals: {}}},
	};
};

const expected = (state: State): readonly string[] =>
	renderLines(state).map(line => stripStyle(line).trimEnd());

test('the terminal shows the rendered frame, in every size and after each change of size', async () => {
	const {terminal, show} = await draw(stateOf(sizes[0]!));
	for (const size of sizes)
		for (const [name, state] of Object.entries(states(size))) {
			await show(state);
			expect([name, ...terminal.screen()]).toEqual([name, ...expected(state)]);
		}
}, 60_000);

test('moving the cursor writes few bytes', async () => {
	const size = {columns: 120, rows: 36};
	const at = (place: number) => stateOf(size, {}, cursorOn(stateOf(size), place));
	const {terminal, show} = await draw(at(3));
	const before = terminal.bytes;
	await show(at(4));
	expect(terminal.bytes - before).toBeGreaterThan(0);
	expect(terminal.bytes - before).toBeLessThanOrEqual(600);
	const drawn = terminal.bytes;
	await show(at(4));
	expect(terminal.bytes).toBe(drawn);
});

test('account names with unusual characters do not shift the text beside them', async () => {
	const names = [
		'漢字漢字',
		'e\u0301te\u0301',
		'\u0301 orphan',
		'Ґалаґан',
		'\u202Egnp.exe',
		'\u001B[2J',
		'two\nlines',
		'\u200Bx',
	];
	const items = names.map((login, place) =>
		createAccount({login, full_name: login, account_number: `${place + 1}`, stb_mac: ''}),
	);
	const size = {columns: 80, rows: 24};
	const sides = {
		stalker: {items, invalid: [], warnings: [], defaultPlan: null},
		billing: billingCustomers([]),
	};
	const read = stateOf(size, {}, {}, {accounts: sides});
	// In a dim row, the name follows an escape sequence directly.
	const state: State = {...read, stalker: {...read.stalker, state: 'unreachable'}};
	const {terminal} = await draw(state);
	const [head, ...lines] = terminal.screen().slice(4, 5 + names.length);
	const column = head!.indexOf('Account');
	expect(lines.map((line, place) => stringWidth(line.slice(0, line.indexOf(` ${place + 1} `) + 1)))).toEqual(
		names.map(() => column),
	);
});

test('keys that reach Ink have no effect', async () => {
	const state = stateOf(sizes[0]!, {activeScreen: null});
	const {terminal} = await draw(state);
	await terminal.type('down', 'down', 'enter', 'j', '3');
	await terminal.drawn();
	expect(terminal.screen()).toEqual(expected(state));
});
