import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {builtProgram} from '../test/tui/driver.ts';
import {createSyncedContext} from './console-fixture.ts';
import {toResult, median, type Benchmark, type Result} from './measure.ts';
import type {BenchContext} from './bench-context.ts';

/**
`accounts list --unsynced` as a script calls it. Floors: the same differences by `jq`, `sort` and `join` from files that exist before; and the memory of a process
that only parses the body.
*/
export const listUnsynced: Benchmark = async ({short}) => {
	const n = short ? 1000 : 100_000;
	const bench = await createSyncedContext(n);
	try {
		const files = await writeInputFiles(bench);
		const runs = short ? 1 : 5;
		const all: Record<'measured' | 'tools' | 'parses', ProcessUsage[]> = {
			measured: [],
			tools: [],
			parses: [],
		};
		for (let run = 0; run <= runs; run++) {
			const used = {
				tools: await measureProcess(['bash', '-c', shellPipeline(files)], bench.environment),
				measured: await measureProcess(
					[...builtProgram, 'accounts', 'list', '--unsynced', '--json'],
					bench.environment,
				),
				parses: await measureProcess(
					[
						process.execPath,
						'-e',
						`JSON.parse(require('fs').readFileSync(${JSON.stringify(files.body)}, 'utf8'))`,
					],
					bench.environment,
				),
			};
			if (JSON.stringify((JSON.parse(used.measured.output) as {readonly data: unknown}).data) !== '[]')
				throw new Error('Some rows are out of sync: something else would be measured.');
			// The first run of each is a warm-up.
			if (run > 0) for (const side of ['tools', 'measured', 'parses'] as const) all[side].push(used[side]);
		}

		const times = all.measured.map(({milliseconds}) => milliseconds);
		const results: Result[] = [
			toResult({
				name: `accounts list --unsynced, ${n} rows, beside jq, sort and join`,
				value: median(times),
				unit: 'ms',
				floor: median(all.tools.map(({milliseconds}) => milliseconds)),
				budget: 1,
				min: Math.min(...times),
				max: Math.max(...times),
			}),
			toResult({
				name: `accounts list --unsynced, ${n} rows, memory beside a process that parses`,
				value: median(all.measured.map(({megabytes}) => megabytes)),
				unit: 'MB',
				floor: median(all.parses.map(({megabytes}) => megabytes)),
				budget: 1.5,
			}),
		];
		return results;
	} finally {
		await bench.close();
	}
};

type Files = {readonly body: string; readonly billing: string};

/** The portal's answer, and billing's services as `psql --csv` would export them. */
async function writeInputFiles({portal, environment}: BenchContext): Promise<Files> {
	const home = environment['HOME']!;
	const files = {body: path.join(home, 'accounts.json'), billing: path.join(home, 'billing.tsv')};
	writeFileSync(files.body, portal.body);
	const {results} = JSON.parse(portal.body) as {
		readonly results: ReadonlyArray<Readonly<Record<string, unknown>>>;
	};
	writeFileSync(
		files.billing,
		`${results.map(account => [account['login'], account['stb_mac'], account['account_number'], account['full_name'], account['status']].join('\t')).join('\n')}\n`,
	);
	return files;
}

const shellPipeline = ({body, billing}: Files): string =>
	`set -o pipefail; export LC_ALL=C; join -t "	" -v 1 -v 2 <(jq -r '.results[] | [.login, .stb_mac, .account_number, .full_name, .status] | @tsv' ${body} | sort) <(sort ${billing})`;

type ProcessUsage = {readonly milliseconds: number; readonly megabytes: number; readonly output: string};

/** Runs a process to its end. `megabytes` is its peak memory, which a Node process writes to its fourth stream when it exits; 0 for others. */
async function measureProcess(
	command: readonly string[],
	environment: Readonly<Record<string, string>>,
): Promise<ProcessUsage> {
	const start = performance.now();
	const [file, ...args] = command;
	const child = spawn(file!, args, {
		env: {PATH: process.env['PATH'], NODE_OPTIONS: `--import=${memoryReporter}`, ...environment},
		stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
	});
	const [output, peakMemory] = [text(child.stdout!), text(child.stdio[3] as Readable)];
	const [code] = (await once(child, 'close')) as [number];
	if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}.`);
	return {
		milliseconds: performance.now() - start,
		megabytes: Number(await peakMemory) / 1024,
		output: await output,
	};
}

const memoryReporter = `data:text/javascript,${encodeURIComponent(
	"import {writeSync} from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));",
)}`;
