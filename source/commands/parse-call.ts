import meow from 'meow';
import {describeSetting, settings} from '../config/settings.ts';
import {UsageError, type Command, type Flag} from './command.ts';
import {message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';

/** Flags of every command. */
export const commonFlags: readonly Flag[] = [
	{name: 'json', kind: 'yes', description: translator => translator.commandHelp.flags.json},
	{name: 'ndjson', kind: 'yes', description: translator => translator.commandHelp.flags.ndjson},
	{name: 'csv', kind: 'yes', description: translator => translator.commandHelp.flags.csv},
	{name: 'demo', kind: 'yes', description: translator => translator.commandHelp.flags.demo},
	{
		name: 'config',
		kind: 'text',
		value: 'FILE',
		description: translator => translator.commandHelp.flags.config,
	},
	...settings.flatMap(({key, flag, kind}): readonly Flag[] =>
		flag === undefined
			? []
			: [
					{
						name: flag,
						kind,
						...(kind === 'yes' ? {} : {value: kind === 'number' ? 'N' : 'TEXT'}),
						description: translator => describeSetting(key, translator),
					},
				],
	),
	{name: 'help', kind: 'yes', description: translator => translator.commandHelp.flags.help},
	{name: 'version', kind: 'yes', description: translator => translator.commandHelp.flags.version},
];

export type ParsedCall = {
	readonly command: Command | null;
	/** All words of the call, those of the command included. */
	readonly words: readonly string[];
	readonly args: readonly string[];
	readonly flags: Readonly<Record<string, string | number | boolean | undefined>>;
};

/** Parses the command line. Throws `UsageError`, with what is possible there, for everything that is unknown. */
export function parseCall(argv: readonly string[], commands: readonly Command[]): ParsedCall {
	const known = [...commonFlags, ...commands.flatMap(({flags}) => flags)];
	const parsed = parseArguments(argv, known);
	const command =
		commands.findLast(({words}) => words.every((word, index) => parsed.input[index] === word)) ??
		findListCommand(parsed.input, commands);
	const [first] = parsed.input;
	if (!command && first !== undefined && parsed.flags['help'] !== true)
		throw new UsageError(unknownCommandMessage(parsed.input, commands));
	const allowed = command ? [...commonFlags, ...command.flags] : commonFlags;
	rejectUnknownFlags(argv, allowed, command);
	const args = parsed.input.slice(command?.words.length ?? 0);
	if (command && args.length > command.maxArguments)
		throw new UsageError(
			message('usage-too-much', {
				command: command.words.join(' '),
				args: command.args,
				word: args[command.maxArguments]!,
			}),
		);
	const formats = ['json', 'ndjson', 'csv'].filter(format => parsed.flags[format] === true);
	if (parsed.flags['csv'] === true && command && command.hasTable !== true)
		throw new UsageError(message('usage-no-table', {command: command.words.join(' ')}));
	if (formats.length > 1)
		throw new UsageError(message('usage-one-format', {flags: formats.map(format => `--${format}`)}));
	return {command, words: parsed.input, args, flags: parsed.flags};
}

function parseArguments(
	argv: readonly string[],
	flags: readonly Flag[],
): {readonly input: readonly string[]; readonly flags: ParsedCall['flags']} {
	const types = {yes: 'boolean', text: 'string', number: 'number'} as const;
	const cli = orUsageError(() =>
		meow({
			importMeta: import.meta,
			argv: joinDashValues(argv, flags),
			autoHelp: false,
			autoVersion: false,
			flags: Object.fromEntries(flags.map(({name, kind}) => [toCamelCase(name), {type: types[kind]}])),
		}),
	);
	const found: Readonly<Record<string, unknown>> = cli.flags;
	const values = flags.map(
		({name, kind}) => [name, checkFlagValue(name, kind, found[toCamelCase(name)])] as const,
	);
	return {
		input: cli.input,
		flags: Object.fromEntries(values.filter(([, value]) => value !== undefined && value !== false)),
	};
}

/** The list command of a resource, where the call is its name alone: `accounts`. */
const findListCommand = ([head, ...more]: readonly string[], commands: readonly Command[]): Command | null =>
	(more.length === 0 && commands.find(({words}) => words[0] === head && words[1] === 'list')) || null;

/** Runs the parser; its own errors, of a flag given twice for example, become `UsageError`. */
function orUsageError<Parsed>(parsing: () => Parsed): Parsed {
	try {
		return parsing();
	} catch (error) {
		throw new UsageError(message('failed', {message: `${(error as Error).message.replace(/\.$/, '')}.`}));
	}
}

/** Joins a value that begins with a dash to its flag: `--mark -` and `--sort -login`. */
function joinDashValues(argv: readonly string[], flags: readonly Flag[]): string[] {
	const tokens: string[] = [];
	for (const token of argv) {
		const last = tokens.at(-1);
		const takesValue =
			last !== undefined && flags.some(({name, kind}) => kind !== 'yes' && last === `--${name}`);
		if (takesValue && /^-(?!-)/.test(token)) tokens.push(`${tokens.pop()!}=${token}`);
		else tokens.push(token);
	}

	return tokens;
}

const toCamelCase = (name: string): string =>
	name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function checkFlagValue(
	name: string,
	kind: Flag['kind'],
	value: unknown,
): string | number | boolean | undefined {
	if (kind === 'number' && value !== undefined && !Number.isFinite(value))
		throw new UsageError(message('usage-number', {flag: name}));
	if (kind === 'text' && value === '') throw new UsageError(message('usage-value', {flag: name}));
	return value as string | number | boolean | undefined;
}

function rejectUnknownFlags(
	argv: readonly string[],
	allowed: readonly Flag[],
	command: Command | null,
): void {
	const tokens = joinDashValues(argv, allowed);
	const end = tokens.indexOf('--');
	for (const [index, token] of (end === -1 ? tokens : tokens.slice(0, end)).entries()) {
		if (!token.startsWith('-') || token === '-') continue;
		const [, name] = /^--([a-z][a-z-]*)(?:=.*)?$/is.exec(token) ?? [];
		const flag = allowed.find(known => known.name === name);
		const next = tokens[index + 1];
		if (flag?.kind === 'yes' && (token.includes('=') || next === 'true' || next === 'false'))
			throw new UsageError(message('usage-no-value', {flag: flag.name}));
		if (flag) continue;
		throw new UsageError(
			message('usage-no-flag', {
				command: command ? command.words.join(' ') : 'stalker-console',
				flag: token.split('=')[0]!,
				known: (command ? command.flags : []).map(own => `--${own.name}`),
			}),
		);
	}
}

function unknownCommandMessage([first, second]: readonly string[], commands: readonly Command[]): Message {
	const heads = [...new Set(commands.map(({words}) => words[0]!))];
	if (!heads.includes(first!)) return message('usage-no-command', {word: first!, known: heads});
	const verbs = commands.flatMap(({words}) =>
		words[0] === first && words[1] !== undefined ? [words[1]] : [],
	);
	return message('usage-no-verb', {command: first!, word: second ?? '', known: verbs});
}
