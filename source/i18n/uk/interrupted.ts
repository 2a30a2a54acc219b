import type {Dictionary} from '../en/index.ts';
import {count} from './plural.ts';

/** Ukrainian: interrupted operations, as the next start finds them. */
export const interruptedMessages = {
	'may-be-under-way': ({action, subject, age}) =>
		`Дію ${action} ${subject} не завершено (остання активність ${count(age, 'секунду', 'секунди', 'секунд')} тому): вона триває деінде або її перервано. Наступний запуск перевірить ще раз.`,
	'interrupted-before': ({action, subject}) => `Перервано до будь-якого запису: ${action} ${subject}.`,
	'interrupted-number-there': ({login, tvId}) =>
		`Додавання «${login}» перервано наприкінці, але воно завершене: ID ТБ ${tvId} є в обох системах.`,
	'interrupted-number': ({login, tvId, entry}) =>
		`Додавання «${login}» перервано: у білінгу є ID ТБ ${tvId}, але Stalker не показує його як особовий рахунок. Додайте ще раз, щоб завершити, або скасуйте: stalker-console journal undo ${entry}`,
	'interrupted-deleted': ({subject}) =>
		`Видалення «${subject}» перервано наприкінці, але воно завершене: зі Stalker видалено.`,
	'interrupted-not-deleted': ({subject}) =>
		`Видалення «${subject}» перервано: обліковий запис досі у Stalker.`,
	'interrupted-undo': ({subject, entry}) =>
		`Скасування зміни «${subject}» перервано. Щоб завершити: stalker-console journal undo ${entry}`,
	'interrupted-done': ({action, subject}) =>
		`Дію ${action} ${subject} перервано в самому кінці: її виконано.`,
	'interrupted-sent': ({action, subject}) => `Дію ${action} ${subject} перервано: чи її надіслано, невідомо.`,
	'interrupted-left': ({action, subject, entry}) =>
		`Дію ${action} ${subject} перервано на половині. Повторіть її, щоб завершити, або скасуйте: stalker-console journal undo ${entry}`,
	'interrupted-rows': ({action, entry, done, failed, open}) =>
		`Дію ${action} перервано: ${count(done, 'рядок виконано', 'рядки виконано', 'рядків виконано')}, не розпочато ${failed}, на половині ${open}. Усі: stalker-console journal show ${entry}`,
	'interrupted-unread': ({action, subject, message}) =>
		`Дію ${action} ${subject} перервано, її результат прочитати не вдалося: ${message}`,
	'interrupted-unread-several': ({n, message}) =>
		`${count(n, 'операцію перервано', 'операції перервано', 'операцій перервано')} (stalker-console journal list --open), їхні результати прочитати не вдалося: ${message}`,
	'interrupted-more': ({n}) =>
		`Ще ${count(n, 'давнішу перервану операцію', 'давніші перервані операції', 'давніших перерваних операцій')} не перевірено: stalker-console journal list --open --limit N`,
	'interrupted-several': ({n}) =>
		`У попередньому сеансі перервано ${count(n, 'операцію', 'операції', 'операцій')}. Натисніть !, щоб побачити результати.`,
} satisfies Partial<Dictionary['messages']>;
