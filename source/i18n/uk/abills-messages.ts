type Places = {readonly places: readonly string[]};
type Tables = {readonly tables: readonly string[]};
type At = {readonly where: string};
/** `schema`: the database of the console's own tables. */
type AtSchema = At & {readonly schema: string};
/** Parts of a sentence, in the same language. */
type Reasons = {readonly reasons: readonly unknown[]};

/** Ukrainian: how an ABillS database stands to this program. Those without a full stop are parts of a sentence. */
export const abillsMessages = {
	'abills-missing': ({places}: Places) =>
		`немає ${places.join(', ')}, або користувач цього не бачить; це є в ABillS від 0.82, а права друкує stalker-console db attach --print-grants`,
	'abills-rights': ({rights}: {readonly rights: readonly string[]}) =>
		`користувачеві бракує прав: ${rights.join(', ')}; їх друкує stalker-console db attach --print-grants`,
	'abills-booleans': ({places}: Places) =>
		`копія перетворила коди на «так» і «ні» (${places.join(', ')}); скопіюйте ще раз, з tinyint як smallint`,
	'abills-empty': ({tables}: Tables) =>
		`${tables.join(', ')} порожня, а інші таблиці ні, тож копія неповна; скопіюйте ще раз`,
	'abills-engine': ({engine, tables}: Tables & {readonly engine: string}) =>
		`${tables.join(', ')} не мають транзакцій (${engine}); перетворіть їх: ALTER TABLE … ENGINE=InnoDB`,
	'abills-view': ({tables}: Tables) => `${tables.join(', ')} — це подання (view)`,
	'abills-server-read-only': () => 'сервер лише для читання; вкажіть адресу основного сервера',
	'abills-unknown-column': ({column, type}: {readonly column: string; readonly type: string}) =>
		`стовпець ${column} (${type}) мусить мати значення, якого ця програма не знає; дайте йому значення за замовчуванням`,
	'abills-copy': () => 'це копія, і записане в неї не потрапить до ABillS',
	'abills-not-attached': () => 'власних таблиць консолі ще немає; їх робить stalker-console db attach',
	'billing-unfit': ({where, reasons}: At & Reasons) =>
		`Базою даних ABillS ${where} не можна користуватися: ${reasons.join('; ')}.`,
	'billing-no-abills': ({where}: At) =>
		`У ${where} немає таблиць ABillS, видимих цьому користувачеві; перевірте назву бази даних і права (stalker-console db attach --print-grants).`,
	'billing-abills-read-only': ({reasons}: Reasons) => `Білінг лише для читання: ${reasons.join('; ')}.`,
	'billing-session': ({where}: At) =>
		`Сервер ${where} не прийняв налаштувань сеансу (sql_mode), а без них нічого надсилати не можна; перевірте його версію та init_connect.`,
	'billing-unknown-column': ({name}: {readonly name: string}) =>
		`У білінгу є стовпець, який мусить мати значення і якого ця програма не знає${name === '' ? '' : ` (${name})`}; виконайте stalker-console doctor.`,
	'abills-no-migrate': ({where}: At) =>
		`Таблиці ${where} належать ABillS і не змінюються; консоль читає їх як є.`,
	'abills-no-attach': ({where}: At) =>
		`${where} не є базою даних ABillS на MariaDB, тож під’єднувати нічого; що це, каже stalker-console db status.`,
	'abills-no-portal': ({
		services,
	}: {
		readonly services: ReadonlyArray<{readonly id: number; readonly name: string}>;
	}) =>
		`В ABillS немає ТВ-сервісу Stalker для цього порталу${services.length === 0 ? '' : ` (є ${services.map(({id, name}) => `${id} ${name}`).join(', ')})`}; додайте його там: Налаштування, Телебачення, Сервіси, модуль Stalker_api.`,
	'abills-cannot-attach': ({where, reasons}: At & Reasons) =>
		`У ${where} не можна писати, тож нічого не під’єднано: ${reasons.join('; ')}.`,
	'abills-would-attach': ({where, schema}: AtSchema) =>
		`На ${where} буде створено базу даних ${schema} з власними таблицями консолі; таблиці ABillS не зміняться. Користувачеві потрібні ці права:`,
	'abills-attached': ({where, schema}: AtSchema) =>
		`${where} під’єднано. Власні таблиці консолі — у ${schema}; прибирає їх drop database ${schema}.`,
	'abills-attached-already': ({where, schema}: AtSchema) =>
		`${where} під’єднано: власні таблиці консолі — у ${schema}.`,
	'abills-no-own-rights': ({where, schema}: AtSchema) =>
		`Користувач не має права створити базу даних ${schema} на ${where}; виконайте те, що друкує stalker-console db attach --print-grants.`,
	'abills-no-right': ({right}: {readonly right: string}) =>
		`Користувачу бази даних бракує права ${right}, потрібного для цього. Усі права друкує команда db attach --print-grants.`,
	'abills-no-bill': () =>
		'Абонент не має рахунку в ABillS: його послуга ТБ зупинила б нічне списання для всіх. Спершу створіть йому там рахунок.',
	'abills-unbilled': ({list}: {readonly list: readonly string[]}) =>
		`послуги ТБ абонентів без рахунку зупиняють нічне списання ABillS для всіх: ${list.join(', ')}; створіть їм там рахунок`,
	'ask-activation': ({plan, value}: {readonly plan: string; readonly value: string}) =>
		`Тариф «${plan}» має ціну підключення ${value}, тут її не буде стягнено: стягніть її в ABillS.`,
	'ask-far-number': ({tvId, most}: {readonly tvId: number; readonly most: number}) =>
		`Номер ТБ ${tvId} значно більший за найбільший наявний (${most}); ABillS нумерувала б свої послуги далі від нього, навіть після скасування.`,
	'ask-login-form': ({login}: {readonly login: string}) =>
		`Форми ABillS відхилили б логін «${login}»; її списки й списання його приймають.`,
	'ask-licence': ({n, licensed}: {readonly n: number; readonly licensed: number | null}) =>
		licensed === null
			? `Це був би абонент ${n}. Якщо це більше, ніж дозволяє ліцензія ABillS (без ключа близько 1000), картка жодного абонента більше не відкриється.`
			: `Це був би абонент ${n} з ${licensed}, які дозволяє ліцензія ABillS.`,
	'licence-reached': ({licensed}: {readonly licensed: number}) =>
		`Ліцензія ABillS дозволяє абонентів: ${licensed}, і стільки вже є, разом із видаленими; ще один, і картка жодного абонента не відкриється. Розширте ліцензію, тоді задайте billing.customers.`,
	'abills-mysql': ({version}: {readonly version: string}) =>
		`це сервер MySQL ${version}, на якому цю програму не випробувано`,
};
