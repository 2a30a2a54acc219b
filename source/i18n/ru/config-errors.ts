import type {Dictionary} from '../en/index.ts';

const serviceHint = 'укажите его: service = ID в разделе [stalker] или --service ID.';

/** Russian: errors of the configuration. */
export const configErrorMessages = {
	'no-language': ({language, from, languages}) =>
		`Языка «${language}» нет (${from}). Есть: ${languages.join(', ')}.`,
	'password-in-flag': ({flag}) =>
		`--${flag} содержит пароль, который мог бы прочитать любой пользователь этой машины. Задайте его через DATABASE_URL, файл или команду.`,
	'nothing-configured': ({file}) =>
		`Ничего не настроено. Задайте портал (STALKER_URL, STALKER_LOGIN, STALKER_PASSWORD или url, login и пароль в разделе [stalker]) и биллинг (DATABASE_URL или url в разделе [billing]). Файл — ${file}; для --demo ничего из этого не нужно.`,
	'portal-not-configured': ({file}) =>
		`Биллинг настроен, а портал (STALKER_URL, STALKER_LOGIN, STALKER_PASSWORD или url, login и пароль в разделе [stalker]) — нет. Файл — ${file}; для --demo ничего из этого не нужно.`,
	'billing-not-configured': ({file}) =>
		`Портал настроен, а биллинг (DATABASE_URL или url в разделе [billing]) — нет. Файл — ${file}; для --demo ничего из этого не нужно.`,
	'customers-no-count': ({from}) =>
		`billing.customers (${from}) должно быть числом абонентов, которое позволяет лицензия ABillS, напр. 1001.`,
	'number-no-column': ({key, from}) => `${key} (${from}) должно быть числом от 0 до 65535, как в ABillS.`,
	'service-no-id': ({key, from}) => `${key} (${from}) должен быть номером строки таблицы iptv_services.`,
	'portals-no-tables': ({file, name}) =>
		name === null
			? `В конфигурации ${file} «portals» — не таблицы; портал — это [portals.ИМЯ].`
			: `В конфигурации ${file} «portals.${name}» — не таблица; портал — это [portals.${name}].`,
	'portal-name': ({file}) =>
		`В конфигурации ${file} есть портал, имя которого состоит не только из букв, цифр, «.», «_» и «-».`,
	'portal-without-url': ({file, name}) => `В конфигурации ${file} нет url в [portals.${name}].`,
	'portals-same': ({file, names, key}) =>
		key === 'channels'
			? `В конфигурации ${file} у нескольких порталов channels = true (${names.join(', ')}); каналы биллинга — одного портала.`
			: `В конфигурации ${file} у нескольких порталов одинаковое значение ${key} (${names.join(', ')}).`,
	'portals-beside-stalker': ({file}) =>
		`В конфигурации ${file} есть и [stalker], и [portals.ИМЯ]; когда порталов несколько, у каждого своя таблица, так что перенесите [stalker] в одну из них.`,
	'portal-unread': ({portal, reason}) => `${portal}: ${reason}`,
	'portals-unread': ({reasons}) => `Строк некоторых порталов не хватает. ${reasons.join(' ')}`,
	'no-portal': ({file, name, known}) =>
		known.length === 0
			? `Портала «${name}» нет: в конфигурации ${file} нет [portals.${name}].`
			: `Портала «${name}» нет. Есть: ${known.join(', ')}.`,
	'no-demo-portal': ({name, known}) =>
		known.length === 0
			? `В демо один портал, «${name}» нет; с --portals 2 будут demo1 и demo2.`
			: `В демо нет портала «${name}». Есть: ${known.join(', ')}.`,
	'which-portal': ({known}) => `Порталов несколько: ${known.join(', ')}. Назовите один: --portal ИМЯ.`,
	'portal-overridden': ({from, known}) =>
		`Задано ${from}, а у порталов (${known.join(', ')}) собственные настройки. Назовите тот, для которого это: --portal ИМЯ.`,
	'secret-unreadable': ({key, file}) => `${key} указывает на ${file}, который не удаётся прочитать.`,
	'no-certificate': ({key, file}) => `${key} указывает на ${file}, где нет сертификата (PEM).`,
	'secret-command-late': ({key, seconds}) =>
		`Команда ${key} не завершилась за ${seconds} с и остановлена. Она должна печатать пароль, ни о чём здесь не спрашивая.`,
	'secret-command-failed': ({key}) => `Команда ${key} завершилась ошибкой.`,
	'command-setting': ({file, number, problem}) =>
		`[[command]] номер ${number} в ${file}: ${
			{
				tables: 'это должна быть таблица в двойных скобках',
				unknown: 'в ней есть key, name, run и read_only, больше ничего',
				key: 'key должен быть одним символом или f1–f12',
				name: 'name должен быть текстом',
				run: 'run должен быть списком текстов, сначала программа, без {field}',
				read_only: 'read_only должно быть true или false',
				twice: 'эту клавишу имеет другая команда',
			}[problem]
		}.`,
	'command-key-taken': ({file, key, name}) =>
		`Команда «${name}» в ${file} не может иметь клавишу ${key}: она принадлежит самой консоли.`,
	'config-unreadable': ({file, reason}) => `Не удаётся прочитать конфигурацию ${file}: ${reason}.`,
	'config-denied': ({file}) =>
		`Не удаётся прочитать конфигурацию ${file}: нет доступа. Если HOME принадлежит другому пользователю, как после su без -, войдите через su -; иначе укажите файл через --config.`,
	'config-skipped': ({reason}) => `Демо запускается без конфигурации: ${reason}`,
	'file-denied': () => 'нет доступа',
	'file-missing': () => 'такого файла нет',
	'file-directory': () => 'это каталог',
	'config-readable': ({file, key}) =>
		`Конфигурация ${file} содержит пароль (${key}), и её могут прочитать другие. Выполните: chmod 600 ${file}`,
	/** `what` is the library's own text, in English. */
	'config-no-toml': ({file, line, what}) => `Конфигурация ${file} — не TOML: строка ${line}, ${what}.`,
	'config-unknown': ({file, key, known}) =>
		`В конфигурации ${file} есть «${key}», что здесь ничего не значит. Известны: ${known.join(', ')}.`,
	'no-theme': ({value, from, known}) => `Темы «${value}» (${from}) нет. Есть: ${known.join(', ')}.`,
	'config-kind': ({file, key, kind}) =>
		`В конфигурации ${file} значение «${key}» должно быть ${{text: 'текстом в кавычках', number: 'числом', yes: 'true или false'}[kind]}.`,
	'policy-value': ({kind, value, from, known}) =>
		`Политика для ${kind} — это ${known.join(', ')}, а не «${value}» (${from}).`,
	'policy-kind': ({kind, file, known}) =>
		`В конфигурации ${file} есть политика для ${kind}, а это решает только человек. Политика может исправлять: ${known.join(', ')}.`,
	'policy-switch-off': ({kind, from}) =>
		`Политика для ${kind} выключает учётные записи, для этого нужно allow_switch_off = true в [policy] (${from}).`,
	'policy-limit': ({key, value, from}) =>
		`${key} (${from}) равно ${value}; нужен ${key === 'policy.max_share' ? 'процент больше 0 и до 100' : 'целое число больше 0'}.`,
	'policy-none': ({file}) =>
		`Политика не настроена, поэтому ничего никогда не изменится. Назовите виды расхождений в [policy] в ${file}, например C2; как именно — в docs/cron.md.`,
	'portal-of-several': ({url, ids}) =>
		`В биллинге несколько сервисов Stalker (${ids.join(', ')}), которые могут быть ${url}; если один из них — этот портал, ${serviceHint}`,
	'portal-elsewhere': ({url, services}) =>
		`У сервисов Stalker в биллинге другие адреса (${services.map(service => `${service.id} ${service.url}`).join(', ')}), чем ${url}. Проверьте адрес портала; если один из них — этот портал, ${serviceHint}`,
} satisfies Partial<Dictionary['messages']>;
