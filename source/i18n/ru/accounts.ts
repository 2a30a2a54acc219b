import type {Fees, Person} from '../en/accounts.ts';
import type {Dictionary} from '../en/index.ts';
import {formatDifference} from './differences.ts';

/** A tariff plan with its fees, where it has any. */
function planText(plan: string | null, fees: Fees | null | undefined): string {
	if (plan === null) return 'без тарифного плана';
	const {month = '0', day = '0', once = '0'} = fees ?? {};
	const prices = [
		...(Number(month) > 0 ? [`${month} в месяц`] : []),
		...(Number(day) > 0 ? [`${day} в день`] : []),
		...(Number(once) > 0 ? [`${once} разово`] : []),
	];
	return `тарифный план «${plan}»${prices.length === 0 ? '' : ` (${prices.join(', ')})`}`;
}

/** The customer who pays for a service. */
const payerText = ({login, name, phone}: Person & {readonly phone: string}): string =>
	`Абонент «${login}» в биллинге: ${name || 'без ФИО'}, ${phone || 'без телефона'}. Платить будет он.`;

/** A customer or account at the end of a sentence: `«ivan», Іваненко Олег.` */
const personText = ({login, name}: Person): string =>
	name === '' ? `«${login}».` : `«${login}», ${name}${name.endsWith('.') ? '' : '.'}`;

const numberSuffix = (number: number | null): string => (number === null ? '' : ` ${number}`);

