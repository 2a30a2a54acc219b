import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {createSyncedContext, launcher} from './console-fixture.ts';
import {toResult, median, type Benchmark, type Result} from './measure.ts';
import type {BenchContext} from './bench-context.ts';
import {measureProcess, type ProcessUsage} from './measure-process.ts';

/** A list as a script calls it, and what does the same by `jq`, `sort` and `join` from files that exist before. */
const lists = [
	{name: 'accounts list --unsynced', flags: ['--unsynced'], join: '-v 1 -v 2', rows: () => 0},
	{name: 'accounts list, whole', flags: [], join: '', rows: (n: number) => n},
] as const;

/**
Lists as a script calls them, through the launcher. Floors: the tools of the shell; and the memory of a process that only parses the body.
*/
export const listUnsynced: Benchmark = async ({short}) => {
	const n = short ? 1000 : 100_000;
	const bench = await createSyncedContext(n);
	try {
		const files = await writeInputFiles(bench);
		const results: Result[] = [];
		for (const list of lists)
			results.push(...(await measureList(list, {n, bench, files, runs: short ? 1 : 5})));
		return results;
	} finally {
		await bench.close();
	}
};

async function measureList(
	{name, flags, join, rows}: (typeof lists)[number],
	{
		n,
		bench: {environment},
		files,
		runs,
	}: {
		readonly n: number;
		readonly bench: BenchContext;
		readonly files: Files;
		readonly runs: number;
	},
): Promise<readonly Result[]> {
	const all: Record<'measured' | 'tools' | 'parses', ProcessUsage[]> = {measured: [], tools: [], parses: []};
	for (let run = 0; run <= runs; run++) {
		const used = {
			tools: await measureProcess(['bash', '-c', shellPipeline(files, join)], environment),
			measured: await measureProcess([launcher, 'accounts', 'list', ...flags, '--json'], environment),
			parses: await measureProcess(
				[
					process.execPath,
					'-e',
					`JSON.parse(require('fs').readFileSync(${JSON.stringify(files.body)}, 'utf8'))`,
				],
				environment,
			),
		};
		const {data} = JSON.parse(used.measured.output) as {readonly data: readonly unknown[]};
		const joined = used.tools.output.split('\n').length - 1;
		if (data.length !== rows(n) || joined !== rows(n))
			throw new Error(`${data.length} and ${joined} rows were listed: something else would be measured.`);
		// The first run of each is a warm-up.
		if (run > 0) for (const side of ['tools', 'measured', 'parses'] as const) all[side].push(used[side]);
	}

	const times = all.measured.map(({milliseconds}) => milliseconds);
	return [
		toResult({
			name: `${name}, ${n} rows, beside jq, sort and join`,
			value: median(times),
			unit: 'ms',
			floor: median(all.tools.map(({milliseconds}) => milliseconds)),
			budget: 1,
			min: Math.min(...times),
			max: Math.max(...times),
		}),
		toResult({
			name: `${name}, ${n} rows, memory beside a process that parses`,
			value: median(all.measured.map(({megabytes}) => megabytes)),
			unit: 'MB',
			floor: median(all.parses.map(({megabytes}) => megabytes)),
			budget: 1.3,
		}),
	];
}

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

const shellPipeline = ({body, billing}: Files, join: string): string =>
	`set -o pipefail; export LC_ALL=C; join -t "	" ${join} <(jq -r '.results[] | [.login, .stb_mac, .account_number, .full_name, .status] | @tsv' ${body} | sort) <(sort ${billing})`;
