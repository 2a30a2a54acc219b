import meow from 'meow';
import {describeSetting, settings} from '../config/settings.ts';
import {UsageError, type Command, type Flag} from './command.ts';
import {message} from '../i18n/translator.ts';
import {nearestWord} from '../normalize/nearest-word.ts';
import {unknownCommandMessage, unknownFlagMessage} from './unknown-words.ts';
import {portalFlags, rejectPortalFlags} from './portal-flags.ts';

/** Flags of every command. */
export const commonFlags: readonly Flag[] = [
	{name: 'json', kind: 'yes', description: translator => translator.commandHelp.flags.json},
	{name: 'ndjson', kind: 'yes', description: translator => translator.commandHelp.flags.ndjson},
	{name: 'csv', kind: 'yes', description: translator => translator.commandHelp.flags.csv},
	{name: 'csv-excel', kind: 'yes', description: translator => translator.commandHelp.flags.csvExcel},
	{name: 'no-header', kind: 'yes', description: translator => translator.commandHelp.flags.noHeader},
	{name: 'demo', kind: 'yes', description: translator => translator.commandHelp.flags.demo},
	{
		name: 'config',
		kind: 'text',
		value: 'FILE',
		description: translator => translator.commandHelp.flags.config,
	},
	...portalFlags,
	...settings.flatMap(({key, flag, kind, values, isFile}): readonly Flag[] =>
		flag === undefined
			? []
			: [
					{
						name: flag,
						kind,
						...(kind === 'yes' ? {} : {value: kind === 'number' ? 'N' : isFile ? 'FILE' : 'TEXT'}),
						...(values && {values}),
						// The flag says the opposite of its setting.
						description: translator =>
							flag === 'no-mouse' ? translator.commandHelp.flags.noMouse : describeSetting(key, translator),
					},
				],
	),
	{name: 'color', kind: 'yes', description: translator => translator.commandHelp.flags.color},
	{name: 'no-color', kind: 'yes', description: translator => translator.commandHelp.flags.noColor},
	{name: 'help', short: 'h', kind: 'yes', description: translator => translator.commandHelp.flags.help},
	{
		name: 'version',
		short: 'V',
		kind: 'yes',
		description: translator => translator.commandHelp.flags.version,
	},
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
	const isHelp = parsed.flags['help'] === true;
	const command = findCommand(parsed.input, commands, isHelp);
	const allowed = command ? [...commonFlags, ...command.flags] : commonFlags;
	rejectUnknownFlags(argv, allowed, command);
	rejectValues(parsed.flags, allowed);
	const args = parsed.input.slice(command?.words.length ?? 0);
	if (command && args.length > command.maxArguments && !isHelp)
		throw new UsageError(
			message('usage-too-much', {
				command: command.words.join(' '),
				args: command.args,
				word: args[command.maxArguments]!,
			}),
		);
	rejectFormats(parsed.flags, command);
	rejectPortalFlags(parsed.flags, command);
	return {command, words: parsed.input, args, flags: parsed.flags};
}

/** Throws `UsageError` for formats that exclude each other, or that the command does not have. */
function rejectFormats(flags: ParsedCall['flags'], command: Command | null): void {
	const given = (...names: readonly string[]) => names.filter(name => flags[name] === true);
	const ofTable = given('csv', 'csv-excel', 'no-header');
	if (ofTable.length > 0 && command && command.hasTable !== true)
		throw new UsageError(message('usage-no-table', {command: command.words.join(' '), flag: ofTable[0]!}));
	for (const exclusive of [given('json', 'ndjson', 'csv', 'csv-excel'), given('json', 'ndjson', 'no-header')])
		if (exclusive.length > 1)
			throw new UsageError(message('usage-one-format', {flags: exclusive.map(name => `--${name}`)}));
}