/** Russian: the screen of accounts and the messages of its actions. */
export const accounts = {
	screen: {
		title: 'Учётные записи',
		short: 'Учётки',
		ids: 'логин, number:N или mac:M',
		actions: {
			add: {label: 'добавить', description: 'добавить учётные записи в биллинг'},
			delete: {label: 'удалить', description: 'удалить учётные записи из Stalker; биллинг не меняется'},
			link: {
				label: 'связать',
				description: 'связать учётную запись с услугой ТВ в биллинге',
				choose: 'С какой услугой',
				argument: 'ID ТВ',
			},
		},
	} satisfies Dictionary['screens']['accounts'],
	messages: {
		added: ({login, tvId, created}) =>
			`«${login}» теперь в биллинге: ID ТВ ${tvId}, ${created ? 'новый абонент' : 'услуга существующего абонента'}.`,
		'already-added': ({login, tvId}) => `«${login}» уже в биллинге: ID ТВ ${tvId}.`,
		'number-written': ({login, tvId}) => `Лицевой счёт «${login}» в Stalker теперь ${tvId}.`,
		'number-doubled': ({login, tvId, others}) =>
			`«${login}» в биллинге, ID ТВ ${tvId}, и в Stalker теперь с этим лицевым счётом, но тем временем его получил и кто-то ещё: ${others.join(', ')}. Задайте каждой учётной записи свой в панели портала.`,
		'number-undone': ({login, tvId, entry, has, message}) =>
			`Сделанное для «${login}» (запись журнала ${entry}) тем временем отменено${has === null ? ': в Stalker ничего не записано.' : has ? `, но лицевой счёт в Stalker всё же теперь ${tvId}. Перечитайте список.` : `, и Stalker не показывает лицевой счёт ${tvId}: ${message} Перечитайте список.`}`,
		'number-not-written': ({login, tvId, message}) =>
			`«${login}» в биллинге, ID ТВ ${tvId}, но Stalker не принял лицевой счёт: ${message} Добавьте ещё раз, чтобы закончить.`,
		'plan-add-new': ({login, plan, fees, number}) =>
			`Добавить «${login}» в биллинг: новый абонент с денежным счётом и услуга ТВ${numberSuffix(number)}, ${planText(plan, fees)}.`,
		'plan-add-known': ({login, plan, fees, number, customer}) =>
			`Добавить абоненту «${customer}» услугу ТВ${numberSuffix(number)} для «${login}», ${planText(plan, fees)}.`,
		'plan-number': ({login, tvId}) => `Записать в Stalker лицевой счёт ${tvId} для «${login}».`,
		'plan-nothing': ({login}) => `«${login}» синхронизировано; делать нечего.`,
		'ask-customer': payerText,
		'ask-deleted': ({login}) => `Абонент «${login}» в биллинге удалён.`,
		'ask-second-service': ({login, services, boxes}) =>
			`У абонента «${login}» здесь уже есть услуга ТВ (${services.join(', ')}${boxes.length === 0 ? '' : `; приставка ${boxes.join(', ')}`}): появится ещё одна.`,
		'ask-other-box': ({login, tvId, box, cid}) =>
			`Услуга ТВ ${tvId} абонента «${login}» в биллинге ${cid === '' ? 'без приставки' : `с приставкой ${cid}`}, учётная запись ${box === '' ? 'без приставки' : `с ${box}`}.`,
		'ask-no-plan': () => 'У учётной записи нет тарифного плана: услуга будет без него.',
		'ask-no-status': () =>
			'Портал не говорит, включена ли учётная запись: услуга будет со статусом «Отключено».',
		'ask-new-number': ({number}) =>
			number === ''
				? 'Биллинг выдаст ID ТВ, он станет лицевым счётом в Stalker.'
				: `Биллинг выдаст ID ТВ, он заменит в Stalker лицевой счёт «${number}».`,
		'ask-number': ({tvId, number}) =>
			`Лицевой счёт в Stalker станет ${tvId} (${number === '' ? 'был пуст' : `был «${number}»`}).`,
		'no-login': () => 'У учётной записи нет логина. Задайте его в портале.',
		differs: ({drifts}) =>
			`Уже в биллинге, но отличается: ${drifts.map(formatDifference).join('; ')}. Клавиша + исправляет только лицевой счёт; остальное — f (команда accounts fix).`,
		'tariff-unknown': ({tariff, command}) =>
			`В биллинге нет тарифного плана «${tariff}». Сначала импортируйте его${command === undefined ? '.' : `: ${command}`}`,
		'number-shared': ({number, others}) =>
			`Лицевой счёт ${number} есть и у других: ${others.join(', ')}. Задайте каждой учётной записи свой в панели портала.`,
		unaddressable: ({login}) =>
			`В REST API ничто не указывает только на «${login}», поэтому записать туда ничего нельзя. Измените в панели портала.`,
		'end-date-unreadable': ({login, date}) =>
			`Даты окончания «${date}» у «${login}» не существует. Исправьте в панели портала.`,
		'several-macs': ({mac}) => `В поле MAC не один MAC: «${mac}». Исправьте в панели портала.`,
		'changed-meanwhile': ({field}) =>
			`Учётная запись изменилась в Stalker после чтения списка (${field}). Перечитайте список.`,
		'gone-meanwhile': ({login}) => `Stalker больше не находит «${login}». Перечитайте список.`,
		'names-others': ({login}) =>
			`Тот же идентификатор, что у «${login}», теперь и у других учётных записей. Измените в панели портала.`,
		'plan-delete': ({login, path, online}) =>
			`Удалить «${login}» из Stalker (${path})${online ? '; приставка ОНЛАЙН, изображение пропадёт' : ''}. Биллинг не меняется.`,
		deleted: ({login}) => `«${login}» удалено из Stalker.`,
		'not-deleted': ({login, message}) => `«${login}» всё ещё в Stalker: ${message}`,
		'delete-unclear': ({login, message}) =>
			`Удалено ли «${login}», неизвестно: ${message} Перечитайте список.`,
		'read-back-failed': () => 'Портал подтвердил, но всё ещё показывает учётную запись.',
		'delete-loses': () =>
			'Отмена создаст новую учётную запись (новый id); пароль, токены, избранное, история и скрытый срок действия пропадут.',
		'plan-link': ({login, customer, tvId, number, changes}) =>
			`Связать «${login}» с услугой ${tvId} абонента «${customer}»${number ? ` и записать в Stalker лицевой счёт ${tvId}` : ''}.${changes.map(({field, from, to}) => ` В биллинге ${field}: было «${from}», станет «${to}».`).join('')}`,
		'ask-other-name': ({payer: whose, own}) => `${payerText(whose)} Учётная запись: ${personText(own)}`,
		'ask-other-customer': ({payer: whose, own}) =>
			`${payerText(whose)} Собственный абонент учётной записи: ${personText(own)}`,
		linked: ({login, tvId}) => `«${login}» теперь связано с услугой ${tvId}.`,
		'link-only-unmatched': () => 'Связать можно только учётную запись, которой нет в биллинге.',
		'service-matched': ({tvId}) => `У услуги ТВ ${tvId} уже есть учётная запись.`,
	} satisfies Partial<Dictionary['messages']>,
};
