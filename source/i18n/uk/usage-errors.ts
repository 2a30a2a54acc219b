import type {Dictionary} from '../en/index.ts';

/** The sentence that names the word that was probably meant; empty where there is none. */
export const suggestion = (nearest: string): string => (nearest === '' ? '' : ` Можливо, ${nearest}?`);

/** Ukrainian: wrong calls. Names of commands, flags and columns are not translated. */
export const usageErrorMessages = {
	'usage-no-command': ({word, nearest, known}) =>
		`Команди «${word}» немає.${suggestion(nearest)} Є: ${known.join(', ')}.`,
	'usage-no-verb': ({command, word, nearest, known}) =>
		word === ''
			? `Яку команду ${command}? Є: ${known.join(', ')}.`
			: `${command} не має «${word}».${suggestion(nearest)} Є: ${known.join(', ')}.`,
	'usage-no-flag': ({command, flag, nearest, known}) =>
		`${command} не має прапорця ${flag}.${suggestion(nearest)}${known.length > 0 ? ` Є ${known.join(' ')} і спільні для всіх команд (--help).` : ' Див. --help.'}`,
	'usage-no-value': ({flag}) => `--${flag} не приймає значення.`,
	'usage-value': ({flag}) => `--${flag} потребує значення.`,
	'usage-number': ({flag}) => `--${flag} приймає число.`,
	'usage-whole': ({flag, least, most}) =>
		`--${flag} приймає ціле число від ${least}${most === null ? '' : ` до ${most}`}.`,
	/** `args` is `''` for a command without arguments. */
	'usage-too-much': ({command, args, word}) =>
		`${command} приймає ${args || 'жодного аргументу'}; «${word}» — зайве.`,
	'usage-no-table': ({command, flag}) => `${command} не має таблиці для --${flag}.`,
	'usage-shell': ({known, nearest}) =>
		`completion приймає одне з: ${known.join(', ')}.${suggestion(nearest)}`,
	'usage-choice': ({flag, known, nearest}) =>
		`--${flag} приймає ${known.join(' або ')}.${suggestion(nearest)}`,
	'usage-together': ({flags}) =>
		`Вкажіть ${flags.join(' і ')} разом: N — кількість рядків, які надіслав портал.`,
	'usage-one-format': ({flags}) => `Виберіть одне з: ${flags.join(', ')}.`,
	'usage-language': ({language, languages}) => `Мови «${language}» немає. Є: ${languages.join(', ')}.`,
	'usage-terminal': () =>
		'Консолі потрібен термінал, у якому можна переміщати курсор. Командам він не потрібен: їх перелічує stalker-console --help.',
	'usage-demo-portals': () => '--portals — для демо: з --demo або з командою demo.',
	'usage-billing': () => 'Білінг не налаштовано: задайте DATABASE_URL або url у розділі [billing].',
	'usage-port': () => 'Порт зайнятий: виберіть інший через --port або не вказуйте його.',
	'usage-fix': ({command, nearest}) =>
		`${command} потребує --kind K,… (які розбіжності) та --use billing або --use stalker (яка система має рацію).${suggestion(nearest)} Що саме буде записано, сказано в docs/statuses-and-differences.md.`,
	'usage-plan-file': ({file, reason}) => `План ${file} не вдалося прочитати: ${reason}.`,
	'usage-plan-format': ({file, version}) =>
		`${file} — не план цієї програми у форматі ${version}. Створіть його знову: stalker-console plan --out ${file}`,
	'usage-plan-portal': ({file}) =>
		`План ${file} для іншого порталу. Створіть його знову: stalker-console plan --out ${file}`,
	'usage-kind': ({word, known}) =>
		word === ''
			? 'Назвіть хоча б один вид розбіжностей.'
			: `Немає виду розбіжностей «${word}». Є: ${known.join(', ')}.`,
	'usage-api': ({known}) =>
		`api приймає GET і шлях: api GET accounts/100001. Є: ${known.join(', ')}. Надсилається лише GET.`,
	'usage-entry': ({command}) => `${command} приймає номер запису.`,
	'usage-no-entry': ({id}) => `У журналі немає запису ${id}.`,
	'usage-name-one': ({command, ids}) => `Назвіть один: ${command} ID, де ID — ${ids}.`,
	/** `bulk` is the flag that selects all rows, or `null`. */
	'usage-name-rows': ({command, ids, bulk}) =>
		`Назвіть рядки: ${command} ID…, де ID — ${ids}${bulk === null ? '' : `; або --${bulk}`}.`,
	'usage-argument': ({command, action, argument, word}) =>
		`${action} приймає ID і ${argument}: ${command} ID ${word}.`,
	'usage-twice': ({key}) => `«${key}» названо двічі.`,
	'usage-no-row': ({resource, id, ids}) => `У ${resource} немає рядка «${id}». ID — це ${ids}.`,
	'usage-several': ({resource, id, n, list}) =>
		`«${id}» відповідає кільком рядкам ${resource} (${n}); назвіть один за його ключем:\n${list.join('\n')}`,
	'usage-lazy-columns': ({columns, most}) =>
		`${columns.join(', ')} запитується для кожного рядка окремо: звузьте список до ${most} рядків через --filter або --limit.`,
	'usage-column': ({resource, id, nearest, known}) =>
		`${resource} не має стовпця «${id}».${suggestion(nearest)} Є: ${known.join(', ')}.`,
	'usage-marks': ({marks}) => `--mark приймає знаки: ${marks.join(' ')}.`,
	'usage-filter-lists': ({reason, names}) =>
		`${reason} Фільтр має підходити до кожного списку з --kind (${names.join(', ')}): викличте fix --all окремо для видів кожного списку.`,
	'usage-filter': ({word, reason, resource, known}) =>
		`«${word}» у --filter: ${reason} Стовпці ${resource}: ${known.join(', ')}; також sync і drift. Усі умови: stalker-console ${resource} list --help.`,
} satisfies Partial<Dictionary['messages']>;
