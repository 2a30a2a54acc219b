import type {Dictionary} from '../en/index.ts';

/** The name of a table, column or constraint in parentheses: ` (iptv_services)`; `''` for none. */
const nameSuffix = (name: string): string => (name === '' ? '' : ` (${name})`);

/** Russian: errors of billing. `where` is `host:port/name`. */
export const billingErrorMessages = {
	'billing-silent': ({where, isRead}) =>
		isRead
			? `Биллинг на ${where} не ответил вовремя. Попробуйте ещё раз.`
			: `Биллинг на ${where} не ответил вовремя: выполнен ли последний запрос, неизвестно. Проверьте ещё раз.`,
	'billing-late': ({where}) => `Биллинг на ${where} не ответил вовремя; проверьте адрес и межсетевой экран.`,
	'billing-broke': ({where, isRead}) =>
		isRead
			? `Соединение с биллингом на ${where} оборвалось. Попробуйте ещё раз.`
			: `Соединение с биллингом на ${where} оборвалось: выполнен ли последний запрос, неизвестно. Проверьте ещё раз.`,
	'billing-tls': ({where}) =>
		`Биллинг на ${where} и эта программа не договорились о TLS; проверьте sslmode в адресе.`,
	'billing-untrusted': ({where}) =>
		`Сертификату сервера базы данных ${where} нет доверия: он самоподписанный или от собственного центра. Укажите файл с тем сертификатом (PEM) в адресе: ?sslmode=verify-full&sslrootcert=ФАЙЛ для PostgreSQL, ?ssl=ФАЙЛ для MariaDB.`,
	'billing-other-name': ({where}) =>
		`Сертификат сервера базы данных ${where} выдан для другого узла. Запишите узел в адресе так, как в сертификате; PostgreSQL принимает также sslmode=verify-ca.`,
	'billing-expired': ({where}) =>
		`Срок действия сертификата сервера базы данных ${where} истёк. Обновите его там.`,
	'billing-no-tls': ({where}) =>
		`Сервер базы данных ${where} не предлагает TLS. Включите его там (ssl = on) или запишите в адресе sslmode=disable.`,
	'billing-wants-tls': ({where}) =>
		`Сервер базы данных ${where} никого не впускает без TLS. Запишите в адресе sslmode=require.`,
	'billing-standby': ({where}) =>
		`Сервер ${where} — резервный и только читает: записать туда ничего нельзя. Укажите в адресе основной сервер.`,
	'billing-sessions-read-only': ({where}) =>
		`Сеансы на ${where} — только для чтения (default_transaction_read_only): записать туда ничего нельзя. Выключите это для базы или пользователя.`,
	'billing-rights': ({where, tables}) =>
		`Этот пользователь не может записывать в таблицы на ${where}: ${tables.join(', ')}. Пусть их владелец выполнит GRANT INSERT, UPDATE, DELETE.`,
	'billing-service': () =>
		'Адрес базы данных называет службу из pg_service.conf, который эта программа не читает. Запишите вместо неё узел, порт, базу и пользователя.',
	'billing-parameter': ({name}) =>
		`В адресе базы данных есть параметр «${name}», которого PostgreSQL не знает. Настройка сеанса записывается так: options=-c%20ИМЯ%3DЗНАЧЕНИЕ.`,
	'billing-several-hosts': () =>
		'Адрес базы данных называет несколько узлов, а эта программа подключается к одному. Назовите тот, что принимает записи.',
	'billing-sslmode': ({value}) =>
		`В адресе базы данных sslmode=${value}; возможны disable, require, verify-ca и verify-full.`,
	'billing-file': ({file}) =>
		`Адрес базы данных называет файл ${file}, который не читается. Проверьте его имя и права.`,
	'billing-state': ({where, state}) => `Биллинг на ${where} отклонил запрос (SQLSTATE ${state}).`,
	'billing-failed': ({where, state}) => `Ошибка биллинга на ${where}${nameSuffix(state)}.`,
	'billing-nobody': ({where}) =>
		`В соединении с ${where} отказано; проверьте, работает ли сервер базы данных и верен ли адрес.`,
	'billing-no-host': ({where}) => `Узел ${where} неизвестен; проверьте адрес базы данных.`,
	'billing-no-names': ({where}) => `Не удалось определить адрес узла ${where}; проверьте сервер имён.`,
	'billing-no-way': ({where}) => `Узел ${where} недостижим; проверьте сеть.`,
	'billing-no-access': ({where}) => `${where} нельзя открыть; проверьте права на каталог.`,
	'billing-disk-full': ({where}) => `Диск ${where} переполнен; освободите на нём место.`,
	'billing-memory': ({where}) => `Серверу ${where} не хватает памяти; попробуйте позже.`,
	'billing-password': ({where}) =>
		`Биллинг на ${where} не принимает этого пользователя и пароль; проверьте их.`,
	'billing-password-expired': ({where}) =>
		`Срок действия пароля пользователя базы ${where} истёк; задайте новый (alter user … identified by …) там и в настройках.`,
	'billing-account-locked': ({where}) =>
		`Пользователь базы ${where} заблокирован; администратор разблокирует его (alter user … account unlock).`,
	'billing-no-entry': ({where}) =>
		`Биллинг на ${where} не впускает этого пользователя; проверьте пользователя и pg_hba.conf сервера.`,
	'billing-no-database': ({where}) => `Базы данных ${where} нет; создайте её или исправьте адрес.`,
	'billing-crowded': ({where}) => `У биллинга на ${where} нет свободных соединений; попробуйте позже.`,
	'billing-starting': ({where}) => `Биллинг на ${where} запускается или останавливается; попробуйте ещё раз.`,
	'billing-no-right': ({where, name}) =>
		`Пользователю базы ${where} не хватает права${nameSuffix(name)}; выдайте его.`,
	'billing-no-grant': ({where, name}) =>
		`Пользователю базы ${where} не хватает права${nameSuffix(name)}; stalker-console db attach --print-grants печатает команды, которые его дают.`,
	'billing-read-only': ({where}) =>
		`Биллинг на ${where} доступен этому пользователю только для чтения; записать ничего нельзя.`,
	'billing-no-table': ({where, name}) =>
		`В биллинге на ${where} нет таблицы${nameSuffix(name)}: см. stalker-console db status. Если там всё готово, таблицу удалили или её скрывает search_path.`,
	'billing-no-schema': ({where}) =>
		`В биллинге на ${where} нет схемы, где искать; проверьте search_path пользователя.`,
	'billing-no-column': ({where}) =>
		`В таблице биллинга на ${where} нет столбца: см. stalker-console db status. Если там всё готово, столбец удалили вручную.`,
	'billing-doubled': ({name}) => `В биллинге уже есть такая запись${nameSuffix(name)}; прочитайте ещё раз.`,
	'billing-reference': ({name}) =>
		`Записи, на которую ссылается эта, уже нет, или на неё ссылаются другие${nameSuffix(name)}; прочитайте ещё раз.`,
	'billing-too-long': () => 'Текст длиннее своего столбца в биллинге; сократите его на портале.',
	'billing-character': () => 'В тексте есть символ, который база не хранит; исправьте его на портале.',
	'billing-too-large': () => 'Число больше, чем вмещает его столбец в биллинге.',
	'billing-faster': () => 'Другая транзакция изменила те же строки; попробуйте ещё раз.',
	'billing-deadlock': () => 'Взаимная блокировка; попробуйте ещё раз.',
	'billing-held': () => 'Эти строки держит другая транзакция; попробуйте ещё раз.',
	'billing-stopped': ({where}) =>
		`Запрос на ${where} выполнялся слишком долго и был остановлен; попробуйте ещё раз или увеличьте там statement_timeout.`,
	'billing-empty': ({where}) =>
		`В биллинге на ${where} ещё нет таблиц; выполните stalker-console db migrate.`,
	'billing-outdated': ({where}) =>
		`Таблицы на ${where} более старой версии; выполните stalker-console db migrate.`,
	'billing-unreleased': ({where}) =>
		`Таблицы на ${where} созданы неопубликованной версией и устроены иначе. Создайте новую базу, выполните там stalker-console db migrate и добавьте учётные записи снова.`,
	'billing-newer': ({where}) => `Таблицы на ${where} более новой версии этой программы; обновите её.`,
	'billing-foreign': ({where, tables}) =>
		`На ${where} есть таблицы, которых эта программа не создавала (${tables.join(', ')}); дайте ей отдельную базу.`,
	'billing-locked': ({directory}) =>
		`Встроенный биллинг в ${directory} открыт другим процессом; сначала закройте его.`,
	'billing-address': () =>
		'Адрес базы данных непонятен; он имеет вид postgresql://user@host:port/database, mariadb://user@host:port/database для ABillS, или embedded: для собственной базы.',
	'billing-no-service': ({service}) =>
		`В биллинге нет сервиса Stalker ${service}: исправьте параметр (service = ID).`,
	'billing-which-service': () =>
		'В биллинге уже есть сервисы Stalker: укажите, какой из них — этот портал (service = ID).',
} satisfies Partial<Dictionary['messages']>;