function parseArguments(
	argv: readonly string[],
	flags: readonly Flag[],
): {readonly input: readonly string[]; readonly flags: ParsedCall['flags']} {
	const types = {yes: 'boolean', text: 'string', number: 'number'} as const;
	const cli = orUsageError(() =>
		meow({
			importMeta: import.meta,
			argv: toTokens(argv, flags),
			autoHelp: false,
			autoVersion: false,
			booleanDefault: undefined,
			flags: Object.fromEntries(
				flags
					.filter(({name}) => !name.startsWith('no-'))
					.map(({name, kind}) => [toCamelCase(name), {type: types[kind]}]),
			),
		}),
	);
	const found: Readonly<Record<string, unknown>> = cli.flags;
	// The parser takes `--no-color` for `color: false`.
	const valueOf = (name: string): unknown =>
		name.startsWith('no-') ? found[toCamelCase(name.slice(3))] === false : found[toCamelCase(name)];
	const values = flags.map(({name, kind}) => [name, checkFlagValue(name, kind, valueOf(name))] as const);
	return {
		input: cli.input,
		flags: Object.fromEntries(values.filter(([, value]) => value !== undefined && value !== false)),
	};
}

/**
The command that these words begin with; `null` for no words, and with `isHelp` for the first word of several commands (`journal`).

@throws {UsageError} for words that are no command, with the nearest one.
*/
export function findCommand(
	words: readonly string[],
	commands: readonly Command[],
	isHelp = true,
): Command | null {
	const command =
		commands.findLast(known => known.words.every((word, index) => words[index] === word)) ??
		findListCommand(words, commands);
	const isGroup = words.length === 1 && commands.some(known => known.words[0] === words[0]);
	if (command || words.length === 0 || (isHelp && isGroup)) return command;
	throw new UsageError(unknownCommandMessage(words, commands, commonFlags));
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

/**
The arguments with long flags for short ones (`-h`), and each value that begins with a dash joined to its flag: `--mark -`, `--sort -login`.
*/
function toTokens(argv: readonly string[], flags: readonly Flag[]): string[] {
	const tokens: string[] = [];
	for (const [index, token] of argv.entries()) {
		if (token === '--') return [...tokens, ...argv.slice(index)];
		const last = tokens.at(-1);
		const takesValue =
			last !== undefined && flags.some(({name, kind}) => kind !== 'yes' && last === `--${name}`);
		const long = flags.find(({short}) => short !== undefined && token === `-${short}`);
		if (takesValue && /^-(?!-)/.test(token)) tokens.push(`${tokens.pop()!}=${token}`);
		else tokens.push(long ? `--${long.name}` : token);
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

/** Throws `UsageError`, with what is possible, for a number or a word that its flag does not take. */
function rejectValues(flags: ParsedCall['flags'], allowed: readonly Flag[]): void {
	for (const {name, range, values = [], hasOnlyValues} of allowed) {
		const value = flags[name];
		if (value === undefined) continue;
		if (hasOnlyValues && !values.includes(String(value)))
			throw new UsageError(
				message('usage-choice', {flag: name, known: values, nearest: nearestWord(String(value), values)}),
			);
		if (!range) continue;
		const {least, most = Number.MAX_SAFE_INTEGER} = range;
		if (!Number.isSafeInteger(value) || Number(value) < least || Number(value) > most)
			throw new UsageError(message('usage-whole', {flag: name, least, most: range.most ?? null}));
	}
}

function rejectUnknownFlags(
	argv: readonly string[],
	allowed: readonly Flag[],
	command: Command | null,
): void {
	const tokens = toTokens(argv, allowed);
	const end = tokens.indexOf('--');
	for (const [index, token] of (end === -1 ? tokens : tokens.slice(0, end)).entries()) {
		if (!token.startsWith('-') || token === '-') continue;
		const [, name, value] = /^--([a-z][a-z-]*)(?:=(.*))?$/is.exec(token) ?? [];
		const flag = allowed.find(known => known.name === name);
		if (!flag) throw new UsageError(unknownFlagMessage(token.split('=')[0]!, allowed, command));
		const next = tokens[index + 1];
		if (flag.kind === 'yes' && (value !== undefined || next === 'true' || next === 'false'))
			throw new UsageError(message('usage-no-value', {flag: flag.name}));
		const given = value ?? (next?.startsWith('--') ? '' : next);
		if (flag.kind !== 'yes' && !given)
			throw new UsageError(
				message(flag.kind === 'number' ? 'usage-number' : 'usage-value', {flag: flag.name}),
			);
	}
}
