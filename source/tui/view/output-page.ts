import {formatArguments} from '../custom-commands/custom-command.ts';
import type {OutputPage} from '../session/mode.ts';
import {cutLine} from './line.ts';
import {wrapParagraph, type Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {signs} from './style.ts';

/** Lines of a command's page: its argument list, what it has printed, and how it ended. */
export function outputLines(
	{args, lines, end}: OutputPage,
	width: number,
	{translator}: RenderContext,
): readonly Line[] {
	const {commandRuns, commandEnded, commandFailed} = translator.tui.texts;
	const isDone = end?.code === 0;
	const endText = end?.error
		? commandFailed(end.error)
		: commandEnded(end?.code ?? null, end?.signal ?? null);
	return [
		...wrapParagraph([' ', ['title', '$ ']], formatArguments(args), width - 4),
		...lines.flatMap(line => cutLine(line, width - 2)).map((line): Line => [` ${line}`]),
		end === null
			? [' ', ['quiet', `${commandRuns} ${signs.more}`]]
			: [' ', [isDone ? 'good' : 'bad', `${isDone ? signs.done : signs.warn} ${endText}`]],
	];
}
