import type {Dictionary} from '../en/index.ts';
import {formatDifference} from './differences.ts';
import {rowCount} from './plural.ts';

/** Reasons why a write to billing was refused, by the value that has changed. */
const refusalReasons: Readonly<Record<string, string>> = {
	login: 'логін уже зайнято',
	mac: 'MAC уже зайнято',
	number: 'номер уже зайнято',
	customer: 'абонент уже не той',
	plan: 'тарифного плану вже немає',
	service: 'послуга ТБ уже не та',
};

/** Ukrainian: messages that several screens use. */
export const commonMessages = {
	'only-in-billing': ({login}) => `«${login}» є лише в білінгу: у Stalker немає над чим діяти.`,
	conflict: ({drifts}) =>
		`Спершу розв’яжіть це вручну, у панелі порталу або в білінгу: ${drifts.map(formatDifference).join('; ')}.`,
	'not-read': ({reason}) =>
		`Портал надіслав запис, який не розпізнано (${reason}). Перевірте його в панелі порталу.`,
	'not-known': () => 'Одна із систем відповіла не повністю, тож стан рядка невідомий. Оновіть список.',
	'too-long': ({field, most}) =>
		`Поле ${field} довше, ніж уміщає білінг (символів: ${most}). Скоротіть його на порталі.`,
	'control-characters': ({field}) => `Поле ${field} містить керівні символи. Виправте його в панелі порталу.`,
	unstorable: ({field}) =>
		`Поле ${field} містить символи, яких білінг не може зберігати. Виправте його в панелі порталу.`,
	'billing-changed': ({with: what}) =>
		`Тим часом хтось змінив білінг: ${refusalReasons[what] ?? what}. Оновіть список.`,
	/** `command`: the command to run next; absent on the console. */
	'list-short': ({got, baseline, command}) =>
		`Портал надіслав лише ${rowCount(got)}, а очікувалося ${baseline}. За такою відповіддю нічого не записується.${command === undefined ? '' : ` Якщо так і є: ${command}`}`,
	'service-unknown': ({tvId}) => `У білінгу немає послуги ТБ ${tvId} цього порталу.`,
	'needs-yes': ({list, questions}) =>
		`Спершу потрібна згода; щоб погодитися, повторіть із --yes.\n${[...list, ...questions].join('\n')}`,
	'loses-numbers': ({accounts, more}) =>
		`Stalker втратить ці особові рахунки: ${accounts.join(', ')}${more === 0 ? '' : ` і ще ${more}`}.`,
	'rows-refused': ({n}) => `Відмов буде: ${n}`,
	'not-confirmed': () => 'Не підтверджено: нічого не записано.',
	'needs-count': ({list, count: n, questions}) =>
		`Спершу потрібно підтвердити кількість; щоб погодитися, повторіть із --confirm ${n}.\n${[...list, ...questions].join('\n')}`,
	failed: ({message}) => message,
	'undone-meanwhile': ({key}) => `Зроблене для «${key}» тим часом скасовано. Перечитайте список.`,
	'not-tried': () => 'Не виконувалося: дію зупинено раніше.',
	'stale-record': ({fields}) =>
		`Тим часом дані в білінгу змінилися (${fields.join(', ')}); нічого не записано. Прочитайте список ще раз.`,
	'read-back-differs': () => 'Портал прийняв зміну, але показує інші значення.',
	'done-unlogged': ({done, journal, message}) =>
		`${done} Але запис журналу ${journal} не вдалося закрити: ${message}`,
	'read-only': () =>
		'Консоль лише для читання (--read-only або read_only у конфігурації): нічого не записується.',
} satisfies Partial<Dictionary['messages']>;
