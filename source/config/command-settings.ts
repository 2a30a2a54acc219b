import type {CommandProblem} from '../i18n/message-values.ts';
import {message} from '../i18n/translator.ts';
import {ConfigError} from './errors.ts';

/** A command of the operator's own, from a `[[command]]` of the configuration file. */
export type CommandSetting = {
	/** The console's key for it: one character, or a function key (`f7`). */
	readonly key: string;
	readonly name: string;
	/** The program and its arguments; `{field}` in an argument stands for a value of the row. */
	readonly run: readonly string[];
	/** It changes nothing, so it may run with `--read-only`. */
	readonly isReadOnly: boolean;
};

const knownKeys: ReadonlySet<string> = new Set(['key', 'name', 'run', 'read_only']);

/** The commands of a configuration file; `value` is what it has as `command`. Throws `ConfigError` with the first problem. */
export function parseCommands(value: unknown, file: string): readonly CommandSetting[] {
	if (value === undefined) return [];
	const refuse = (problem: CommandProblem, index: number): never => {
		throw new ConfigError(message('command-setting', {file, number: index + 1, problem}));
	};

	if (!Array.isArray(value)) return refuse('tables', 0);
	const commands = value.map((table: unknown, index): CommandSetting => {
		if (typeof table !== 'object' || table === null) return refuse('tables', index);
		const {key, name, run, read_only: isReadOnly = false} = table as Readonly<Record<string, unknown>>;
		if (Object.keys(table).some(one => !knownKeys.has(one))) return refuse('unknown', index);
		if (typeof key !== 'string' || !/^(?:[!-+\--~]|f(?:[1-9]|1[0-2]))$/.test(key) || key === '.')
			return refuse('key', index);
		if (typeof name !== 'string' || name.trim() === '') return refuse('name', index);
		if (!isTextList(run) || run[0] === undefined || run[0] === '' || /[{}]/.test(run[0]))
			return refuse('run', index);
		if (typeof isReadOnly !== 'boolean') return refuse('read_only', index);
		return {key, name, run, isReadOnly};
	});
	const second = commands.findIndex(({key}, index) => commands.findIndex(one => one.key === key) !== index);
	return second === -1 ? commands : refuse('twice', second);
}

const isTextList = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every(one => typeof one === 'string' && !one.includes('\u0000'));
