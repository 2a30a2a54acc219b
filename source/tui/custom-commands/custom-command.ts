import {cellToText, type Row} from '../../sync/row.ts';
import type {AnyResource} from '../../sync/resource.ts';
import {message} from '../../i18n/translator.ts';
import type {Message} from '../../i18n/message.ts';
import {sanitize} from '../../terminal/sanitize.ts';

/** A command of the operator's own: a program that is run with values of the highlighted row. */
export type CustomCommand = {
	readonly key: string;
	readonly name: string;
	/**
	The program and its arguments; `{field}` stands for a value of the row, by the column's name in the API, and `{key}` for the row's key.
	*/
	readonly run: readonly string[];
	/** It may run with `--read-only`. */
	readonly isReadOnly: boolean;
};

/**
The argument list for a row, or why there is none. A value is one argument or a part of one, and no shell reads it. Values that a program
could take for an option, or that a terminal or a log would not show as they are, are refused.
*/
export function fillArguments(
	{run}: CustomCommand,
	row: Row,
	{columns}: AnyResource,
): {readonly args: readonly string[]} | {readonly refused: Message} {
	const refusals: Message[] = [];
	const valueOf = (field: string): string => {
		const column = columns.find(({id}) => id === field);
		if (!column && field !== 'key') refusals.push(message('command-no-field', {field}));
		const value = column ? cellToText(column.value(row)) : row.key;
		if (value === '') refusals.push(message('command-empty-field', {field}));
		if (value.startsWith('-') || sanitize(value) !== value)
			refusals.push(message('command-unsafe-field', {field}));
		return value;
	};

	const args = run.map(argument => argument.replaceAll(/\{(\w+)\}/g, (_, field: string) => valueOf(field)));
	const [refused] = refusals;
	return refused ? {refused} : {args};
}

/** The argument list as a line for a shell, quoted where a shell needs it. */
export const formatArguments = (args: readonly string[]): string =>
	args
		.map(arg => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", String.raw`'\''`)}'`))
		.join(' ');
