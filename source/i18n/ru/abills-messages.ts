import type {Dictionary} from '../en/index.ts';

/** Russian: how an ABillS database stands to this program. Those without a full stop are parts of a sentence. */
export const abillsMessages = {
	'abills-missing': ({places}) =>
		`нет ${places.join(', ')}, или пользователь этого не видит; это есть в ABillS начиная с 0.82, а права печатает stalker-console db attach --print-grants`,
	'abills-rights': ({rights}) =>
		`пользователю не хватает прав: ${rights.join(', ')}; их печатает stalker-console db attach --print-grants`,
	'abills-booleans': ({places}) =>
		`копия превратила коды в «да» и «нет» (${places.join(', ')}); скопируйте ещё раз, с tinyint как smallint`,
	'abills-empty': ({tables}) =>
		`${tables.join(', ')} пуста, хотя в других таблицах есть строки, которые к ней относятся: строки потеряны; скопируйте или восстановите их ещё раз`,
	'abills-engine': ({engine, tables}) =>
		`${tables.join(', ')} не имеют транзакций (${engine}); преобразуйте их: ALTER TABLE … ENGINE=InnoDB`,
	'abills-view': ({tables}) => `${tables.join(', ')} — это представление (view)`,
	'abills-server-read-only': () => 'сервер только для чтения; укажите адрес основного сервера',
	'abills-unknown-column': ({column, type}) =>
		`столбец ${column} (${type}) должен иметь значение, которого эта программа не знает; дайте ему значение по умолчанию`,
	'abills-copy': () => 'это копия, и записанное в неё не попадёт в ABillS',
	'abills-not-attached': () => 'собственных таблиц консоли ещё нет; их делает stalker-console db attach',
	'billing-unfit': ({where, reasons}) =>
		`Базой данных ABillS ${where} нельзя пользоваться: ${reasons.join('; ')}.`,
	'billing-no-abills': ({where}) =>
		`В ${where} нет таблиц ABillS, видимых этому пользователю; проверьте имя базы данных и права (stalker-console db attach --print-grants).`,
	'billing-abills-read-only': ({reasons}) => `Биллинг только для чтения: ${reasons.join('; ')}.`,
	'billing-session': ({where}) =>
		`Сервер ${where} не принял настроек сеанса (sql_mode), а без них ничего отправлять нельзя; проверьте его версию и init_connect.`,
	'billing-unknown-column': ({name}) =>
		`В биллинге есть столбец, который должен иметь значение и которого эта программа не знает${name === '' ? '' : ` (${name})`}; выполните stalker-console doctor.`,
	'abills-no-migrate': ({where}) =>
		`Таблицы ${where} принадлежат ABillS и не изменяются; консоль читает их как есть.`,
	'abills-no-attach': ({where}) =>
		`${where} не является базой данных ABillS на MariaDB, подключать нечего; что это, говорит stalker-console db status.`,
	'abills-no-portal': ({services}) =>
		`В ABillS нет ТВ-сервиса Stalker для этого портала${services.length === 0 ? '' : ` (есть ${services.map(({id, name}) => `${id} ${name}`).join(', ')})`}; добавьте его там: Настройка, Телевидение, Сервисы, модуль Stalker_api.`,
	'abills-cannot-attach': ({where, reasons}) =>
		`В ${where} нельзя писать, поэтому ничего не подключено: ${reasons.join('; ')}.`,
	'abills-would-attach': ({where, schema}) =>
		`На ${where} будет создана база данных ${schema} с собственными таблицами консоли; таблицы ABillS не изменятся. Пользователю нужны эти права:`,
	'abills-attached': ({where, schema}) =>
		`${where} подключена. Собственные таблицы консоли — в ${schema}; убирает их drop database ${schema}.`,
	'abills-attached-already': ({where, schema}) =>
		`${where} подключена: собственные таблицы консоли — в ${schema}.`,
	'abills-no-own-rights': ({where, schema}) =>
		`Пользователь не вправе создать базу данных ${schema} на ${where}; выполните то, что печатает stalker-console db attach --print-grants.`,
	'abills-no-right': ({right}) =>
		`Пользователю базы данных не хватает права ${right}, нужного для этого. Все права печатает команда db attach --print-grants.`,
	'abills-no-bill': () =>
		'У абонента нет счёта в ABillS: его услуга ТВ остановила бы ночное списание для всех. Сначала создайте ему там счёт.',
	'abills-unbilled': ({list}) =>
		`услуги ТВ абонентов без счёта останавливают ночное списание ABillS для всех: ${list.join(', ')}; создайте им там счёт`,
	'ask-activation': ({plan, value}) =>
		`У тарифа «${plan}» есть цена подключения ${value}, здесь она не будет взята: возьмите её в ABillS.`,
	'ask-far-number': ({tvId, most}) =>
		`Номер ТВ ${tvId} намного больше наибольшего имеющегося (${most}); ABillS нумеровала бы свои услуги дальше от него, даже после отмены.`,
	'ask-login-form': ({login}) =>
		`Формы ABillS отклонили бы логин «${login}»; её списки и списания его принимают.`,
	'ask-licence': ({n, licensed}) =>
		licensed === null
			? `Это был бы абонент ${n}. Если это больше, чем позволяет лицензия ABillS (без ключа около 1000), карточка ни одного абонента больше не откроется.`
			: `Это был бы абонент ${n} из ${licensed}, которых позволяет лицензия ABillS.`,
	'ask-empty-domain': ({domain, n}) =>
		`В домене ${domain} ABillS нет ни одного абонента; в других доменах их ${n}. Сначала проверьте billing.domain в конфигурации.`,
	'licence-reached': ({licensed}) =>
		`Лицензия ABillS позволяет абонентов: ${licensed}, и столько уже есть, вместе с удалёнными; ещё один, и карточка ни одного абонента не откроется. Расширьте лицензию, затем задайте billing.customers.`,
	'abills-mysql': ({version}) => `это сервер MySQL ${version}, на котором эта программа не испытана`,
} satisfies Partial<Dictionary['messages']>;
