import type {Dictionary} from '../en/index.ts';
import {count, rowCount} from './plural.ts';

/** Ukrainian: what commands print besides their data. */
export const cliMessages: Dictionary['cliMessages'] = {
	interrupted: 'Перервано.',
	progress: (done, of) => `${done} з ${of}`,
	listed: (shown, of, marks) =>
		shown === of ? `Рядків: ${of}: ${marks || 'жодного'}.` : `Рядків: ${shown} з ${of}; з усіх: ${marks}.`,
	warning: warning => `Портал попереджає: ${warning}`,
	short: (got, baseline, mark) =>
		`Портал надіслав лише ${got} рядків щонайменше з ${baseline}, що підозріло: відсутні показано як «${mark}». Якщо список правильний: --force --confirm ${got}`,
	goOn: 'Продовжити?',
	typeCount: n => `Наберіть ${n} і натисніть enter, щоб продовжити: `,
	watching: (at, seconds) => `Станом на ${at}; знову через ${seconds} с. Ctrl-C завершує.`,
	planned: (n, refused) => `Нічого не записано. Було б виконано: ${n}, відмовлено: ${refused}.`,
	counts: (changed, same, refused, failed) =>
		`Виконано: ${changed}, без змін: ${same}, відмовлено: ${refused}, не вдалося: ${failed}.`,
	billing: 'Білінг',
	journal: 'Журнал',
	journalEmpty: 'Журнал порожній.',
	journalClosed: 'Відкритих записів немає.',
	notConfigured: file => `Нічого не налаштовано. Файл мав би бути ${file}.`,
	configured: 'Конфігурація в порядку.',
	demo: url => `Демонстраційний портал: ${url} (логін stalker, пароль demo). Ctrl-C зупиняє його.`,
	answered: (status, milliseconds, bytes) => `HTTP ${status}, ${milliseconds} мс, байтів: ${bytes}.`,
	database: {
		ready: 'готова',
		empty: 'ще не має таблиць; виконайте stalker-console db migrate',
		unreleased: 'створена неопублікованою версією, з іншою будовою; створіть нову базу даних',
		outdated: 'створена старішою версією; виконайте stalker-console db migrate',
		newer: 'створена новішою версією цієї програми',
		foreign: 'має таблиці з такими назвами, яких ця програма не створювала',
		attached: 'база даних ABillS, під’єднана',
		attachable: 'база даних ABillS, для читання',
		copy: 'копія бази даних ABillS у PostgreSQL, лише для читання',
		unfit: 'база даних ABillS, якою не можна користуватися',
	},
	migrations: (applied, pending) => `(міграцій застосовано: ${applied}, чекають: ${pending})`,
	nothingToMigrate: 'Мігрувати нічого.',
	wouldApply: names => `Було б застосовано: ${names}.`,
	upToDate: where => `${where}: усе актуальне.`,
	applied: (where, names) => `${where}: готово, застосовано ${names}.`,
	fix: {
		nothing: 'Жоден рядок не має розбіжності, яку це виправляє.',
		waiting: (title, n) =>
			`${title}: ще ${rowCount(n)}, коли буде записано те, що для них потрібно; про що доведеться запитати, поки невідомо.`,
		more: n => `Тепер так можна виправити ще ${rowCount(n)}. Про це запитає та сама команда.`,
		stopped: (done, left) =>
			`Зупинено: виконувалося ${done} із ${done + left}, залишилося ${rowCount(left)}. Та сама команда продовжить.`,
	},
	check: {
		list: (title, {rows, differing, kinds, unknown, uncompared, short}) =>
			[
				differing === 0
					? `${title}: ${rowCount(rows)}, ${uncompared > 0 ? 'не порівнюються' : 'розбіжностей немає'}`
					: `${title}: розбіжностей ${differing} з ${rows}: ${kinds}`,
				...(unknown > 0 ? [`невідомо: ${unknown}`] : []),
				...(short ? [`портал перелічив лише ${short.got} із щонайменше ${short.baseline}`] : []),
			].join('; '),
		unread: (title, reason) => `${title}: не прочитано: ${reason}`,
		notes: kinds => `Примітки, не розбіжності: ${kinds}`,
		morePortals: n => `… і ще ${count(n, 'портал', 'портали', 'порталів')}.`,
		all: ({differing, unknown, unread}) =>
			[
				differing === 0
					? unknown + unread === 0
						? 'Розбіжностей немає'
						: 'У тому, що відомо, розбіжностей немає'
					: `Розбіжності: ${rowCount(differing)}`,
				...(unknown > 0 ? [`невідомо: ${rowCount(unknown)}`] : []),
				...(unread > 0 ? [`не прочитано: ${count(unread, 'список', 'списки', 'списків')}`] : []),
			].join('; ') + '.',
	},
	doctor: {
		checks: {
			configuration: 'конфігурація',
			portal: 'портал',
			billing: 'білінг',
			journal: 'журнал',
			accounts: 'accounts',
			stb: 'stb',
			itv: 'itv',
			itv_subscription: 'itv_subscription',
			tariffs: 'tariffs',
			writing: 'запис',
			clocks: 'годинники',
			versions: 'версії',
		},
		demo: 'демонстраційний портал і тимчасовий білінг',
		noPortal: 'портал не налаштовано: задайте STALKER_URL, STALKER_LOGIN і STALKER_PASSWORD',
		noBilling: 'білінг не налаштовано: задайте DATABASE_URL',
		configured: 'обидві системи налаштовано',
		portal: (url, milliseconds, warning, exposed) =>
			`${url} відповідає за ${milliseconds} мс${warning === undefined ? '' : `, з попередженням: ${warning}`}${exposed ? '; адреса починається з http://, тож пароль передається незашифрованим' : ''}`,
		list: (rows, milliseconds) =>
			rows === null
				? `відповідь за ${milliseconds} мс`
				: `${count(rows, 'рядок', 'рядки', 'рядків')} за ${milliseconds} мс`,
		slow: (list, seconds, pauseSeconds) =>
			`${list} читається ${seconds} с, тож консоль сама перечитає його не раніше ніж через ${pauseSeconds} с`,
		broken: screens => `Без цього не працюватимуть екрани: ${screens.join(', ')}.`,
		writable: 'у білінг можна записувати',
		notWanted: 'нічого не буде записано: консоль лише для читання',
		clocksAgree: unknown =>
			unknown.length === 0
				? 'портал, білінг і ця машина мають однаковий час'
				: `білінг і ця машина мають однаковий час; годинник невідомий: ${unknown.join(', ')}`,
		clock: (system, seconds) =>
			`Годинник (${system}) на ${Math.abs(seconds)} с ${seconds > 0 ? 'випереджає годинник цієї машини' : 'відстає від годинника цієї машини'}. Налаштуйте обидва через NTP.`,
		billing: (where, providerId) =>
			`${where}: готово${providerId === null ? '; порталу тут ще не знають, перший запис його додасть' : `; портал — сервіс ${providerId}`}`,
		finished: 'перерваних операцій немає',
		begun: n =>
			`${count(n, 'перервана операція', 'перервані операції', 'перерваних операцій')}: див. stalker-console journal list --open`,
		addAgain:
			'додайте обліковий запис ще раз, щоб завершити додавання чи прив’язку, або скасуйте: stalker-console journal undo N',
		finishUndo: id => `завершіть скасування: stalker-console journal undo ${id}`,
		deleted: 'чи видалено обліковий запис, покаже stalker-console accounts list',
		importAgain: 'імпортуйте тарифний план ще раз',
	},
};
