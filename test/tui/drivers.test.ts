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

const command = [process.execPath, path.join(import.meta.dirname, 'fixtures/run-toy.ts')];

const drivers = [
	{name: 'a pseudo-terminal', open: startInPty, missing: undefined},
	{name: 'tmux', open: startInTmux, missing: tmuxMissing},
] as const;

test.for(drivers)(
	'in $name, a program is pressed, waited for and looked at',
	async ({open, missing}, {skip}) => {
		skip(missing !== undefined, missing);
		const toy = await open({command, columns: 20, rows: 5});
		onTestFinished(toy.close);
		expect(toy.screen()).toEqual(['20×5', 'рядок 0', 'рядок 1', 'рядок 2', 'heard:']);
		await toy.press('down');
		expect(toy.screen().at(-1)).toBe('heard: down');
		expect(toy.styles()).toEqual(['0-3 bold yellow', '', '0-19 inverse', '', '']);
		expect(toy.state()).toMatchObject({screen: 'alternate', cursor: 'hidden'});
		await toy.press(inOneRead('dy', 'enter'));
		expect(toy.screen().at(-1)).toBe('heard: dy');
		await toy.paste('+380');
		expect(toy.screen().at(-1)).toBe('heard: paste of +380');
		await toy.resize(12, 4);
		expect(toy.screen()).toEqual(['12×4', 'рядок 0', 'рядок 1', 'heard: past…']);
		await toy.press('q');
		expect(await toy.exit).toEqual({code: 3, signal: null});
		expect(toy.state()).toMatchObject({screen: 'normal', cursor: 'shown'});
	},
);

test.for(drivers)('in $name, a program ends by a signal', async ({open, missing}, {skip}) => {
	skip(missing !== undefined, missing);
	const toy = await open({command});
	onTestFinished(toy.close);
	toy.kill('SIGHUP');
	expect(await toy.exit).toEqual({code: null, signal: 'SIGHUP'});
	expect(toy.state()).toMatchObject({screen: 'normal', cursor: 'shown'});
});

test('every byte that a program writes is counted, and no other', async () => {
	const script = 'process.stdout.write("\\u001B[1mдва\\u001B[0m\\n"); setTimeout(() => {}, 1e6)';
	const tell = `require('fs').appendFileSync(process.env.STALKER_CONSOLE_IDLE, 'idle 0\\n')`;
	const program = await startInPty({command: [process.execPath, '-e', `${script};${tell}`]});
	onTestFinished(program.close);
	expect(program.screen()[0]).toBe('два');
	await program.idle();
	expect(program.byteCount).toBe(Buffer.byteLength('\u001B[1mдва\u001B[0m\r\n'));
});

test('a fence is found wherever the terminal cuts it, and nothing else is taken for one', () => {
	const stream = Buffer.concat([
		Buffer.from('a\u001B]0;title\u0007'),
		createMarker(12),
		Buffer.from('b\u001B'),
	]);
	for (let cut = 0; cut <= stream.length; cut++) {
		let seen = '';
		const parting = splitAtMarkers({
			wrote: bytes => void (seen += Buffer.from(bytes).toString()),
			passed: number => void (seen += `<${number}>`),
		});
		parting.take(stream.subarray(0, cut));
		parting.take(stream.subarray(cut));
		parting.end();
		expect(seen).toBe('a\u001B]0;title\u0007<12>b\u001B');
	}
});

test('Ink draws into a terminal of the test’s own process, at any size', async () => {
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
	const settled = async () => {
		await new Promise(setImmediate);
		await app.waitUntilRenderFlush();
	};

	await settled();
	await terminal.type(inOneRead('dy', 'enter'));
	for (const [columns, rows] of [
		[120, 36],
		[200, 50],
		[60, 15],
		[80, 24],
	] as const) {
		terminal.resize(columns, rows);
		await settled();
		expect(terminal.screen()).toEqual([
			`${columns}×${rows}`,
			...Array.from({length: rows - 2}, (_, line) => `рядок ${line}`),
			'heard: dy',
		]);
	}
});
