import type {Dictionary} from '../en/index.ts';
import {count, pluralForm} from './plural.ts';

/** Russian: interrupted actions, as the next start finds them. */
export const interruptedMessages = {
	'may-be-under-way': ({action, subject, age}) =>
		`«${action} ${subject}» не закончено, последний раз над этим работали ${count(age, 'секунду', 'секунды', 'секунд')} назад: ещё выполняется где-то или прервано. Следующий запуск проверит снова.`,
	'interrupted-before': ({action, subject}) =>
		`«${action} ${subject}» прервано раньше, чем что-либо было записано.`,
	'interrupted-number-there': ({login, tvId}) =>
		`Добавление «${login}» прервано в самом конце: ID ТВ ${tvId} есть в обеих системах.`,
	'interrupted-number': ({login, tvId, entry}) =>
		`Добавление «${login}» прервано: в биллинге есть ID ТВ ${tvId}, а Stalker не показывает его как лицевой счёт. Добавьте ещё раз, чтобы закончить, или отмените: stalker-console journal undo ${entry}`,
	'interrupted-deleted': ({subject}) => `Удаление «${subject}» прервано уже после дела: из Stalker удалено.`,
	'interrupted-not-deleted': ({subject}) => `Удаление «${subject}» прервано: всё ещё в Stalker.`,
	'interrupted-undo': ({subject, entry}) =>
		`Отмена действия над «${subject}» прервана. Чтобы закончить: stalker-console journal undo ${entry}`,
	'interrupted-done': ({action, subject}) =>
		`Действие ${action} ${subject} прервано в самом конце: оно выполнено.`,
	'interrupted-sent': ({action, subject}) =>
		`Действие ${action} ${subject} прервано: отправлено ли оно, неизвестно.`,
	'interrupted-left': ({action, subject, entry}) =>
		`Действие ${action} ${subject} прервано на половине. Повторите его, чтобы завершить, или отмените: stalker-console journal undo ${entry}`,
	'interrupted-rows': ({action, entry, done, failed, open}) =>
		`Действие ${action} прервано: ${count(done, 'строка выполнена', 'строки выполнены', 'строк выполнено')}, не начато ${failed}, на половине ${open}. Все: stalker-console journal show ${entry}`,
	'interrupted-unread': ({action, subject, message}) =>
		`Чем кончилось прерванное «${action} ${subject}», узнать не удалось: ${message}`,
	'interrupted-unread-several': ({n, message}) =>
		`Чем кончились прерванные действия (${n}, stalker-console journal list --open), узнать не удалось: ${message}`,
	'interrupted-more': ({n}) =>
		`Ещё ${count(n, 'более раннее действие не имеет', 'более ранних действия не имеют', 'более ранних действий не имеют')} конца в журнале и не ${pluralForm(n, 'проверено', 'проверены', 'проверены')}: stalker-console journal list --open --limit N`,
	'interrupted-several': ({n}) =>
		`Прошлый запуск прервал ${count(n, 'действие', 'действия', 'действий')}. Чем они кончились, покажет !.`,
} satisfies Partial<Dictionary['messages']>;
