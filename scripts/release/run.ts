import {spawnSync} from 'node:child_process';

/** Where a program runs, with which variables, and with which exit code it has to end: 0 unless named. */
export type RunOptions = {
	readonly cwd: string;
	readonly environment?: Readonly<Record<string, string | undefined>>;
	readonly exit?: number;
};

/** The environment without the Node.js of this project: `npm run` puts it first. */
export const systemEnvironment: Readonly<Record<string, string | undefined>> = {
	...process.env,
	PATH: (process.env['PATH'] ?? '')
		.split(':')
		.filter(directory => !directory.includes('node_modules'))
		.join(':'),
};

/** Runs a program and returns what it prints, stdout before stderr; throws, with its output, when it ends otherwise than it has to. */
export function run(
	[command, ...args]: readonly [string, ...(readonly string[])],
	{cwd, environment = systemEnvironment, exit = 0}: RunOptions,
): string {
	const {status, stdout, stderr, error} = spawnSync(command, args, {
		cwd,
		env: environment,
		encoding: 'utf8',
		maxBuffer: Infinity,
	});
	const output = `${stdout ?? ''}${stderr ?? ''}`;
	if (error || status !== exit)
		throw new Error(
			`${command} ${args.join(' ')} (in ${cwd}) ended with ${error?.message ?? String(status)}:\n${output}`,
		);
	return output;
}

/** Runs a program that prints to this terminal for minutes; throws when it fails. */
export function runVisibly([command, ...args]: readonly [string, ...(readonly string[])], cwd: string): void {
	const {status, error} = spawnSync(command, args, {cwd, env: systemEnvironment, stdio: 'inherit'});
	if (error || status !== 0)
		throw new Error(`${command} ${args.join(' ')} ended with ${error?.message ?? String(status)}`);
}

/** Prints a line of progress. */
export const report = (line: string) => void process.stdout.write(`${line}\n`);

/** Throws this sentence unless it is true. */
export function assert(isTrue: boolean, sentence: string): void {
	if (!isTrue) throw new Error(sentence);
}
