import type {Dictionary} from '../en/index.ts';

/** The name of a table, column or constraint in parentheses: ` (iptv_services)`; `''` for none. */
const nameSuffix = (name: string): string => (name === '' ? '' : ` (${name})`);

/** Ukrainian: errors of billing. `where` is `host:port/name`. */
export const billingErrorMessages = {
	'billing-silent': ({where, isRead}) =>
		isRead
			? `Білінг ${where} не відповів вчасно. Спробуйте ще раз.`
			: `Білінг ${where} не відповів вчасно: чи виконано останній запит, невідомо. Перевірте ще раз.`,
	'billing-late': ({where}) => `Білінг ${where} не відповів вчасно; перевірте адресу й міжмережевий екран.`,
	'billing-broke': ({where, isRead}) =>
		isRead
			? `З’єднання з білінгом ${where} розірвалося. Спробуйте ще раз.`
			: `З’єднання з білінгом ${where} розірвалося: чи виконав він, що треба, невідомо. Перевірте ще раз.`,
	'billing-tls': ({where}) =>
		`Білінг ${where} і ця програма не домовилися про TLS; перевірте sslmode в адресі.`,
	'billing-untrusted': ({where}) =>
		`Сертифікату сервера бази даних ${where} немає довіри: він самопідписаний або від власного центру. Вкажіть файл із тим сертифікатом (PEM) в адресі: ?sslmode=verify-full&sslrootcert=ФАЙЛ для PostgreSQL, ?ssl=ФАЙЛ для MariaDB.`,
	'billing-other-name': ({where}) =>
		`Сертифікат сервера бази даних ${where} виданий для іншого вузла. Запишіть вузол в адресі так, як у сертифікаті; PostgreSQL приймає також sslmode=verify-ca.`,
	'billing-expired': ({where}) =>
		`Строк дії сертифіката сервера бази даних ${where} минув. Поновіть його там.`,
	'billing-no-tls': ({where}) =>
		`Сервер бази даних ${where} не пропонує TLS. Увімкніть його там (ssl = on) або запишіть в адресі sslmode=disable.`,
	'billing-wants-tls': ({where}) =>
		`Сервер бази даних ${where} нікого не впускає без TLS. Запишіть в адресі sslmode=require.`,
	'billing-standby': ({where}) =>
		`Сервер ${where} — резервний і лише читає: записати туди нічого не можна. Вкажіть в адресі основний сервер.`,
	'billing-sessions-read-only': ({where}) =>
		`Сеанси на ${where} — лише для читання (default_transaction_read_only): записати туди нічого не можна. Вимкніть це для бази або користувача.`,
	'billing-rights': ({where, tables}) =>
		`Цей користувач не може записувати в таблиці на ${where}: ${tables.join(', ')}. Нехай їхній власник виконає GRANT INSERT, UPDATE, DELETE.`,
	'billing-service': () =>
		'Адреса бази даних називає службу з pg_service.conf, якого ця програма не читає. Запишіть натомість вузол, порт, базу й користувача.',
	'billing-parameter': ({name}) =>
		`В адресі бази даних є параметр «${name}», якого PostgreSQL не знає. Налаштування сеансу записується так: options=-c%20НАЗВА%3DЗНАЧЕННЯ.`,
	'billing-several-hosts': () =>
		'Адреса бази даних називає кілька вузлів, а ця програма під’єднується до одного. Назвіть той, що приймає записи.',
	'billing-sslmode': ({value}) =>
		`В адресі бази даних sslmode=${value}; можливі disable, require, verify-ca і verify-full.`,
	'billing-file': ({file}) =>
		`Адреса бази даних називає файл ${file}, який не читається. Перевірте його назву й права.`,
	'billing-state': ({where, state}) => `Білінг ${where} відхилив запит (SQLSTATE ${state}).`,
	'billing-failed': ({where, state}) => `Збій білінгу ${where}${nameSuffix(state)}.`,
	'billing-nobody': ({where}) =>
		`На ${where} база даних не приймає з’єднань; перевірте, чи працює сервер бази даних і чи правильна адреса.`,
	'billing-no-host': ({where}) => `Вузол із ${where} невідомий; перевірте адресу бази даних.`,
	'billing-no-names': ({where}) => `Не вдалося дізнатися адресу вузла з ${where}; перевірте сервер імен.`,
	'billing-no-way': ({where}) => `Вузол із ${where} недоступний; перевірте мережу.`,
	'billing-no-access': ({where}) => `Відкрити ${where} не дозволено; перевірте права на каталог.`,
	'billing-disk-full': ({where}) => `На диску ${where} немає місця; звільніть його.`,
	'billing-memory': ({where}) => `Серверу ${where} бракує пам’яті; спробуйте пізніше.`,
	'billing-password': ({where}) => `Білінг ${where} не приймає цього користувача й пароль; перевірте їх.`,
	'billing-password-expired': ({where}) =>
		`Термін дії пароля користувача бази даних ${where} минув; задайте новий (alter user … identified by …) там і в налаштуваннях.`,
	'billing-account-locked': ({where}) =>
		`Користувача бази даних ${where} заблоковано; адміністратор розблоковує його (alter user … account unlock).`,
	'billing-no-entry': ({where}) =>
		`Білінг ${where} не впускає цього користувача; перевірте користувача й pg_hba.conf сервера.`,
	'billing-no-database': ({where}) => `Бази даних ${where} немає; створіть її або виправте адресу.`,
	'billing-crowded': ({where}) => `Білінг ${where} не має вільних з’єднань; спробуйте пізніше.`,
	'billing-starting': ({where}) => `Білінг ${where} саме запускається або зупиняється; спробуйте ще раз.`,
	'billing-no-right': ({where, name}) =>
		`Користувачеві бази даних ${where} бракує права${nameSuffix(name)}; надайте його.`,
	'billing-no-grant': ({where, name}) =>
		`Користувачеві бази даних ${where} бракує права${nameSuffix(name)}; stalker-console db attach --print-grants друкує команди, що його надають.`,
	'billing-read-only': ({where}) =>
		`Білінг ${where} для цього користувача лише для читання; записати нічого не можна.`,
	'billing-no-table': ({where, name}) =>
		`У білінгу ${where} немає таблиці${nameSuffix(name)}: див. stalker-console db status. Якщо там усе готово, таблицю видалили або її приховує search_path.`,
	'billing-no-schema': ({where}) =>
		`У білінгу ${where} немає схеми, де шукати; перевірте search_path користувача.`,
	'billing-no-column': ({where}) =>
		`У таблиці білінгу ${where} немає стовпця: див. stalker-console db status. Якщо там усе готово, стовпець видалили вручну.`,
	'billing-doubled': ({name}) => `Такий рядок у білінгу вже є${nameSuffix(name)}; перечитайте.`,
	'billing-reference': ({name}) =>
		`Рядка, на який посилається цей, уже немає, або на цей посилаються інші${nameSuffix(name)}; перечитайте.`,
	'billing-too-long': () => 'Текст довший за свій стовпець у білінгу; скоротіть його на порталі.',
	'billing-character': () =>
		'У тексті є символ, якого база даних зберегти не може; виправте його на порталі.',
	'billing-too-large': () => 'Число завелике для свого стовпця в білінгу.',
	'billing-faster': () => 'Інша транзакція змінила ті самі рядки; спробуйте ще раз.',
	'billing-deadlock': () => 'Взаємне блокування; спробуйте ще раз.',
	'billing-held': () => 'Ці рядки утримує інша транзакція; спробуйте ще раз.',
	'billing-stopped': ({where}) =>
		`Запит до ${where} тривав задовго, його зупинено; спробуйте ще раз або збільште там statement_timeout.`,
	'billing-empty': ({where}) => `У білінгу ${where} ще немає таблиць; виконайте stalker-console db migrate.`,
	'billing-outdated': ({where}) =>
		`Таблиці в ${where} старішої версії; виконайте stalker-console db migrate.`,
	'billing-unreleased': ({where}) =>
		`Таблиці в ${where} створила неопублікована версія, вони мають іншу будову. Створіть нову базу даних, виконайте там stalker-console db migrate і додайте облікові записи знову.`,
	'billing-newer': ({where}) => `Таблиці в ${where} новішої версії цієї програми; оновіть програму.`,
	'billing-foreign': ({where, tables}) =>
		`У ${where} є таблиці, які створила не ця програма (${tables.join(', ')}); дайте їй окрему базу даних.`,
	'billing-locked': ({directory}) =>
		`Вбудований білінг у ${directory} відкрито в іншому процесі; спершу закрийте той.`,
	'billing-address': () =>
		'Адреса бази даних незрозуміла; це postgresql://user@host:port/database, mariadb://user@host:port/database для ABillS або embedded: для власної бази даних.',
	'billing-no-service': ({service}) =>
		`У білінгу немає сервісу Stalker ${service}: виправте налаштування (service = ID).`,
	'billing-which-service': () =>
		'У білінгу вже є сервіси Stalker: вкажіть, який із них — цей портал (service = ID).',
} satisfies Partial<Dictionary['messages']>;
