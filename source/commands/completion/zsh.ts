import type {Command, Flag} from '../command.ts';
import {bashCompletion} from './bash.ts';

/**
The completion script of zsh: that of bash, which zsh runs by its own `bashcompinit`. As a file of `$fpath` the script itself is the
function that zsh calls when a call is completed for the first time, so it then completes, too.
*/
export const zshCompletion = (commands: readonly Command[], commonFlags: readonly Flag[]): string =>
	`#compdef stalker-console
# Completion of stalker-console for zsh, made by: stalker-console completion zsh
autoload -U +X bashcompinit && bashcompinit
${bashCompletion(commands, commonFlags)}if (( \${+compstate} )); then _bash_complete -F _stalker_console; fi
`;
