import type {Command, Flag} from '../command.ts';
import {bashCompletion} from './bash.ts';

/** The completion script of zsh: that of bash, which zsh runs by its own `bashcompinit`. */
export const zshCompletion = (commands: readonly Command[], commonFlags: readonly Flag[]): string =>
	`#compdef stalker-console
# Completion of stalker-console for zsh, made by: stalker-console completion zsh
autoload -U +X bashcompinit && bashcompinit
${bashCompletion(commands, commonFlags)}`;
