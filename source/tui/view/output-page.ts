import {formatArguments} from '../custom-commands/custom-command.ts';
import type {OutputPage} from '../session/mode.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
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
		...cutLines(lines)(width),
		end === null
			? [' ', ['quiet', `${commandRuns} ${signs.more}`]]
			: [' ', [isDone ? 'good' : 'bad', `${isDone ? signs.done : signs.warn} ${endText}`]],
	];
}

/** What was printed, cut at this width. Cached while nothing more is printed: the page is drawn anew with each line that it scrolls. */
const cutLines = memoizeWeak((lines: readonly string[]) => {
	const known = new Map<number, readonly Line[]>();
	return (width: number): readonly Line[] => {
		const cut =
			known.get(width) ?? lines.flatMap(line => cutLine(line, width - 2).map((part): Line => [` ${part}`]));
		known.set(width, cut);
		return cut;
	};
});
