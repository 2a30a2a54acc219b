import path from 'node:path';
import {render} from 'ink';
import {createElement} from 'react';
import {expect, onTestFinished, test} from 'vitest';
import {InkList} from './fixtures/ink-list.ts';
import {createMarker, splitAtMarkers} from './output-marker.ts';
import {inOneRead} from './key-bytes.ts';
import {startInPty} from './pty-driver.ts';
import {openTerminal} from './ink-terminal.ts';
import {tmuxMissing, startInTmux} from './tmux-driver.ts';

const command = [process.execPath, path.join(import.meta.dirname, 'fixtures/run-ink-list.ts')];

const drivers = [
	{name: 'a pseudo-terminal', open: startInPty, missing: undefined},
	{name: 'tmux', open: startInTmux, missing: tmuxMissing},
] as const;

test.for(drivers)(
	'in $name, keys are sent to a program and its screen is read when it is idle',
	async ({open, missing}, {skip}) => {
		skip(missing !== undefined, missing);
		const program = await open({command, columns: 20, rows: 5});
		onTestFinished(program.close);
		expect(program.screen()).toEqual(['20×5', 'рядок 0', 'рядок 1', 'рядок 2', 'input:']);
		await program.press('down');
		expect(program.screen().at(-1)).toBe('input: down');
		expect(program.styles()).toEqual(['0-3 bold yellow', '', '0-19 inverse', '', '']);
		expect(program.state()).toMatchObject({screen: 'alternate', cursor: 'hidden'});
		await program.press(inOneRead('dy', 'enter'));
		expect(program.screen().at(-1)).toBe('input: dy');
		await program.paste('+380');
		expect(program.screen().at(-1)).toBe('input: paste of +380');
		await program.resize(12, 4);
		expect(program.screen()).toEqual(['12×4', 'рядок 0', 'рядок 1', 'input: past…']);
		await program.press('q');
		expect(await program.exit).toEqual({code: 3, signal: null});
		expect(program.state()).toMatchObject({screen: 'normal', cursor: 'shown'});
	},
);

test.for(drivers)('in $name, a program ends by a signal', async ({open, missing}, {skip}) => {
	skip(missing !== undefined, missing);
	const program = await open({command});
	onTestFinished(program.close);
	program.kill('SIGHUP');
	expect(await program.exit).toEqual({code: null, signal: 'SIGHUP'});
	expect(program.state()).toMatchObject({screen: 'normal', cursor: 'shown'});
});

test('exactly the bytes that a program writes are counted', async () => {
	const script = 'process.stdout.write("\\u001B[1mдва\\u001B[0m\\n"); setTimeout(() => {}, 1e6)';
	const report = `require('fs').appendFileSync(process.env.STALKER_CONSOLE_IDLE, 'idle 0\\n')`;
	const program = await startInPty({command: [process.execPath, '-e', `${script};${report}`]});
	onTestFinished(program.close);
	expect(program.screen()[0]).toBe('два');
	await program.idle();
	expect(program.byteCount).toBe(Buffer.byteLength('\u001B[1mдва\u001B[0m\r\n'));
});

test('a marker is found wherever the output is split, and nothing else is taken for one', () => {
	const stream = Buffer.concat([
		Buffer.from('a\u001B]0;title\u0007'),
		createMarker(12),
		Buffer.from('b\u001B'),
	]);
	for (let cut = 0; cut <= stream.length; cut++) {
		let seen = '';
		const splitter = splitAtMarkers({
			wrote: bytes => void (seen += Buffer.from(bytes).toString()),
			passed: number => void (seen += `<${number}>`),
		});
		splitter.take(stream.subarray(0, cut));
		splitter.take(stream.subarray(cut));
		splitter.end();
		expect(seen).toBe('a\u001B]0;title\u0007<12>b\u001B');
	}
});

test('Ink draws into a terminal in the process of the test, in any size', async () => {
	const terminal = openTerminal(80, 24);
	const {stdin, stdout} = terminal;
	const app = render(createElement(InkList), {
		stdin,
		stdout,
		interactive: true,
		patchConsole: false,
		alternateScreen: true,
		incrementalRendering: true,
	});
	onTestFinished(() => {
		app.unmount();
		terminal.close();
	});
	const flushed = async () => {
		await new Promise(setImmediate);
		await app.waitUntilRenderFlush();
	};

	await flushed();
	await terminal.type(inOneRead('dy', 'enter'));
	for (const [columns, rows] of [
		[120, 36],
		[200, 50],
		[60, 15],
		[80, 24],
	] as const) {
		terminal.resize(columns, rows);
		await flushed();
		expect(terminal.screen()).toEqual([
			`${columns}×${rows}`,
			...Array.from({length: rows - 2}, (_, line) => `рядок ${line}`),
			'input: dy',
		]);
	}
});
