import type {Dictionary} from '../en/index.ts';
import {formatDifference} from './differences.ts';
import {count, rowCountGenitive} from './plural.ts';

/** Reasons why a write to billing was refused, by the value that has changed. */
const refusalReasons: Readonly<Record<string, string>> = {
	login: 'логин уже занят',
	mac: 'MAC уже занят',
	number: 'номер уже занят',
	customer: 'абонент уже не тот',
	plan: 'тарифного плана уже нет',
	service: 'услуга ТВ уже не та',
};

/** Russian: messages that several screens use. */
export const commonMessages = {
	'only-in-billing': ({login}) => `«${login}» только в биллинге: в Stalker менять нечего.`,
	conflict: ({drifts}) =>
		`Сначала разберитесь с этим вручную, в панели портала или в биллинге: ${drifts.map(formatDifference).join('; ')}.`,
	'not-read': ({reason}) =>
		`Портал прислал запись, которая не распознана${reason === '' ? '' : ` (${reason})`}. Проверьте её в панели портала.`,
	'not-known': () =>
		'Одна из систем ответила не полностью, поэтому статус строки неизвестен. Перечитайте список.',
	'too-long': ({field, most}) =>
		`Поле ${field} длиннее, чем хранит биллинг (не больше ${count(most, 'символа', 'символов', 'символов')}). Сократите его в портале.`,
	'control-characters': ({field}) => `В поле ${field} есть управляющие символы. Исправьте в панели портала.`,
	unstorable: ({field}) =>
		`В поле ${field} есть символы, которых биллинг хранить не может. Исправьте в панели портала.`,
	'billing-changed': ({with: what}) =>
		`Тем временем биллинг кто-то изменил: ${refusalReasons[what] ?? what}. Перечитайте список.`,
	'list-short': ({got, baseline, command}) =>
		`Портал выдал всего ${count(got, 'строку', 'строки', 'строк')}, а ожидалось не меньше ${rowCountGenitive(baseline)}. По такому ответу ничего не записывается.${command === undefined ? '' : ` Если всё верно: ${command}`}`,
	'service-unknown': ({tvId}) => `В биллинге нет услуги ТВ ${tvId} этого портала.`,
	'needs-yes': ({list, questions}) =>
		`Нужно согласие; повторите с --yes, чтобы согласиться.\n${[...list, ...questions].join('\n')}`,
	'loses-numbers': ({accounts, more}) =>
		`Stalker потеряет эти лицевые счета: ${accounts.join(', ')}${more === 0 ? '' : ` и ещё ${more}`}.`,
	'rows-refused': ({n}) => `Отказов будет: ${n}`,
	'not-confirmed': () => 'Не подтверждено: ничего не записано.',
	'needs-count': ({list, count: n, questions}) =>
		`Нужно согласие числом; повторите с --confirm ${n}, чтобы согласиться.\n${[...list, ...questions].join('\n')}`,
	failed: ({message}) => message,
	'undone-meanwhile': ({key}) => `Сделанное для «${key}» тем временем отменено. Перечитайте список.`,
	'not-tried': () => 'Не выполнялось: действие остановлено раньше.',
	'stale-record': ({fields}) =>
		`Данные в биллинге тем временем изменились (${fields.join(', ')}); ничего не записано. Прочитайте список ещё раз.`,
	'read-back-differs': () => 'Портал принял изменение, но показывает другие значения.',
	'done-unlogged': ({done, journal, message}) =>
		`${done} Но запись журнала ${journal} не удалось закрыть: ${message}`,
	'read-only': () =>
		'Консоль только для чтения (--read-only или read_only в конфигурации): ничего не записывается.',
} satisfies Partial<Dictionary['messages']>;
