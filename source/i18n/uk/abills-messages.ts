import type {Dictionary} from '../en/index.ts';

/** Ukrainian: how an ABillS database stands to this program. Those without a full stop are parts of a sentence. */
export const abillsMessages = {
	'abills-missing': ({places}) =>
		`немає ${places.join(', ')}, або користувач цього не бачить; це є в ABillS від 0.82, а права друкує stalker-console db attach --print-grants`,
	'abills-rights': ({rights}) =>
		`користувачеві бракує прав: ${rights.join(', ')}; їх друкує stalker-console db attach --print-grants`,
	'abills-booleans': ({places}) =>
		`копія перетворила коди на «так» і «ні» (${places.join(', ')}); скопіюйте ще раз, з tinyint як smallint`,
	'abills-empty': ({tables}) =>
		`${tables.join(', ')} порожня, хоча в інших таблицях є рядки, які до неї належать: рядки втрачено; скопіюйте або відновіть їх ще раз`,
	'abills-engine': ({engine, tables}) =>
		`${tables.join(', ')} не мають транзакцій (${engine}); перетворіть їх: ALTER TABLE … ENGINE=InnoDB`,
	'abills-view': ({tables}) => `${tables.join(', ')} — це подання (view)`,
	'abills-server-read-only': () => 'сервер лише для читання; вкажіть адресу основного сервера',
	'abills-unknown-column': ({column, type}) =>
		`стовпець ${column} (${type}) мусить мати значення, якого ця програма не знає; дайте йому значення за замовчуванням`,
	'abills-copy': () => 'це копія, і записане в неї не потрапить до ABillS',
	'abills-not-attached': () => 'власних таблиць консолі ще немає; їх робить stalker-console db attach',
	'billing-unfit': ({where, reasons}) =>
		`Базою даних ABillS ${where} не можна користуватися: ${reasons.join('; ')}.`,
	'billing-no-abills': ({where}) =>
		`У ${where} немає таблиць ABillS, видимих цьому користувачеві; перевірте назву бази даних і права (stalker-console db attach --print-grants).`,
	'billing-abills-read-only': ({reasons}) => `Білінг лише для читання: ${reasons.join('; ')}.`,
	'billing-session': ({where}) =>
		`Сервер ${where} не прийняв налаштувань сеансу (sql_mode), а без них нічого надсилати не можна; перевірте його версію та init_connect.`,
	'billing-unknown-column': ({name}) =>
		`У білінгу є стовпець, який мусить мати значення і якого ця програма не знає${name === '' ? '' : ` (${name})`}; виконайте stalker-console doctor.`,
	'abills-no-migrate': ({where}) =>
		`Таблиці ${where} належать ABillS і не змінюються; консоль читає їх як є.`,
	'abills-no-attach': ({where}) =>
		`${where} не є базою даних ABillS на MariaDB, тож під’єднувати нічого; що це, каже stalker-console db status.`,
	'abills-no-portal': ({services}) =>
		`В ABillS немає ТВ-сервісу Stalker для цього порталу${services.length === 0 ? '' : ` (є ${services.map(({id, name}) => `${id} ${name}`).join(', ')})`}; додайте його там: Налаштування, Телебачення, Сервіси, модуль Stalker_api.`,
	'abills-cannot-attach': ({where, reasons}) =>
		`У ${where} не можна писати, тож нічого не під’єднано: ${reasons.join('; ')}.`,
	'abills-would-attach': ({where, schema}) =>
		`На ${where} буде створено базу даних ${schema} з власними таблицями консолі; таблиці ABillS не зміняться. Користувачеві потрібні ці права:`,
	'abills-attached': ({where, schema}) =>
		`${where} під’єднано. Власні таблиці консолі — у ${schema}; прибирає їх drop database ${schema}.`,
	'abills-attached-already': ({where, schema}) =>
		`${where} під’єднано: власні таблиці консолі — у ${schema}.`,
	'abills-no-own-rights': ({where, schema}) =>
		`Користувач не має права створити базу даних ${schema} на ${where}; виконайте те, що друкує stalker-console db attach --print-grants.`,
	'abills-no-right': ({right}) =>
		`Користувачу бази даних бракує права ${right}, потрібного для цього. Усі права друкує команда db attach --print-grants.`,
	'abills-no-bill': () =>
		'Абонент не має рахунку в ABillS: його послуга ТБ зупинила б нічне списання для всіх. Спершу створіть йому там рахунок.',
	'abills-unbilled': ({list}) =>
		`послуги ТБ абонентів без рахунку зупиняють нічне списання ABillS для всіх: ${list.join(', ')}; створіть їм там рахунок`,
	'ask-activation': ({plan, value}) =>
		`Тариф «${plan}» має ціну підключення ${value}, тут її не буде стягнено: стягніть її в ABillS.`,
	'ask-far-number': ({tvId, most}) =>
		`Номер ТБ ${tvId} значно більший за найбільший наявний (${most}); ABillS нумерувала б свої послуги далі від нього, навіть після скасування.`,
	'ask-login-form': ({login}) =>
		`Форми ABillS відхилили б логін «${login}»; її списки й списання його приймають.`,
	'ask-licence': ({n, licensed}) =>
		licensed === null
			? `Це був би абонент ${n}. Якщо це більше, ніж дозволяє ліцензія ABillS (без ключа близько 1000), картка жодного абонента більше не відкриється.`
			: `Це був би абонент ${n} з ${licensed}, які дозволяє ліцензія ABillS.`,
	'ask-empty-domain': ({domain, n}) =>
		`У домені ${domain} ABillS немає жодного абонента; в інших доменах їх ${n}. Спершу перевірте billing.domain у конфігурації.`,
	'licence-reached': ({licensed}) =>
		`Ліцензія ABillS дозволяє абонентів: ${licensed}, і стільки вже є, разом із видаленими; ще один, і картка жодного абонента не відкриється. Розширте ліцензію, тоді задайте billing.customers.`,
	'abills-mysql': ({version}) => `це сервер MySQL ${version}, на якому цю програму не випробувано`,
} satisfies Partial<Dictionary['messages']>;
