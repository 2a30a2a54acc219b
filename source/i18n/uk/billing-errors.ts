type AtAddress = {readonly where: string};

/** The name of a table, column or constraint in parentheses: ` (iptv_services)`; `''` for none. */
const nameSuffix = (name: string): string => (name === '' ? '' : ` (${name})`);

type WithName = {readonly name: string};

/** Ukrainian: errors of billing. `where` is `host:port/name`. */
export const billingErrorMessages = {
	'billing-silent': ({where}: AtAddress) =>
		`Білінг ${where} не відповів вчасно: чи виконано останній запит, невідомо. Перевірте ще раз.`,
	'billing-late': ({where}: AtAddress) =>
		`Білінг ${where} не відповів вчасно; перевірте адресу й міжмережевий екран.`,
	'billing-broke': ({where}: AtAddress) =>
		`З’єднання з білінгом ${where} розірвалося: чи виконав він, що треба, невідомо. Перевірте ще раз.`,
	'billing-tls': ({where}: AtAddress) =>
		`Білінг ${where} і ця програма не домовилися про TLS; перевірте sslmode в адресі.`,
	'billing-untrusted': ({where}: AtAddress) =>
		`Сертифікату сервера бази даних ${where} немає довіри: він самопідписаний або від власного центру. Вкажіть файл із тим сертифікатом (PEM) в адресі: ?sslmode=verify-full&sslrootcert=ФАЙЛ для PostgreSQL, ?ssl=ФАЙЛ для MariaDB.`,
	'billing-other-name': ({where}: AtAddress) =>
		`Сертифікат сервера бази даних ${where} виданий для іншого вузла. Запишіть вузол в адресі так, як у сертифікаті; PostgreSQL приймає також sslmode=verify-ca.`,
	'billing-expired': ({where}: AtAddress) =>
		`Строк дії сертифіката сервера бази даних ${where} минув. Поновіть його там.`,
	'billing-no-tls': ({where}: AtAddress) =>
		`Сервер бази даних ${where} не пропонує TLS. Увімкніть його там (ssl = on) або запишіть в адресі sslmode=disable.`,
	'billing-wants-tls': ({where}: AtAddress) =>
		`Сервер бази даних ${where} нікого не впускає без TLS. Запишіть в адресі sslmode=require.`,
	'billing-standby': ({where}: AtAddress) =>
		`Сервер ${where} — резервний і лише читає: записати туди нічого не можна. Вкажіть в адресі основний сервер.`,
	'billing-sessions-read-only': ({where}: AtAddress) =>
		`Сеанси на ${where} — лише для читання (default_transaction_read_only): записати туди нічого не можна. Вимкніть це для бази або користувача.`,
	'billing-rights': ({where, tables}: AtAddress & {readonly tables: readonly string[]}) =>
		`Цей користувач не може записувати в таблиці на ${where}: ${tables.join(', ')}. Нехай їхній власник виконає GRANT INSERT, UPDATE, DELETE.`,
	'billing-service': () =>
		'Адреса бази даних називає службу з pg_service.conf, якого ця програма не читає. Запишіть натомість вузол, порт, базу й користувача.',
	'billing-parameter': ({name}: {readonly name: string}) =>
		`В адресі бази даних є параметр «${name}», якого PostgreSQL не знає. Налаштування сеансу записується так: options=-c%20НАЗВА%3DЗНАЧЕННЯ.`,
	'billing-several-hosts': () =>
		'Адреса бази даних називає кілька вузлів, а ця програма під’єднується до одного. Назвіть той, що приймає записи.',
	'billing-sslmode': ({value}: {value: string}) =>
		`В адресі бази даних sslmode=${value}; можливі disable, require, verify-ca і verify-full.`,
	'billing-file': ({file}: {file: string}) =>
		`Адреса бази даних називає файл ${file}, який не читається. Перевірте його назву й права.`,
	'billing-state': ({where, state}: AtAddress & {readonly state: string}) =>
		`Білінг ${where} відхилив запит (SQLSTATE ${state}).`,
	'billing-failed': ({where, state}: AtAddress & {readonly state: string}) =>
		`Збій білінгу ${where}${nameSuffix(state)}.`,
	'billing-nobody': ({where}: AtAddress) =>
		`На ${where} база даних не приймає з’єднань; перевірте, чи працює сервер бази даних і чи правильна адреса.`,
	'billing-no-host': ({where}: AtAddress) => `Вузол із ${where} невідомий; перевірте адресу бази даних.`,
	'billing-no-names': ({where}: AtAddress) =>
		`Не вдалося дізнатися адресу вузла з ${where}; перевірте сервер імен.`,
	'billing-no-way': ({where}: AtAddress) => `Вузол із ${where} недоступний; перевірте мережу.`,
	'billing-no-access': ({where}: AtAddress) => `Відкрити ${where} не дозволено; перевірте права на каталог.`,
	'billing-disk-full': ({where}: AtAddress) => `На диску ${where} немає місця; звільніть його.`,
	'billing-memory': ({where}: AtAddress) => `Серверу ${where} бракує пам’яті; спробуйте пізніше.`,
	'billing-password': ({where}: AtAddress) =>
		`Білінг ${where} не приймає цього користувача й пароль; перевірте їх.`,
	'billing-no-entry': ({where}: AtAddress) =>
		`Білінг ${where} не впускає цього користувача; перевірте користувача й pg_hba.conf сервера.`,
	'billing-no-database': ({where}: AtAddress) =>
		`Бази даних ${where} немає; створіть її або виправте адресу.`,
	'billing-crowded': ({where}: AtAddress) => `Білінг ${where} не має вільних з’єднань; спробуйте пізніше.`,
	'billing-starting': ({where}: AtAddress) =>
		`Білінг ${where} саме запускається або зупиняється; спробуйте ще раз.`,
	'billing-no-right': ({where, name}: AtAddress & WithName) =>
		`Користувачеві бази даних ${where} бракує права${nameSuffix(name)}; надайте його.`,
	'billing-read-only': ({where}: AtAddress) =>
		`Білінг ${where} для цього користувача лише для читання; записати нічого не можна.`,
	'billing-no-table': ({where, name}: AtAddress & WithName) =>
		`У білінгу ${where} немає таблиці${nameSuffix(name)}: див. stalker-console db status. Якщо там усе готово, таблицю видалили або її приховує search_path.`,
	'billing-no-schema': ({where}: AtAddress) =>
		`У білінгу ${where} немає схеми, де шукати; перевірте search_path користувача.`,
	'billing-no-column': ({where}: AtAddress) =>
		`У таблиці білінгу ${where} немає стовпця: див. stalker-console db status. Якщо там усе готово, стовпець видалили вручну.`,
	'billing-doubled': ({name}: WithName) => `Такий рядок у білінгу вже є${nameSuffix(name)}; перечитайте.`,
	'billing-reference': ({name}: WithName) =>
		`Рядка, на який посилається цей, уже немає, або на цей посилаються інші${nameSuffix(name)}; перечитайте.`,
	'billing-too-long': () => 'Текст довший за свій стовпець у білінгу; скоротіть його на порталі.',
	'billing-character': () =>
		'У тексті є символ, якого база даних зберегти не може; виправте його на порталі.',
	'billing-too-large': () => 'Число завелике для свого стовпця в білінгу.',
	'billing-faster': () => 'Інша транзакція змінила ті самі рядки; спробуйте ще раз.',
	'billing-deadlock': () => 'Взаємне блокування; спробуйте ще раз.',
	'billing-held': () => 'Ці рядки утримує інша транзакція; спробуйте ще раз.',
	'billing-stopped': ({where}: AtAddress) =>
		`Запит до ${where} тривав задовго, його зупинено; спробуйте ще раз або збільште там statement_timeout.`,
	'billing-empty': ({where}: AtAddress) =>
		`У білінгу ${where} ще немає таблиць; виконайте stalker-console db migrate.`,
	'billing-outdated': ({where}: AtAddress) =>
		`Таблиці в ${where} старішої версії; виконайте stalker-console db migrate.`,
	'billing-unreleased': ({where}: AtAddress) =>
		`Таблиці в ${where} створила неопублікована версія, вони мають іншу будову. Створіть нову базу даних, виконайте там stalker-console db migrate і додайте облікові записи знову.`,
	'billing-newer': ({where}: AtAddress) =>
		`Таблиці в ${where} новішої версії цієї програми; оновіть програму.`,
	'billing-foreign': ({where, tables}: AtAddress & {readonly tables: readonly string[]}) =>
		`У ${where} є таблиці, які створила не ця програма (${tables.join(', ')}); дайте їй окрему базу даних.`,
	'billing-locked': ({directory}: {directory: string}) =>
		`Вбудований білінг у ${directory} відкрито в іншому процесі; спершу закрийте той.`,
	'billing-address': () =>
		'Адреса бази даних незрозуміла; це postgresql://user@host:port/database, mariadb://user@host:port/database для ABillS або embedded: для власної бази даних.',
	'billing-no-service': ({service}: {service: number}) =>
		`У білінгу немає сервісу Stalker ${service}: виправте налаштування (service = ID).`,
	'billing-which-service': () =>
		'У білінгу вже є сервіси Stalker: вкажіть, який із них — цей портал (service = ID).',
};
