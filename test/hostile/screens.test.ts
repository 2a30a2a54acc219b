import {describe, expect, onTestFinished, test} from 'vitest';
import {builtProgram} from '../tui/driver.ts';
import {inOneRead} from '../tui/key-bytes.ts';
import {startInPty, type PtyDriver} from '../tui/pty-driver.ts';
import {billingKinds} from '../support/test-systems.ts';
import {sanitize} from '../../source/terminal/sanitize.ts';
import {foreignSequences, inspectOutput} from './terminal-bytes.ts';
import {hostileTextNames, hostileTexts} from './hostile-texts.ts';
import {openHostileConsole} from './hostile-console.ts';

const timeoutMs = 300_000;
/** Several consoles start at once here, so that each waits longer for the processor. */
const idleTimeoutMs = 150_000;

/** Files are written to the directory in which it is started. */
const atHome = ['sh', '-c', 'cd "$HOME" && exec "$@"', 'sh', ...builtProgram];

const sizes = [
	{columns: 80, rows: 24},
	{columns: 120, rows: 36},
];

/** Presses keys, and checks the screen after each: first and last line in place, nothing wider than the terminal. */
function walkerOf(program: PtyDriver): PtyDriver['press'] {
	return async (...keys) => {
		for (const key of keys) {
			await program.press(key);
			const screen = program.screen();
			expect(screen[0], screen.join('\n')).toMatch(/^ .*│ .*@127\.0\.0\.1|^ .*│ .*embedded/i);
			expect(screen.at(-1), screen.join('\n')).not.toBe('');
			expect(program.wrapped(), screen.join('\n')).toEqual([]);
		}
	};
}

type Size = (typeof sizes)[number];

/** An operator's steps, and the texts that must have been shown. */
type Tour = (to: {
	readonly press: PtyDriver['press'];
	readonly program: PtyDriver;
	/** Stores the texts on the screen. */
	look(): void;
}) => Promise<readonly string[]>;

/** Every screen, from its first row to its last, from its first column to its last. */
const throughLists: Tour = async ({press, look}) => {
	for (const screen of ['1', '2', '3', '4', '5']) {
		await press(screen);
		for (let page = 0; page < 18; page++) {
			await press('page-down');
			look();
		}

		await press('w', ...Array.from({length: 14}, () => 'right'), 'page-up', 'page-up', 'w', 's', 'escape');
		await press('c', 'escape');
	}

	// The texts were shown.
	return [
		'a␛[2J␛[H␛[31mred',
		'␛]52;c;c3VkbyBybQ==␇',
		'�gnp.exe�',
		'one␊two␍␊three',
		'漢字かな',
		'__proto__',
		"'; drop table users; --",
	];
};

/** The record page of a row and the questions of its actions, for every fourth text. */
const throughRows =
	(quarter: number): Tour =>
	async ({press, look}) => {
		for (const at of [...hostileTextNames.keys()].filter(index => index % 4 === quarter)) {
			await press('1', '/', 'ctrl-u', `login:=plain${at}`, 'enter', 'enter');
			look();
			await press('escape', 'd', 'escape', 'W', '+', 'escape');
			await press('2', '/', 'ctrl-u', `login:=numbered${at}`, 'enter', 'b', 'escape', 't', 'escape');
		}

		return hostileTextNames.flatMap((_, at) => (at % 4 === quarter ? [`plain${at}`] : []));
	};

/** Bulk actions, the journal, the palette, the explorer, and a file. */
const throughTheRest: Tour = async ({press}) => {
	await press(
		'5',
		'/',
		'ctrl-u',
		'sync:+',
		'enter',
		'a',
		'i',
		'page-down',
		'escape',
		'U',
		'3',
		'i',
		'escape',
	);
	await press('0', 'H', 'page-down', 'page-down', 'escape', '!', 'escape', ':', ...'#plain', 'escape');
	for (const path of ['accounts', 'itv', 'tariffs'])
		await press(
			'6',
			'enter',
			'ctrl-u',
			inOneRead(path),
			'enter',
			'end',
			'V',
			'end',
			'page-up',
			'V',
			'home',
			'page-down',
			'V',
		);
	await press('1', '/', 'ctrl-u', 'enter', 'D', 'e', 'enter');
	return [];
};

