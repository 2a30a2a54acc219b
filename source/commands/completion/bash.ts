import type {Command, Flag} from '../command.ts';
import {callsOf, nextWords, valueFlags} from './complete-words.ts';

/** The completion script of bash, which needs nothing but bash: words of commands, flags, and the values of flags. */
export const bashCompletion = (commands: readonly Command[], commonFlags: readonly Flag[]): string =>
	`# Completion of stalker-console for bash, made by: stalker-console completion bash
_stalker_console() {
	local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} prefix='' words='' flags='' values='' next='' index
	# bash makes three words of --flag=value, zsh one.
	case $current in
		=) current='' ;;
		--*=*)
			previous=\${current%%=*}
			prefix=$previous=
			current=\${current#*=}
			;;
		*) if [ "$previous" = '=' ]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi ;;
	esac
	for ((index = 1; index < COMP_CWORD; index++)); do
		case \${COMP_WORDS[index]} in
			${valueFlags(commands, commonFlags).join('|')})
				((index++))
				if [ "\${COMP_WORDS[index]}" = '=' ]; then ((index++)); fi
				;;
			-*) ;;
			*) words="$words \${COMP_WORDS[index]}" ;;
		esac
	done
	case "$words " in
${commandCases(commands, commonFlags)}
		*) flags=${quote(flagNames(commonFlags))}; case $previous in ${valueCases(commonFlags)}; esac ;;
	esac
	case "\${words# }" in
${[...nextWords(commands)].map(([before, words]) => `		${quote([before])}) next=${quote(words)} ;;`).join('\n')}
	esac
	case $previous in
		${valueFlags(commands, commonFlags).join('|')})
			case $values in
				:file)
					COMPREPLY=($(compgen -P "$prefix" -f -- "$current"))
					compopt -o filenames 2>/dev/null
					;;
				*)
					case $current in *,*) prefix=$prefix\${current%,*}, ;; esac
					COMPREPLY=($(compgen -P "$prefix" -W "$values" -- "\${current##*,}"))
					;;
			esac
			;;
		*)
			case $current in
				-*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;
				*) COMPREPLY=($(compgen -W "$next" -- "$current")) ;;
			esac
			;;
	esac
}
complete -F _stalker_console stalker-console
`;

/** The cases of commands, the longer ones first: `accounts list` before `accounts`. */
const commandCases = (commands: readonly Command[], commonFlags: readonly Flag[]): string =>
	callsOf(commands)
		.map(({words, command}) => {
			const flags = [...command.flags, ...commonFlags];
			return `		' ${words.join(' ')} '*) flags=${quote(flagNames(flags))}; case $previous in ${valueCases(flags)}; esac ;;`;
		})
		.join('\n');

const flagNames = (flags: readonly Flag[]): readonly string[] => flags.map(({name}) => `--${name}`);

const valueCases = (flags: readonly Flag[]): string =>
	flags
		.flatMap(({name, value, values}) =>
			values ? [`--${name}) values=${quote(values)}`] : value === 'FILE' ? [`--${name}) values=:file`] : [],
		)
		.join(' ;; ');

const quote = (words: readonly string[]): string => `'${words.join(' ').replaceAll("'", String.raw`'\''`)}'`;
