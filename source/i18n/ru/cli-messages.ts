import type {Dictionary} from '../en/index.ts';
import {count, rowCount} from './plural.ts';

/** Russian: what commands print besides their data. */
export const cliMessages: Dictionary['cliMessages'] = {
	interrupted: 'Прервано.',
	progress: (done, of) => `${done} из ${of}`,
	listed: (shown, of, marks) =>
		shown === of ? `Строк: ${of}: ${marks || 'ни одной'}.` : `Строк: ${shown} из ${of}; из всех: ${marks}.`,
	warning: warning => `Портал предупреждает: ${warning}`,
	short: (got, baseline, mark) =>
		`Портал прислал только ${got} строк самое меньшее из ${baseline}, что подозрительно: недостающие показаны как «${mark}». Если список верен: --force --confirm ${got}`,
	goOn: 'Продолжить?',
	typeCount: n => `Наберите ${n} и нажмите enter, чтобы продолжить: `,
	watching: (at, seconds) => `На ${at}; снова через ${seconds} с. Ctrl-C завершает.`,
	planned: (n, refused) => `Ничего не записано. Было бы выполнено: ${n}, отказано: ${refused}.`,
	counts: (changed, same, refused, failed) =>
		`Выполнено: ${changed}, без изменений: ${same}, отказано: ${refused}, не удалось: ${failed}.`,
	billing: 'Биллинг',
	journal: 'Журнал',
	journalEmpty: 'Журнал пуст.',
	journalClosed: 'Открытых записей нет.',
	notConfigured: file => `Ничего не настроено. Файл был бы ${file}.`,
	configured: 'Конфигурация в порядке.',
	demo: url => `Демонстрационный портал: ${url} (логин stalker, пароль demo). Ctrl-C останавливает его.`,
	answered: (status, milliseconds, bytes) => `HTTP ${status}, ${milliseconds} мс, байт: ${bytes}.`,
	database: {
		ready: 'готова',
		empty: 'ещё не имеет таблиц; выполните stalker-console db migrate',
		unreleased: 'создана неопубликованной версией, устроена иначе; создайте новую базу',
		outdated: 'создана более старой версией; выполните stalker-console db migrate',
		newer: 'создана более новой версией этой программы',
		foreign: 'имеет таблицы с такими именами, которых эта программа не создавала',
		attached: 'база данных ABillS, подключена',
		attachable: 'база данных ABillS, для чтения',
		copy: 'копия базы данных ABillS в PostgreSQL, только для чтения',
		unfit: 'база данных ABillS, которой нельзя пользоваться',
	},
	migrations: (applied, pending) => `(миграций применено: ${applied}, ожидают: ${pending})`,
	nothingToMigrate: 'Мигрировать нечего.',
	wouldApply: names => `Было бы применено: ${names}.`,
	upToDate: where => `${where}: всё актуально.`,
	applied: (where, names) => `${where}: готово, применено ${names}.`,
	fix: {
		nothing: 'Ни в одной строке нет расхождения, которое это исправляет.',
		waiting: (title, n) =>
			`${title}: ещё ${rowCount(n)}, когда будет записано то, что для них нужно; о чём придётся спросить, пока неизвестно.`,
		more: n => `Теперь так можно исправить ещё ${rowCount(n)}. Об этом спросит та же команда.`,
		stopped: (done, left) =>
			`Остановлено: выполнялось ${done} из ${done + left}, осталось ${rowCount(left)}. Та же команда продолжит.`,
	},
	check: {
		list: (title, {rows, differing, kinds, unknown, uncompared, short}) =>
			[
				differing === 0
					? `${title}: ${rowCount(rows)}, ${uncompared > 0 ? 'не сравниваются' : 'расхождений нет'}`
					: `${title}: расхождений ${differing} из ${rows}: ${kinds}`,
				...(unknown > 0 ? [`неизвестно: ${unknown}`] : []),
				...(short ? [`портал перечислил только ${short.got} из не менее чем ${short.baseline}`] : []),
			].join('; '),
		unread: (title, reason) => `${title}: не прочитано: ${reason}`,
		notes: kinds => `Примечания, не расхождения: ${kinds}`,
		morePortals: n => `… и ещё ${count(n, 'портал', 'портала', 'порталов')}.`,
		all: ({differing, unknown, unread}) =>
			[
				differing === 0
					? unknown + unread === 0
						? 'Расхождений нет'
						: 'В том, что известно, расхождений нет'
					: `Расхождения: ${rowCount(differing)}`,
				...(unknown > 0 ? [`неизвестно: ${rowCount(unknown)}`] : []),
				...(unread > 0 ? [`не прочитано: ${count(unread, 'список', 'списка', 'списков')}`] : []),
			].join('; ') + '.',
	},
	doctor: {
		checks: {
			configuration: 'конфигурация',
			portal: 'портал',
			billing: 'биллинг',
			journal: 'журнал',
			accounts: 'accounts',
			stb: 'stb',
			itv: 'itv',
			itv_subscription: 'itv_subscription',
			tariffs: 'tariffs',
			writing: 'запись',
			clocks: 'часы',
			versions: 'версии',
		},
		demo: 'демонстрационный портал и временный биллинг',
		noPortal: 'портал не настроен: задайте STALKER_URL, STALKER_LOGIN и STALKER_PASSWORD',
		noBilling: 'биллинг не настроен: задайте DATABASE_URL',
		configured: 'обе системы настроены',
		portal: (url, milliseconds, warning, exposed) =>
			`${url} отвечает за ${milliseconds} мс${warning === undefined ? '' : `, с предупреждением: ${warning}`}${exposed ? '; адрес начинается с http://, так что пароль передаётся незашифрованным' : ''}`,
		list: (rows, milliseconds) =>
			rows === null
				? `ответ за ${milliseconds} мс`
				: `${count(rows, 'строка', 'строки', 'строк')} за ${milliseconds} мс`,
		slow: (list, seconds, pauseSeconds) =>
			`${list} читается ${seconds} с, поэтому консоль сама перечитает его не раньше чем через ${pauseSeconds} с`,
		broken: screens => `Без этого не будут работать экраны: ${screens.join(', ')}.`,
		writable: 'в биллинг можно записывать',
		notWanted: 'ничего не будет записано: консоль только для чтения',
		clocksAgree: unknown =>
			unknown.length === 0
				? 'у портала, биллинга и этой машины одно и то же время'
				: `у биллинга и этой машины одно и то же время; часы неизвестны: ${unknown.join(', ')}`,
		clock: (system, seconds) =>
			`Часы (${system}) на ${Math.abs(seconds)} с ${seconds > 0 ? 'опережают часы этой машины' : 'отстают от часов этой машины'}. Настройте и те и другие по NTP.`,
		billing: (where, providerId) =>
			`${where}: готово${providerId === null ? '; портала здесь ещё не знают, первая запись его добавит' : `; портал — сервис ${providerId}`}`,
		finished: 'прерванных операций нет',
		begun: n =>
			`${count(n, 'прерванная операция', 'прерванные операции', 'прерванных операций')}: см. stalker-console journal list --open`,
		addAgain:
			'добавьте учётную запись ещё раз, чтобы завершить добавление или связывание, или отмените: stalker-console journal undo N',
		finishUndo: id => `завершите отмену: stalker-console journal undo ${id}`,
		deleted: 'удалена ли учётная запись, покажет stalker-console accounts list',
		importAgain: 'импортируйте тарифный план ещё раз',
	},
};