/** Pastes into every text input, and where there is none. */
const pastes =
	(half: 0 | 1): Tour =>
	async ({press, program}) => {
		for (const [at, text] of Object.values(hostileTexts).entries()) {
			if (at % 2 !== half) continue;
			await program.paste(text);
			await press('1', '/', 'ctrl-u');
			await program.paste(text);
			await press('enter', 'escape', 'escape', ':');
			await program.paste(text);
			await press('escape', '6', 'enter');
			await program.paste(text);
			await press('escape', '0');
		}

		return [];
	};

const tours: readonly (readonly [string, Size, Tour])[] = [
	...sizes.flatMap(size => [
		['the lists', size, throughLists] as const,
		...[0, 1, 2, 3].map(
			quarter => [`records and questions, ${quarter + 1} of 4`, size, throughRows(quarter)] as const,
		),
		['bulk actions, the journal, the explorer and a file', size, throughTheRest] as const,
	]),
	// A paste is text whatever the size is.
	['pastes, 1 of 2', sizes[0]!, pastes(0)],
	['pastes, 2 of 2', sizes[0]!, pastes(1)],
];

// Most of the time passes waiting for the next frame.
describe.concurrent('no text gets through to the terminal', () => {
	test.for(tours)('%s at %o', {timeout: timeoutMs}, async ([, size, tour], {onTestFinished: then}) => {
		const index = await openHostileConsole(billingKinds.at(-1)!);
		then(index.close);
		const program = await startInPty({
			environment: index.environment,
			command: atHome,
			idleTimeoutMs,
			...size,
		});
		then(program.close);
		const seen = new Set<string>();
		const toBeSeen = await tour({
			press: walkerOf(program),
			program,
			look: () => seen.add(program.screen().join('\n')),
		});
		await program.press('0', 'q');
		await program.exit;
		expect(inspectOutput(program.chunks.map(({bytes}) => bytes))).toEqual({foreign: [], copied: []});
		const all = [...seen].join('\n');
		for (const shown of toBeSeen) expect(all).toContain(shown);
	});
});

test(
	'what is copied is harmless, too: where it is pasted, a shell may listen',
	{timeout: timeoutMs},
	async () => {
		const index = await openHostileConsole(billingKinds.at(-1)!);
		onTestFinished(index.close);
		const program = await startInPty({environment: index.environment});
		onTestFinished(program.close);
		const {press} = program;
		await press('1');
		for (const at of hostileTextNames.keys()) {
			await press('/', 'ctrl-u', `login:=plain${at}`, 'enter');
			await press('y', inOneRead('comment'), 'enter');
		}

		await press(
			'/',
			'ctrl-u',
			'number',
			'enter',
			'a',
			'y',
			inOneRead('●'),
			'enter',
			'y',
			inOneRead('JSON'),
			'enter',
		);
		await press(
			'6',
			'enter',
			inOneRead(`accounts/${index.plain[hostileTextNames.indexOf('clipboard')]!.ls}`),
			'enter',
			'y',
		);
		index.portal.setFault({is: 'html'});
		await press('r', 'y', 'q');
		const {foreign, copied} = inspectOutput(program.chunks.map(({bytes}) => bytes));
		expect(foreign).toEqual([]);
		expect(copied.slice(0, hostileTextNames.length)).toEqual(
			hostileTextNames.map(name => sanitize(hostileTexts[name])),
		);
		expect(copied).toHaveLength(hostileTextNames.length + 4);
		for (const text of copied) expect(foreignSequences(text)).toEqual([]);
		// A line break appears only between several lines.
		expect(copied.slice(0, hostileTextNames.length).join('')).not.toMatch(/[\n\r]/);
	},
);
