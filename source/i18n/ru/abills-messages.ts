type Places = {readonly places: readonly string[]};
type Tables = {readonly tables: readonly string[]};
type At = {readonly where: string};
/** `schema`: the database of the console's own tables. */
type AtSchema = At & {readonly schema: string};
/** Parts of a sentence, in the same language. */
type Reasons = {readonly reasons: readonly unknown[]};

/** Russian: how an ABillS database stands to this program. Those without a full stop are parts of a sentence. */
export const abillsMessages = {
	'abills-missing': ({places}: Places) =>
		`нет ${places.join(', ')}, или пользователь этого не видит; это есть в ABillS начиная с 0.82, а права печатает stalker-console db attach --print-grants`,
	'abills-rights': ({rights}: {readonly rights: readonly string[]}) =>
		`пользователю не хватает прав: ${rights.join(', ')}; их печатает stalker-console db attach --print-grants`,
	'abills-booleans': ({places}: Places) =>
		`копия превратила коды в «да» и «нет» (${places.join(', ')}); скопируйте ещё раз, с tinyint как smallint`,
	'abills-empty': ({tables}: Tables) =>
		`${tables.join(', ')} пуста, а другие таблицы нет, то есть копия неполная; скопируйте ещё раз`,
	'abills-engine': ({engine, tables}: Tables & {readonly engine: string}) =>
		`${tables.join(', ')} не имеют транзакций (${engine}); преобразуйте их: ALTER TABLE … ENGINE=InnoDB`,
	'abills-view': ({tables}: Tables) => `${tables.join(', ')} — это представление (view)`,
	'abills-server-read-only': () => 'сервер только для чтения; укажите адрес основного сервера',
	'abills-unknown-column': ({column, type}: {readonly column: string; readonly type: string}) =>
		`столбец ${column} (${type}) должен иметь значение, которого эта программа не знает; дайте ему значение по умолчанию`,
	'abills-copy': () => 'это копия, и записанное в неё не попадёт в ABillS',
	'abills-not-attached': () => 'собственных таблиц консоли ещё нет; их делает stalker-console db attach',
	'billing-unfit': ({where, reasons}: At & Reasons) =>
		`Базой данных ABillS ${where} нельзя пользоваться: ${reasons.join('; ')}.`,
	'billing-no-abills': ({where}: At) =>
		`В ${where} нет таблиц ABillS, видимых этому пользователю; проверьте имя базы данных и права (stalker-console db attach --print-grants).`,
	'billing-abills-read-only': ({reasons}: Reasons) => `Биллинг только для чтения: ${reasons.join('; ')}.`,
	'billing-session': ({where}: At) =>
		`Сервер ${where} не принял настроек сеанса (sql_mode), а без них ничего отправлять нельзя; проверьте его версию и init_connect.`,
	'billing-unknown-column': ({name}: {readonly name: string}) =>
		`В биллинге есть столбец, который должен иметь значение и которого эта программа не знает${name === '' ? '' : ` (${name})`}; выполните stalker-console doctor.`,
	'abills-no-migrate': ({where}: At) =>
		`Таблицы ${where} принадлежат ABillS и не изменяются; консоль читает их как есть.`,
	'abills-no-attach': ({where}: At) =>
		`${where} не является базой данных ABillS на MariaDB, подключать нечего; что это, говорит stalker-console db status.`,
	'abills-no-portal': ({
		services,
	}: {
		readonly services: ReadonlyArray<{readonly id: number; readonly name: string}>;
	}) =>
		`В ABillS нет ТВ-сервиса Stalker для этого портала${services.length === 0 ? '' : ` (есть ${services.map(({id, name}) => `${id} ${name}`).join(', ')})`}; добавьте его там: Настройка, Телевидение, Сервисы, модуль Stalker_api.`,
	'abills-cannot-attach': ({where, reasons}: At & Reasons) =>
		`В ${where} нельзя писать, поэтому ничего не подключено: ${reasons.join('; ')}.`,
	'abills-would-attach': ({where, schema}: AtSchema) =>
		`На ${where} будет создана база данных ${schema} с собственными таблицами консоли; таблицы ABillS не изменятся. Пользователю нужны эти права:`,
	'abills-attached': ({where, schema}: AtSchema) =>
		`${where} подключена. Собственные таблицы консоли — в ${schema}; убирает их drop database ${schema}.`,
	'abills-attached-already': ({where, schema}: AtSchema) =>
		`${where} подключена: собственные таблицы консоли — в ${schema}.`,
	'abills-no-own-rights': ({where, schema}: AtSchema) =>
		`Пользователь не вправе создать базу данных ${schema} на ${where}; выполните то, что печатает stalker-console db attach --print-grants.`,
	'abills-no-right': ({right}: {readonly right: string}) =>
		`Пользователю базы данных не хватает права ${right}, нужного для этого. Все права печатает команда db attach --print-grants.`,
	'abills-no-bill': () =>
		'У абонента нет счёта в ABillS: его услуга ТВ остановила бы ночное списание для всех. Сначала создайте ему там счёт.',
	'abills-unbilled': ({list}: {readonly list: readonly string[]}) =>
		`услуги ТВ абонентов без счёта останавливают ночное списание ABillS для всех: ${list.join(', ')}; создайте им там счёт`,
	'ask-activation': ({plan, value}: {readonly plan: string; readonly value: string}) =>
		`У тарифа «${plan}» есть цена подключения ${value}, здесь она не будет взята: возьмите её в ABillS.`,
	'ask-far-number': ({tvId, most}: {readonly tvId: number; readonly most: number}) =>
		`Номер ТВ ${tvId} намного больше наибольшего имеющегося (${most}); ABillS нумеровала бы свои услуги дальше от него, даже после отмены.`,
	'ask-login-form': ({login}: {readonly login: string}) =>
		`Формы ABillS отклонили бы логин «${login}»; её списки и списания его принимают.`,
	'ask-licence': ({n, licensed}: {readonly n: number; readonly licensed: number | null}) =>
		licensed === null
			? `Это был бы абонент ${n}. Если это больше, чем позволяет лицензия ABillS (без ключа около 1000), карточка ни одного абонента больше не откроется.`
			: `Это был бы абонент ${n} из ${licensed}, которых позволяет лицензия ABillS.`,
	'licence-reached': ({licensed}: {readonly licensed: number}) =>
		`Лицензия ABillS позволяет абонентов: ${licensed}, и столько уже есть, вместе с удалёнными; ещё один, и карточка ни одного абонента не откроется. Расширьте лицензию, затем задайте billing.customers.`,
	'abills-mysql': ({version}: {readonly version: string}) =>
		`это сервер MySQL ${version}, на котором эта программа не испытана`,
};
