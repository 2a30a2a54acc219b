import {commands} from '../../source/commands/index.ts';
import {UsageError} from '../../source/commands/command.ts';
import {parseCall} from '../../source/commands/parse-call.ts';
import {withoutCodeBlocks} from './check-links.ts';

/** Commands and flags that a page names and that do not exist: in code blocks, and in code within a sentence. */
export function checkCommands(page: string, text: string): readonly string[] {
	const blocks = [...text.matchAll(/^```\n([^]*?)^```$/gm)].flatMap(([, block]) => block!.split('\n'));
	const inline = [...withoutCodeBlocks(text).matchAll(/`([^`]+)`/g)].map(([, code]) =>
		code!.replaceAll(/\s+/g, ' '),
	);
	return [...blocks, ...inline].flatMap(line => {
		const call = findCall(line);
		const wrong = call && checkCall(call);
		return wrong ? [`${page}: ${line.trim()}: ${wrong}`] : [];
	});
}

/** The arguments of a line that calls the program, whatever stands before it; `null` where it calls another one. */
function findCall(line: string): readonly string[] | null {
	const [, call] = /^\s*(?:\$ |sudo |npx |[A-Z_]+=\S+ )*stalker-console(?: (.*))?$/.exec(line) ?? [];
	if (call === undefined) return null;
	const [command] = call.split(/ +(?:#|\||&|>|<)/);
	return [...command!.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
		([, single, double, bare]) => single ?? double ?? bare!,
	);
}

const placeholders: Readonly<Record<string, string>> = {N: '1', COMMAND: 'accounts'};

/** The program's own error about the call; `null` where there is none. A placeholder is replaced with a value of its kind. */
function checkCall(call: readonly string[]): string | null {
	try {
		parseCall(
			call.map(word => placeholders[word] ?? word),
			commands,
		);
		return null;
	} catch (error) {
		if (error instanceof UsageError) return error.message;
		throw error;
	}
}
