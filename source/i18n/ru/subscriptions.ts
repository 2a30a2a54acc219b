import type {Dictionary} from '../en/index.ts';
import {channelCount, count, pluralForm} from './plural.ts';

/** The channels that only billing has, and whether they stay. */
const onlyInBilling = (n: number, one: string, several: string): string =>
	`${channelCount(n)} только из биллинга ${pluralForm(n, one, several, several)}`;

const keptText = (n: number): string => onlyInBilling(n, 'остаётся', 'остаются');

/** The name of a subscription: the MAC and account number that the portal sends with it. */
const subscriptionName = (mac: string, ls: string): string =>
	[mac && `приставка ${mac}`, ls && `лицевой счёт ${ls}`].filter(Boolean).join(', ');

/** Russian: the screen of subscriptions and the messages of its action. */
export const subscriptions = {
	screen: {
		title: 'Подписки',
		short: 'Подп.',
		ids: 'логин, MAC или лицевой счёт',
		actions: {
			add: {
				label: 'записать',
				description: 'записать выбранные каналы в биллинг',
				choose: 'А что есть только в биллинге',
				argument: 'keep или remove: оставить или убрать то, что есть только в биллинге',
			},
		},
	} satisfies Dictionary['screens']['subscriptions'],
	messages: {
		'choices-of-gone': ({n}) =>
			`Не ${pluralForm(n, 'показана', 'показаны', 'показаны')} ${count(n, 'подписка', 'подписки', 'подписок')} удалённых учётных записей.`,
		'choices-without-accounts': () =>
			'Учётные записи не прочитаны: логины неизвестны, к услугам ведут только приставки.',
		'choices-unlisted': ({got, baseline}) =>
			`Портал выдал всего ${channelCount(got)}, а ожидалось ${baseline}: какие из выбранных существуют, неизвестно, и из биллинга ничего не убирается. Если всё верно, примите список на экране «Каналы».`,
		'choices-unreadable': ({login}) =>
			`Портал не сообщает, какие каналы выбраны для «${login}»: списка у него нет, или он не читается.`,
		'choices-of-whom': ({mac, ls}) =>
			`По учётным записям, прочитанным в последний раз, не видно, чья это подписка (${subscriptionName(mac, ls)}): они старше этого списка, или одну из них прочитать не удалось. Перечитайте учётные записи, затем этот список.`,
		'choices-of-other': ({mac, ls}) =>
			`Учётная запись этой подписки (${subscriptionName(mac, ls)}) уже не та, что была прочитана; для неё ничего не записано. Перечитайте учётные записи, затем этот список.`,
		'choices-same': ({login, beyond}) =>
			`Все каналы, которые есть у «${login}», уже в биллинге${beyond > 0 ? `, и сверх того ${channelCount(beyond)}` : ''}.`,
		'plan-choices': ({login, tvId, add, remove, kept}) =>
			`Записать для услуги ТВ ${tvId} («${login}»): ${[...add.map(name => `+${name}`), ...remove.map(name => `−${name}`)].join(', ')}${kept > 0 ? `; ${keptText(kept)}` : ''}.`,
		'ask-unchoose': ({n}) =>
			`Из биллинга ${pluralForm(n, 'уйдёт', 'уйдут', 'уйдут')} ${channelCount(n)}: в Stalker их не выбирали.`,
		'choices-recorded': ({login, added, removed, kept}) =>
			`Каналы «${login}» в биллинге: добавлено ${added}${removed > 0 ? `, убрано ${removed}` : ''}${kept > 0 ? `; ${keptText(kept)}` : ''}.`,
		'choices-changed': ({with: what}) =>
			({
				service: 'Услуга ТВ тем временем изменилась в биллинге. Перечитайте список.',
				choices: 'Выбранные каналы тем временем изменились в биллинге. Перечитайте список.',
				channel: 'Одного из каналов в биллинге больше нет. Перечитайте список.',
			})[what],
		'choice-keep': ({n}) => keptText(n),
		'choice-remove': ({n}) => onlyInBilling(n, 'убирается', 'убираются'),
		'choice-without-service': ({login}) =>
			`У «${login}» нет в биллинге услуги ТВ, для которой записать каналы. Сначала добавьте учётную запись.`,
		'choice-without-plan': ({login, tvId}) =>
			`У услуги ТВ ${tvId} («${login}») в биллинге нет тарифного плана, а каналы выбирают в нём. Задайте его там.`,
		'choice-of-unknown': ({login, channels}) =>
			`У «${login}» выбраны каналы, которых нет в биллинге: ${channels.join(', ')}. Сначала импортируйте каналы.`,
		'plan-undo-choices': ({login, tvId, added, removed}) =>
			`Убрать из услуги ТВ ${tvId} («${login}») ${count(added, 'записанный канал', 'записанных канала', 'записанных каналов')}${removed > 0 ? ` и вернуть ${removed}` : ''}.`,
		'undone-choices': ({login, tvId}) => `У услуги ТВ ${tvId} («${login}») снова прежние каналы.`,
	} satisfies Partial<Dictionary['messages']>,
};
