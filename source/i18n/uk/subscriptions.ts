import type {Dictionary} from '../en/index.ts';
import {channelCount, count, pluralForm} from './plural.ts';

/** The channels that only billing has, and whether they stay. */
const onlyInBilling = (n: number, one: string, several: string): string =>
	`${channelCount(n)}, що є лише в білінгу, ${pluralForm(n, one, several, one)}`;

/** The name of a subscription: the MAC and account number that the portal sends with it. */
const subscriptionName = (mac: string, ls: string): string =>
	[mac && `приставка ${mac}`, ls && `особовий рахунок ${ls}`].filter(Boolean).join(', ');

/** Ukrainian: the screen of subscriptions and the messages of its action. */
export const subscriptions = {
	screen: {
		title: 'Підписки',
		short: 'Підп',
		ids: 'логін, MAC або особовий рахунок',
		actions: {
			add: {
				label: 'записати',
				description: 'записати вибрані канали до білінгу',
				choose: 'А що є лише в білінгу',
				argument: 'keep (лишити) або remove (вилучити) те, що є лише в білінгу',
			},
		},
	} satisfies Dictionary['screens']['subscriptions'],
	messages: {
		'choices-of-gone': ({n}) =>
			`Не показано ${count(n, 'підписку', 'підписки', 'підписок')} облікових записів, яких уже немає.`,
		'choices-without-accounts': () =>
			'Облікові записи прочитати не вдалося: логіни невідомі, до послуг ведуть лише приставки.',
		'choices-unlisted': ({got, baseline}) =>
			`Портал надіслав лише ${channelCount(got)}, а очікувалося ${baseline}: які з вибраних існують, невідомо, і з білінгу нічого не вилучається. Якщо так і є, визнайте список повним на екрані «Канали».`,
		'choices-unreadable': ({login}) =>
			`Портал не повідомляє, які канали вибрано для «${login}»: списку в нього немає або його не можна прочитати.`,
		'choices-of-whom': ({mac, ls}) =>
			`З облікових записів, прочитаних востаннє, не видно, чия це підписка (${subscriptionName(mac, ls)}): вони старіші за цей список або котрогось прочитати не вдалося. Перечитайте облікові записи, а тоді цей список.`,
		'choices-of-other': ({mac, ls}) =>
			`Обліковий запис цієї підписки (${subscriptionName(mac, ls)}) уже не той, яким його було прочитано; для неї нічого не записано. Перечитайте облікові записи, а тоді цей список.`,
		'choices-same': ({login, beyond}) =>
			`Усі канали, вибрані для «${login}», у білінгу є${beyond > 0 ? `, і ще ${channelCount(beyond)} понад те` : ''}.`,
		'plan-choices': ({login, tvId, add, remove, kept}) =>
			`Записати для послуги ТБ ${tvId} («${login}»): ${[...add.map(name => `+${name}`), ...remove.map(name => `−${name}`)].join(', ')}${kept > 0 ? `; ${onlyInBilling(kept, 'лишається', 'лишаються')}` : ''}.`,
		'ask-unchoose': ({n}) =>
			`Білінг втратить ${channelCount(n)}, ${pluralForm(n, 'якого', 'яких', 'яких')} у Stalker немає.`,
		'choices-recorded': ({login, added, removed, kept}) =>
			`До білінгу для «${login}» додано ${channelCount(added)}${removed > 0 ? `, вилучено ${removed}` : ''}${kept > 0 ? `; ${onlyInBilling(kept, 'лишається', 'лишаються')}` : ''}.`,
		'choices-changed': ({with: what}) =>
			({
				service: 'Тим часом у білінгу змінилася послуга ТБ. Оновіть список.',
				choices: 'Тим часом у білінгу змінилися вибрані канали. Оновіть список.',
				channel: 'Одного з каналів у білінгу вже немає. Оновіть список.',
			})[what],
		'choice-keep': ({n}) => onlyInBilling(n, 'лишається', 'лишаються'),
		'choice-remove': ({n}) => onlyInBilling(n, 'вилучається', 'вилучаються'),
		'choice-without-service': ({login}) =>
			`«${login}» не має в білінгу послуги ТБ, для якої записувати канали. Спершу додайте обліковий запис.`,
		'choice-without-plan': ({login, tvId}) =>
			`Послуга ТБ ${tvId} («${login}») не має в білінгу тарифного плану, за яким вибирають канали. Задайте його там.`,
		'choice-of-unknown': ({login, channels}) =>
			`«${login}» має вибрані канали, яких у білінгу немає: ${channels.join(', ')}. Спершу імпортуйте канали.`,
		'plan-undo-choices': ({login, tvId, added, removed}) =>
			`Забрати з послуги ТБ ${tvId} («${login}») ${count(added, 'записаний канал', 'записані канали', 'записаних каналів')}${removed > 0 ? ` і повернути ${removed}` : ''}.`,
		'undone-choices': ({login, tvId}) => `Послуга ТБ ${tvId} («${login}») знову має попередні канали.`,
	} satisfies Partial<Dictionary['messages']>,
};
