import type {Dictionary} from '../en/index.ts';

const serviceHint = 'вкажіть його: service = ID у [stalker] або --service ID.';

/** Ukrainian: errors of the configuration. */
export const configErrorMessages = {
	'no-language': ({language, from, languages}) =>
		`Мови «${language}» немає (${from}). Є: ${languages.join(', ')}.`,
	'password-in-flag': ({flag}) =>
		`У --${flag} є пароль, який міг би прочитати кожен користувач цієї машини. Задайте його в DATABASE_URL, файлі або команді.`,
	'nothing-configured': ({file}) =>
		`Нічого не налаштовано. Задайте портал (STALKER_URL, STALKER_LOGIN, STALKER_PASSWORD або url, login і пароль у [stalker]) і білінг (DATABASE_URL або url у [billing]). Файл: ${file}; для --demo не потрібно ні того, ні того.`,
	'portal-not-configured': ({file}) =>
		`Білінг налаштовано, а портал (STALKER_URL, STALKER_LOGIN, STALKER_PASSWORD або url, login і пароль у [stalker]) — ні. Файл: ${file}; для --demo не потрібно ні того, ні того.`,
	'billing-not-configured': ({file}) =>
		`Портал налаштовано, а білінг (DATABASE_URL або url у [billing]) — ні. Файл: ${file}; для --demo не потрібно ні того, ні того.`,
	'customers-no-count': ({from}) =>
		`billing.customers (${from}) має бути кількістю абонентів, яку дозволяє ліцензія ABillS, напр. 1001.`,
	'number-no-column': ({key, from}) => `${key} (${from}) має бути числом від 0 до 65535, як в ABillS.`,
	'service-no-id': ({key, from}) => `${key} (${from}) має бути id рядка в iptv_services.`,
	'portals-no-tables': ({file, name}) =>
		name === null
			? `У конфігурації ${file} «portals» — не таблиці; портал — це [portals.НАЗВА].`
			: `У конфігурації ${file} «portals.${name}» — не таблиця; портал — це [portals.${name}].`,
	'portal-name': ({file}) =>
		`У конфігурації ${file} є портал, назва якого складається не лише з літер, цифр, «.», «_» та «-».`,
	'portal-without-url': ({file, name}) => `У конфігурації ${file} немає url у [portals.${name}].`,
	'portals-same': ({file, names, key}) =>
		key === 'channels'
			? `У конфігурації ${file} кілька порталів мають channels = true (${names.join(', ')}); канали білінгу — одного порталу.`
			: `У конфігурації ${file} кілька порталів мають однакове значення ${key} (${names.join(', ')}).`,
	'portals-beside-stalker': ({file}) =>
		`У конфігурації ${file} є і [stalker], і [portals.НАЗВА]; коли порталів кілька, у кожного своя таблиця, тож перенесіть [stalker] до однієї з них.`,
	'portal-unread': ({portal, reason}) => `${portal}: ${reason}`,
	'portals-unread': ({reasons}) => `Рядків деяких порталів бракує. ${reasons.join(' ')}`,
	'no-portal': ({file, name, known}) =>
		known.length === 0
			? `Порталу «${name}» немає: у конфігурації ${file} немає [portals.${name}].`
			: `Порталу «${name}» немає. Є: ${known.join(', ')}.`,
	'no-demo-portal': ({name, known}) =>
		known.length === 0
			? `У демо один портал, «${name}» немає; з --portals 2 будуть demo1 і demo2.`
			: `У демо немає порталу «${name}». Є: ${known.join(', ')}.`,
	'which-portal': ({known}) => `Порталів кілька: ${known.join(', ')}. Назвіть один: --portal НАЗВА.`,
	'portal-overridden': ({from, known}) =>
		`Задано ${from}, а портали (${known.join(', ')}) мають власні налаштування. Назвіть той, для якого воно: --portal НАЗВА.`,
	'secret-unreadable': ({key, file}) => `${key} указує на ${file}, але прочитати його не вдалося.`,
	'no-certificate': ({key, file}) => `${key} указує на ${file}, але сертифіката (PEM) там немає.`,
	'secret-command-late': ({key, seconds}) =>
		`Команда з ${key} не завершилася за ${seconds} с, тому її зупинено. Вона має друкувати пароль, ні про що тут не запитуючи.`,
	'secret-command-failed': ({key}) => `Команда з ${key} завершилася з помилкою.`,
	'command-setting': ({file, number, problem}) =>
		`[[command]] номер ${number} у ${file}: ${
			{
				tables: 'це має бути таблиця у подвійних дужках',
				unknown: 'у ній є key, name, run і read_only, більше нічого',
				key: 'key має бути одним символом або f1–f12',
				name: 'name має бути текстом',
				run: 'run має бути списком текстів, спершу програма, без {field}',
				read_only: 'read_only має бути true або false',
				twice: 'цю клавішу має інша команда',
			}[problem]
		}.`,
	'command-key-taken': ({file, key, name}) =>
		`Команда «${name}» у ${file} не може мати клавішу ${key}: вона належить самій консолі.`,
	'config-unreadable': ({file, reason}) => `Конфігурацію ${file} прочитати не вдалося: ${reason}.`,
	'config-denied': ({file}) =>
		`Конфігурацію ${file} прочитати не вдалося: немає дозволу. Якщо HOME належить іншому користувачеві, як після su без -, скористайтеся su -; інакше назвіть файл через --config.`,
	'config-skipped': ({reason}) => `Демо запускається без конфігурації: ${reason}`,
	'file-denied': () => 'немає дозволу',
	'file-missing': () => 'такого файлу немає',
	'file-directory': () => 'це каталог',
	'config-readable': ({file, key}) =>
		`У конфігурації ${file} є пароль (${key}), і її можуть прочитати інші. Виконайте: chmod 600 ${file}`,
	/** `what` is the library's own text, in English. */
	'config-no-toml': ({file, line, what}) => `Конфігурація ${file} — не TOML: рядок ${line}, ${what}.`,
	'config-unknown': ({file, key, known}) =>
		`У конфігурації ${file} є «${key}», що тут нічого не означає. Відомі: ${known.join(', ')}.`,
	'no-theme': ({value, from, known}) => `Теми «${value}» (${from}) немає. Є: ${known.join(', ')}.`,
	'config-kind': ({file, key, kind}) =>
		`У конфігурації ${file} значення «${key}» — не ${{text: 'текст у лапках', number: 'число', yes: 'true чи false'}[kind]}.`,
	'policy-value': ({kind, value, from, known}) =>
		`Політика для ${kind} — це ${known.join(', ')}, а не «${value}» (${from}).`,
	'policy-kind': ({kind, file, known}) =>
		`У конфігурації ${file} є політика для ${kind}, а це вирішує лише людина. Політика може виправляти: ${known.join(', ')}.`,
	'policy-switch-off': ({kind, from}) =>
		`Політика для ${kind} вимикає облікові записи, для цього потрібно allow_switch_off = true у [policy] (${from}).`,
	'policy-limit': ({key, value, from}) =>
		`${key} (${from}) дорівнює ${value}; потрібно ${key === 'policy.max_share' ? 'відсоток понад 0 і до 100' : 'ціле число понад 0'}.`,
	'policy-none': ({file}) =>
		`Політику не налаштовано, тож нічого ніколи не змінюватиметься. Назвіть види розбіжностей у [policy] у ${file}, наприклад C2; як саме — у docs/cron.md.`,
	'portal-of-several': ({url, ids}) =>
		`У білінгу кілька сервісів Stalker (${ids.join(', ')}) можуть бути ${url}; якщо один із них — цей портал, ${serviceHint}`,
	'portal-elsewhere': ({url, services}) =>
		`Сервіси Stalker у білінгу мають інші адреси (${services.map(service => `${service.id} ${service.url}`).join(', ')}), ніж ${url}. Перевірте адресу порталу; якщо один із них — цей портал, ${serviceHint}`,
} satisfies Partial<Dictionary['messages']>;
