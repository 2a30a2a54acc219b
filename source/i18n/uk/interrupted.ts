import {count, pluralForm} from './plural.ts';

/** Ukrainian: deeds that broke off, as the next start finds them. */
export const interruptedMessages = {
	'may-be-under-way': ({action, subject, age}: {action: string; subject: string; age: number}) =>
		`Дію ${action} ${subject} не завершено, востаннє над нею працювали ${count(age, 'секунду', 'секунди', 'секунд')} тому: вона триває деінде або обірвалася. Наступний запуск перевірить ще раз.`,
	'broken-before': ({action, subject}: {action: string; subject: string}) =>
		`Дія ${action} ${subject} обірвалася, перш ніж щось було записано.`,
	'broken-number-there': ({login, tvId}: {login: string; tvId: number}) =>
		`Додавання «${login}» обірвалося наприкінці: ID ТБ ${tvId} є в обох системах.`,
	'broken-number': ({login, tvId, entry}: {login: string; tvId: number; entry: string}) =>
		`Додавання «${login}» обірвалося: у білінгу є ID ТБ ${tvId}, але Stalker не показує його як особовий рахунок. Додайте ще раз, щоб завершити, або скасуйте: stalker-console journal undo ${entry}`,
	'broken-deleted': ({subject}: {subject: string}) =>
		`Видалення «${subject}» обірвалося вже після дії: зі Stalker видалено.`,
	'broken-not-deleted': ({subject}: {subject: string}) =>
		`Видалення «${subject}» обірвалося: обліковий запис досі у Stalker.`,
	'broken-undo': ({subject, entry}: {subject: string; entry: string}) =>
		`Скасування дії над «${subject}» обірвалося. Щоб завершити: stalker-console journal undo ${entry}`,
	'broken-unseen': ({action, subject, message}: {action: string; subject: string; message: string}) =>
		`Дія ${action} ${subject} обірвалася, і чим це скінчилося, не видно: ${message}`,
	'broken-unseen-several': ({n, message}: {n: number; message: string}) =>
		`${count(n, 'дія обірвалася', 'дії обірвалися', 'дій обірвалося')} (stalker-console journal list --open), і чим це скінчилося, не видно: ${message}`,
	'broken-more': ({n}: {n: number}) =>
		`Ще ${count(n, 'давніша дія не має', 'давніші дії не мають', 'давніших дій не мають')} кінця в журналі й не ${pluralForm(n, 'перевірена', 'перевірені', 'перевірені')}: stalker-console journal list --open --limit N`,
	'broken-several': ({n}: {n: number}) =>
		`У попередньому сеансі обірвалося ${count(n, 'дія', 'дії', 'дій')}. ! покаже, чим це скінчилося.`,
};
