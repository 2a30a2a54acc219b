type OfCommand = {readonly command: string};

/** `nearest`: the word that was probably meant; `''` where there is none. */
type Suggestion = {readonly nearest: string};

/** The sentence that names the word that was probably meant; empty where there is none. */
export const suggestion = (nearest: string): string => (nearest === '' ? '' : ` Did you mean ${nearest}?`);

/** English: wrong calls. Names of commands, flags and columns are not translated. */
export const usageErrorMessages = {
	'usage-no-command': ({
		word,
		nearest,
		known,
	}: Suggestion & {readonly word: string; readonly known: readonly string[]}) =>
		`There is no command “${word}”.${suggestion(nearest)} There are: ${known.join(', ')}.`,
	'usage-no-verb': ({
		command,
		word,
		nearest,
		known,
	}: OfCommand & Suggestion & {readonly word: string; readonly known: readonly string[]}) =>
		word === ''
			? `Which of ${command}? There are: ${known.join(', ')}.`
			: `${command} has no “${word}”.${suggestion(nearest)} It has: ${known.join(', ')}.`,
	'usage-no-flag': ({
		command,
		flag,
		nearest,
		known,
	}: OfCommand & Suggestion & {readonly flag: string; readonly known: readonly string[]}) =>
		`${command} has no flag ${flag}.${suggestion(nearest)}${known.length > 0 ? ` It has ${known.join(' ')}, and those of every command (--help).` : ' See --help.'}`,
	'usage-no-value': ({flag}: {flag: string}) => `--${flag} takes no value.`,
	'usage-value': ({flag}: {flag: string}) => `--${flag} takes a value.`,
	'usage-number': ({flag}: {flag: string}) => `--${flag} takes a number.`,
	/** `most` is `null` for a flag without a largest number. */
	'usage-whole': ({flag, least, most}: {flag: string; least: number; most: number | null}) =>
		`--${flag} takes a whole number from ${least}${most === null ? '' : ` to ${most}`}.`,
	/** `args` is `''` for a command without arguments. */
	'usage-too-much': ({command, args, word}: OfCommand & {readonly args: string; readonly word: string}) =>
		`${command} takes ${args || 'no argument'}; “${word}” is too much.`,
	'usage-no-table': ({command, flag}: OfCommand & {readonly flag: string}) =>
		`${command} has no table that --${flag} could print.`,
	'usage-shell': ({known, nearest}: Suggestion & {readonly known: readonly string[]}) =>
		`completion takes one of ${known.join(', ')}.${suggestion(nearest)}`,
	'usage-choice': ({
		flag,
		known,
		nearest,
	}: Suggestion & {readonly flag: string; readonly known: readonly string[]}) =>
		`--${flag} takes ${known.join(' or ')}.${suggestion(nearest)}`,
	'usage-together': ({flags}: {flags: readonly string[]}) =>
		`Use ${flags.join(' and ')} together: N is the number of rows that the portal answered.`,
	'usage-one-format': ({flags}: {flags: readonly string[]}) => `Choose one of ${flags.join(' and ')}.`,
	'usage-language': ({language, languages}: {language: string; languages: readonly string[]}) =>
		`There is no language “${language}”. There are: ${languages.join(', ')}.`,
	'usage-terminal': () =>
		'The console needs a terminal that can move the cursor. Commands need none: stalker-console --help lists them.',
	'usage-demo-portals': () => '--portals is for the demo: use it with --demo, or with the command demo.',
	'usage-billing': () => 'Billing is not configured: set DATABASE_URL, or url under [billing].',
	'usage-port': () => 'The port is taken: choose another with --port, or leave it out.',
	/** `nearest`: the side that was probably meant. */
	'usage-fix': ({command, nearest}: OfCommand & Suggestion) =>
		`${command} needs --kind K,… (which differences) and --use billing or --use stalker (which system is right).${suggestion(nearest)} docs/statuses-and-differences.md lists what each writes.`,
	'usage-plan-file': ({file, reason}: {file: string; reason: string}) =>
		`The plan ${file} cannot be read: ${reason}.`,
	'usage-plan-format': ({file, version}: {file: string; version: number}) =>
		`${file} is not a plan of this program in format ${version}. Make it again: stalker-console plan --out ${file}`,
	'usage-plan-portal': ({file}: {file: string}) =>
		`The plan ${file} is of another portal. Make it again: stalker-console plan --out ${file}`,
	'usage-kind': ({word, known}: {word: string; known: readonly string[]}) =>
		word === ''
			? 'Name at least one kind of difference.'
			: `There is no kind of difference “${word}”. There are: ${known.join(', ')}.`,
	'usage-api': ({known}: {known: readonly string[]}) =>
		`api takes GET and a path: api GET accounts/100001. There are: ${known.join(', ')}. Nothing but GET is sent.`,
	'usage-entry': ({command}: OfCommand) => `${command} takes the number of an entry.`,
	'usage-no-entry': ({id}: {id: string}) => `The journal has no entry ${id}.`,
	'usage-name-one': ({command, ids}: OfCommand & {readonly ids: string}) =>
		`Name one: ${command} ID, where ID is ${ids}.`,
	/** `bulk` is the flag that selects all rows, or `null`. */
	'usage-name-rows': ({
		command,
		ids,
		bulk,
	}: OfCommand & {readonly ids: string; readonly bulk: string | null}) =>
		`Name the rows: ${command} ID…, where ID is ${ids}${bulk === null ? '' : `; or --${bulk}`}.`,
	'usage-argument': ({
		command,
		action,
		argument,
		word,
	}: OfCommand & {readonly action: string; readonly argument: string; readonly word: string}) =>
		`${action} takes an ID and ${argument}: ${command} ID ${word}.`,
	'usage-twice': ({key}: {key: string}) => `“${key}” is named twice.`,
	'usage-no-row': ({resource, id, ids}: {resource: string; id: string; ids: string}) =>
		`No row of ${resource} is “${id}”. An ID is ${ids}.`,
	'usage-several': ({
		resource,
		id,
		n,
		list,
	}: {
		resource: string;
		id: string;
		n: number;
		list: readonly string[];
	}) => `“${id}” fits ${n} rows of ${resource}; name one by its key:\n${list.join('\n')}`,
	'usage-lazy-columns': ({columns, most}: {columns: readonly string[]; most: number}) =>
		`${columns.join(', ')} is asked of each row by itself: narrow the list to ${most} rows, by --filter or --limit.`,
	'usage-column': ({
		resource,
		id,
		nearest,
		known,
	}: Suggestion & {readonly resource: string; readonly id: string; readonly known: readonly string[]}) =>
		`${resource} has no column “${id}”.${suggestion(nearest)} It has: ${known.join(', ')}.`,
	'usage-marks': ({marks}: {marks: readonly string[]}) => `--mark takes signs: ${marks.join(' ')}.`,
	'usage-filter-lists': ({reason, names}: {readonly reason: string; readonly names: readonly string[]}) =>
		`${reason} The filter must fit every list of --kind (${names.join(', ')}): call fix --all once for the kinds of each list.`,
	'usage-filter': ({
		word,
		reason,
		resource,
		known,
	}: {
		word: string;
		reason: string;
		resource: string;
		known: readonly string[];
	}) =>
		`“${word}” in --filter: ${reason} Columns of ${resource}: ${known.join(', ')}; also sync and drift. All terms: stalker-console ${resource} list --help.`,
};
