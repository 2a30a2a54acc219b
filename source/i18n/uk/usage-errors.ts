type OfCommand = {readonly command: string};

/** `nearest`: the word that was probably meant; `''` where there is none. */
type Suggestion = {readonly nearest: string};

const suggestion = (nearest: string): string => (nearest === '' ? '' : ` Можливо, ${nearest}?`);

const wholeNumberText = (flag: string): string => `--${flag} приймає ціле число`;

/** Ukrainian: wrong calls. Names of commands, flags and columns are not translated. */
export const usageErrorMessages = {
	'usage-no-command': ({
		word,
		nearest,
		known,
	}: Suggestion & {readonly word: string; readonly known: readonly string[]}) =>
		`Команди «${word}» немає.${suggestion(nearest)} Є: ${known.join(', ')}.`,
	'usage-no-verb': ({
		command,
		word,
		nearest,
		known,
	}: OfCommand & Suggestion & {readonly word: string; readonly known: readonly string[]}) =>
		word === ''
			? `Яку команду ${command}? Є: ${known.join(', ')}.`
			: `${command} не має «${word}».${suggestion(nearest)} Є: ${known.join(', ')}.`,
	'usage-no-flag': ({
		command,
		flag,
		nearest,
		known,
	}: OfCommand & Suggestion & {readonly flag: string; readonly known: readonly string[]}) =>
		`${command} не має прапорця ${flag}.${suggestion(nearest)}${known.length > 0 ? ` Є ${known.join(' ')} і спільні для всіх команд (--help).` : ' Див. --help.'}`,
	'usage-no-value': ({flag}: {flag: string}) => `--${flag} не приймає значення.`,
	'usage-value': ({flag}: {flag: string}) => `--${flag} потребує значення.`,
	'usage-number': ({flag}: {flag: string}) => `--${flag} приймає число.`,
	'usage-whole': ({flag}: {flag: string}) => `${wholeNumberText(flag)}.`,
	'usage-whole-to': ({flag, most}: {flag: string; most: number}) => `${wholeNumberText(flag)} до ${most}.`,
	/** `args` is `''` for a command without arguments. */
	'usage-too-much': ({command, args, word}: OfCommand & {readonly args: string; readonly word: string}) =>
		`${command} приймає ${args || 'жодного аргументу'}; «${word}» — зайве.`,
	'usage-no-table': ({command, flag}: OfCommand & {readonly flag: string}) =>
		`${command} не має таблиці для --${flag}.`,
	'usage-shell': ({known}: {known: readonly string[]}) => `completion приймає одне з: ${known.join(', ')}.`,
	'usage-together': ({flags}: {flags: readonly string[]}) =>
		`Вкажіть ${flags.join(' і ')} разом: N — кількість рядків, які надіслав портал.`,
	'usage-one-format': ({flags}: {flags: readonly string[]}) => `Виберіть одне з: ${flags.join(', ')}.`,
	'usage-language': ({language, languages}: {language: string; languages: readonly string[]}) =>
		`Мови «${language}» немає. Є: ${languages.join(', ')}.`,
	'usage-terminal': () =>
		'Консолі потрібен термінал, у якому можна переміщати курсор. Командам він не потрібен: їх перелічує stalker-console --help.',
	'usage-demo-portals': () => '--portals — для демо: з --demo або з командою demo.',
	'usage-billing': () => 'Білінг не налаштовано: задайте DATABASE_URL або url у розділі [billing].',
	'usage-port': () => 'Порт зайнятий: виберіть інший через --port або не вказуйте його.',
	'usage-fix': ({command}: OfCommand) =>
		`${command} потребує --kind K,… (які розбіжності) та --use billing або --use stalker (яка система має рацію). Що саме буде записано, сказано в docs/statuses-and-differences.md.`,
	'usage-plan-file': ({file, reason}: {file: string; reason: string}) =>
		`План ${file} не вдалося прочитати: ${reason}.`,
	'usage-plan-format': ({file, version}: {file: string; version: number}) =>
		`${file} — не план цієї програми у форматі ${version}. Створіть його знову: stalker-console plan --out ${file}`,
	'usage-plan-portal': ({file}: {file: string}) =>
		`План ${file} для іншого порталу. Створіть його знову: stalker-console plan --out ${file}`,
	'usage-kind': ({word, known}: {word: string; known: readonly string[]}) =>
		word === ''
			? 'Назвіть хоча б один вид розбіжностей.'
			: `Немає виду розбіжностей «${word}». Є: ${known.join(', ')}.`,
	'usage-api': ({known}: {known: readonly string[]}) =>
		`api приймає GET і шлях: api GET accounts/100001. Є: ${known.join(', ')}. Надсилається лише GET.`,
	'usage-entry': ({command}: OfCommand) => `${command} приймає номер запису.`,
	'usage-no-entry': ({id}: {id: string}) => `У журналі немає запису ${id}.`,
	'usage-name-one': ({command, ids}: OfCommand & {readonly ids: string}) =>
		`Назвіть один: ${command} ID, де ID — ${ids}.`,
	/** `bulk` is the flag that selects all rows, or `null`. */
	'usage-name-rows': ({
		command,
		ids,
		bulk,
	}: OfCommand & {readonly ids: string; readonly bulk: string | null}) =>
		`Назвіть рядки: ${command} ID…, де ID — ${ids}${bulk === null ? '' : `; або --${bulk}`}.`,
	'usage-argument': ({
		command,
		action,
		argument,
		word,
	}: OfCommand & {readonly action: string; readonly argument: string; readonly word: string}) =>
		`${action} приймає ID і ${argument}: ${command} ID ${word}.`,
	'usage-twice': ({key}: {key: string}) => `«${key}» названо двічі.`,
	'usage-no-row': ({resource, id, ids}: {resource: string; id: string; ids: string}) =>
		`У ${resource} немає рядка «${id}». ID — це ${ids}.`,
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
	}) =>
		`«${id}» відповідає кільком рядкам ${resource} (${n}); назвіть один за його ключем:\n${list.join('\n')}`,
	'usage-lazy-columns': ({columns, most}: {columns: readonly string[]; most: number}) =>
		`${columns.join(', ')} запитується для кожного рядка окремо: звузьте список до ${most} рядків через --filter або --limit.`,
	'usage-column': ({
		resource,
		id,
		nearest,
		known,
	}: Suggestion & {readonly resource: string; readonly id: string; readonly known: readonly string[]}) =>
		`${resource} не має стовпця «${id}».${suggestion(nearest)} Є: ${known.join(', ')}.`,
	'usage-marks': ({marks}: {marks: readonly string[]}) => `--mark приймає знаки: ${marks.join(' ')}.`,
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
		`«${word}» у --filter: ${reason} Стовпці ${resource}: ${known.join(', ')}; також sync і drift. Усі умови: stalker-console ${resource} list --help.`,
};
