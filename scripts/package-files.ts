import {readFileSync} from 'node:fs';
import {commands} from '../source/commands/index.ts';
import {commonFlags} from '../source/commands/parse-call.ts';
import {bashCompletion} from '../source/commands/completion/bash.ts';
import {fishCompletion} from '../source/commands/completion/fish.ts';
import {zshCompletion} from '../source/commands/completion/zsh.ts';
import {manPage} from '../source/commands/man-page.ts';
import {englishTranslator} from '../source/i18n/translator.ts';

/**
What the package carries besides the built program, by file below `dist/`: the manual page and the completions of the shells, all from the
declarations.
*/
export function packageFiles(): Readonly<Record<string, string>> {
	const manifest = readFileSync('package.json', 'utf8');
	const {version} = JSON.parse(manifest) as {readonly version: string};
	return {
		'man/stalker-console.1': manPage(commands, englishTranslator, version),
		'completions/stalker-console.bash': bashCompletion(commands, commonFlags),
		'completions/_stalker-console': zshCompletion(commands, commonFlags),
		'completions/stalker-console.fish': fishCompletion(commands, commonFlags, englishTranslator),
	};
}
