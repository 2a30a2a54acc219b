import {requireBoth, shown} from '../config/config.ts';
import {harmless} from '../terminal/harmless.ts';
import type {About, Command, Invocation, Reply} from './command.ts';

const command = (word: string, about: About, run: (invocation: Invocation) => Promise<Reply>): Command => ({
	words: ['config', word],
	args: '',
	most: 0,
	about,
	flags: [],
	...(word === 'show' ? {tabular: true} : {}),
	run,
});

/** What is configured, where it came from, and whether it holds. */
export const configCommands: readonly Command[] = [
	command(
		'show',
		words => words.commands.about.configShow,
		async ({config, words: {replies}}) => {
			const {settings, file} = config();
			const rows = Object.entries(settings).map(([key, {value, from}]) => [key, shown(key, value), from]);
			return {
				exit: 0,
				data: Object.fromEntries(rows.map(([key, value, from]) => [key!, {value, from}])),
				text:
					rows.length === 0
						? replies.notConfigured(file)
						: rows.map(row => harmless(row.join('  '))).join('\n'),
				table: {header: ['setting', 'value', 'from'], rows},
			};
		},
	),
	command(
		'validate',
		words => words.commands.about.configValidate,
		async ({config, words: {replies}}) => {
			const {file, settings} = config();
			requireBoth(config());
			return {exit: 0, data: {file, settings: Object.keys(settings)}, text: replies.configured};
		},
	),
	command(
		'path',
		words => words.commands.about.configPath,
		async ({configFile: file}) => ({
			exit: 0,
			data: file,
			text: file,
		}),
	),
];
