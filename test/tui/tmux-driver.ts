import {execFile, spawnSync} from 'node:child_process';
import {existsSync, readFileSync, watch} from 'node:fs';
import path from 'node:path';
import {promisify} from 'node:util';
import {
	builtProgram,
	createDriver,
	createProgramEnvironment,
	waitUntilOpen,
	type Driver,
	type DriverOptions,
	type Exit,
} from './driver.ts';
import {openEmulator} from './emulator.ts';
import {writeToTerminal} from './output-marker.ts';

/** Why no program can be driven through tmux here; undefined where one can: `skip(noTmux !== undefined, noTmux)`. */
export const tmuxMissing: string | undefined =
	spawnSync('tmux', ['-V']).status === 0 ? undefined : 'tmux is not installed here.';

const run = promisify(execFile);

/**
The same as `openProgram`, in a real tmux with a server of its own, which ends with `close()`. Of `state()`, it knows neither title nor
paste nor mouse.

The program runs under `fixtures/run-and-stay.ts`, which keeps running: tmux itself does not always notice the exit of its program.
*/
export async function startInTmux({
	columns = 80,
	rows = 24,
	args = [],
	environment,
	command = builtProgram,
	waitsForIdle = true,
}: DriverOptions = {}): Promise<Driver> {
	const {home, idle, remove, ...program} = createProgramEnvironment(environment);
	const tmux = async (...words: readonly string[]): Promise<string> =>
		(await run('tmux', ['-S', `${home}/tmux`, '-f', '/dev/null', ...words], {env: program.environment}))
			.stdout;
	const reports = openReports(home);
	await tmux(
		...['start-server', ';', 'set-option', '-g', 'status', 'off', ';'],
		...['set-hook', '-g', 'pane-title-changed', 'wait-for -S title', ';'],
		...['new-session', '-d', '-x', String(columns), '-y', String(rows), '--'],
		...[
			process.execPath,
			path.join(import.meta.dirname, 'fixtures/run-and-stay.ts'),
			home,
			...command,
			...args,
		],
	);
	const ask = async (format: string) => (await tmux('display-message', '-p', format)).trimEnd();
	const [tty, keeper] = (await ask('#{pane_tty} #{pane_pid}')).split(' ') as [string, string];
	const pid = (await reports.value('pid')) as number;
	const emulator = openEmulator({columns, rows});
	const look = async () => {
		const [text, state] = await Promise.all([
			tmux('capture-pane', '-p', '-e', '-N'),
			ask('#{cursor_y} #{cursor_x} #{cursor_flag} #{alternate_on}'),
		]);
		await emulator.write(redraw(text, state.split(' ').map(Number)));
	};

	let queue: Promise<unknown> = Promise.resolve();
	const inTurn = (...words: readonly string[]) => {
		queue = queue.then(async () => tmux(...words));
	};

	let markers = 0;
	const caughtUp = async () => {
		await queue;
		const title = `marker ${markers++}`;
		writeToTerminal(tty, Buffer.from(`\u001B]2;${title}\u0007`));
		// A wake may be left from another title: the title itself decides.
		while ((await ask('#{pane_title}')) !== title) await tmux('wait-for', 'title');
		await look();
	};

	let isOver = false;
	const exit = reports.value('exit').then(async end => {
		isOver = true;
		await caughtUp();
		return end as Exit;
	});

	let size = `${columns}x${rows}`;
	const driver = createDriver({
		emulator,
		idle,
		pid,
		exit,
		drained: caughtUp,
		size: () => size,
		write(...pieces) {
			if (isOver) throw new Error('The program has ended: it reads no key.');
			// Several pieces go in one call of tmux, with its own pause between them: starting tmux takes longer than an ESC waits for its
			// rest.
			if (pieces.length === 1) for (const words of sendKeys(pieces[0]!)) inTurn(...words);
			else
				inTurn(
					...pieces.flatMap((piece, index) => [...(index === 0 ? [] : pieceBreak), ...sendKeys(piece)[0]!]),
				);
		},
		resize(columns, rows) {
			size = `${columns}x${rows}`;
			emulator.resize(columns, rows);
			inTurn('resize-window', '-x', String(columns), '-y', String(rows));
		},
		kill(signal) {
			if (!isOver) process.kill(pid, signal);
		},
		async close() {
			if (!isOver) process.kill(pid, 'SIGKILL');
			await Promise.all([exit, queue]);
			await tmux('kill-server');
			process.kill(Number(keeper), 'SIGKILL');
			reports.close();
			emulator.close();
			remove();
		},
	});
	return waitUntilOpen(driver, waitsForIdle);
}

/** tmux takes commands of up to 16 KB: four characters a byte. */
const longest = 4000;

function sendKeys(bytes: Uint8Array): ReadonlyArray<readonly string[]> {
	const parts = Math.ceil(bytes.length / longest);
	return Array.from({length: parts}, (_, part) => [
		'send-keys',
		'-H',
		...[...bytes.subarray(part * longest, (part + 1) * longest)].map(byte => byte.toString(16)),
	]);
}

/** Between two commands of one call of tmux: the program reads what came before in the meantime. Seconds. */
const pieceBreak = [';', 'run-shell', '-d', '0.02', 'true', ';'] as const;

/** What the keeper writes into its folder, each once it is there. */
function openReports(folder: string): {value(name: string): Promise<unknown>; close(): void} {
	const waiting = new Set<() => void>();
	const watcher = watch(folder, () => {
		for (const look of waiting) look();
	});
	return {
		value: async name =>
			new Promise(resolve => {
				const look = () => {
					if (!existsSync(path.join(folder, name))) return;
					waiting.delete(look);
					resolve(JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
				};

				waiting.add(look);
				look();
			}),
		close: () => watcher.close(),
	};
}

/** What was captured, as bytes that draw it again. */
function redraw(text: string, [row, column, cursor, alternate]: readonly number[]): string {
	const lines = text.replace(/\n$/, '').replaceAll('\n', '\r\n');
	return [
		`\u001B[?1049${alternate === 1 ? 'h' : 'l'}`,
		`\u001B[0m\u001B[2J\u001B[H${lines}\u001B[0m`,
		`\u001B[${row! + 1};${column! + 1}H\u001B[?25${cursor === 1 ? 'h' : 'l'}`,
	].join('');
}
