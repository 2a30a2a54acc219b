import type {Dictionary} from '../en/index.ts';

/** The sentence that names the word that was probably meant; empty where there is none. */
export const suggestion = (nearest: string): string => (nearest === '' ? '' : ` Возможно, ${nearest}?`);

/** Russian: wrong calls. Names of commands, flags and columns are not translated. */
export const usageErrorMessages = {
	'usage-no-command': ({word, nearest, known}) =>
		`Команды «${word}» нет.${suggestion(nearest)} Есть: ${known.join(', ')}.`,
	'usage-no-verb': ({command, word, nearest, known}) =>
		word === ''
			? `Какую команду ${command}? Есть: ${known.join(', ')}.`
			: `У ${command} нет «${word}».${suggestion(nearest)} Есть: ${known.join(', ')}.`,
	'usage-no-flag': ({command, flag, nearest, known}) =>
		`У ${command} нет флага ${flag}.${suggestion(nearest)}${known.length > 0 ? ` Есть ${known.join(' ')} и общие для всех команд (--help).` : ' См. --help.'}`,
	'usage-no-value': ({flag}) => `--${flag} не принимает значения.`,
	'usage-value': ({flag}) => `--${flag} требует значения.`,
	'usage-number': ({flag}) => `--${flag} принимает число.`,
	'usage-whole': ({flag, least, most}) =>
		`--${flag} принимает целое число от ${least}${most === null ? '' : ` до ${most}`}.`,
	/** `args` is `''` for a command without arguments. */
	'usage-too-much': ({command, args, word}) =>
		`${command} принимает ${args || 'ни одного аргумента'}; «${word}» — лишнее.`,
	'usage-no-table': ({command, flag}) => `У ${command} нет таблицы для --${flag}.`,
	'usage-shell': ({known, nearest}) =>
		`completion принимает одно из: ${known.join(', ')}.${suggestion(nearest)}`,
	'usage-choice': ({flag, known, nearest}) =>
		`--${flag} принимает ${known.join(' или ')}.${suggestion(nearest)}`,
	'usage-together': ({flags}) =>
		`Укажите ${flags.join(' и ')} вместе: N — число строк, которые прислал портал.`,
	'usage-one-format': ({flags}) => `Выберите одно из: ${flags.join(', ')}.`,
	'usage-language': ({language, languages}) => `Языка «${language}» нет. Есть: ${languages.join(', ')}.`,
	'usage-terminal': () =>
		'Консоли нужен терминал, в котором можно перемещать курсор. Командам он не нужен: их перечисляет stalker-console --help.',
	'usage-demo-portals': () => '--portals — для демо: с --demo или с командой demo.',
	'usage-billing': () => 'Биллинг не настроен: задайте DATABASE_URL или url в разделе [billing].',
	'usage-port': () => 'Порт занят: выберите другой через --port или не указывайте его.',
	'usage-fix': ({command, nearest}) =>
		`${command} требует --kind K,… (какие расхождения) и --use billing или --use stalker (какая система права).${suggestion(nearest)} Что именно будет записано, сказано в docs/statuses-and-differences.md.`,
	'usage-plan-file': ({file, reason}) => `План ${file} не удалось прочитать: ${reason}.`,
	'usage-plan-format': ({file, version}) =>
		`${file} — не план этой программы в формате ${version}. Создайте его снова: stalker-console plan --out ${file}`,
	'usage-plan-portal': ({file}) =>
		`План ${file} для другого портала. Создайте его снова: stalker-console plan --out ${file}`,
	'usage-kind': ({word, known}) =>
		word === ''
			? 'Назовите хотя бы один вид расхождений.'
			: `Нет вида расхождений «${word}». Есть: ${known.join(', ')}.`,
	'usage-api': ({known}) =>
		`api принимает GET и путь: api GET accounts/100001. Есть: ${known.join(', ')}. Отправляется только GET.`,
	'usage-entry': ({command}) => `${command} принимает номер записи.`,
	'usage-no-entry': ({id}) => `В журнале нет записи ${id}.`,
	'usage-name-one': ({command, ids}) => `Назовите одну: ${command} ID, где ID — ${ids}.`,
	/** `bulk` is the flag that selects all rows, or `null`. */
	'usage-name-rows': ({command, ids, bulk}) =>
		`Назовите строки: ${command} ID…, где ID — ${ids}${bulk === null ? '' : `; или --${bulk}`}.`,
	'usage-argument': ({command, action, argument, word}) =>
		`${action} принимает ID и ${argument}: ${command} ID ${word}.`,
	'usage-twice': ({key}) => `«${key}» названо дважды.`,
	'usage-no-row': ({resource, id, ids}) => `В ${resource} нет строки «${id}». ID — это ${ids}.`,
	'usage-several': ({resource, id, n, list}) =>
		`«${id}» подходит нескольким строкам ${resource} (${n}); назовите одну по её ключу:\n${list.join('\n')}`,
	'usage-lazy-columns': ({columns, most}) =>
		`${columns.join(', ')} запрашивается для каждой строки отдельно: сузьте список до ${most} строк через --filter или --limit.`,
	'usage-column': ({resource, id, nearest, known}) =>
		`У ${resource} нет столбца «${id}».${suggestion(nearest)} Есть: ${known.join(', ')}.`,
	'usage-marks': ({marks}) => `--mark принимает знаки: ${marks.join(' ')}.`,
	'usage-filter-lists': ({reason, names}) =>
		`${reason} Фильтр должен подходить к каждому списку из --kind (${names.join(', ')}): вызовите fix --all отдельно для видов каждого списка.`,
	'usage-filter': ({word, reason, resource, known}) =>
		`«${word}» в --filter: ${reason} Столбцы ${resource}: ${known.join(', ')}; также sync и drift. Все условия: stalker-console ${resource} list --help.`,
} satisfies Partial<Dictionary['messages']>;
