import type {ImportCounts} from '../en/channels.ts';
import type {Dictionary} from '../en/index.ts';
import {channelCount, count} from './plural.ts';

const lossesText = (choices: number, prices: number): string =>
	[
		...(choices > 0 ? [count(choices, 'підписку', 'підписки', 'підписок')] : []),
		...(prices > 0 ? [count(prices, 'ціну', 'ціни', 'цін')] : []),
	].join(', ');

const changeText = ({added, changed, gone}: ImportCounts): string =>
	`нових ${added}, з іншою назвою чи номером ${changed}, зникає ${gone}`;

/** The first ten ids. */
const firstIds = (ids: ReadonlyArray<number | string>): string =>
	ids.slice(0, 10).join(', ') + (ids.length > 10 ? ' …' : '');

/** Ukrainian: the screen of channels and the messages of its action. */
export const channels = {
	screen: {
		title: 'Канали',
		short: 'Канали',
		ids: 'ID каналу',
		actions: {
			import: {label: 'імпортувати', description: 'замінити список каналів білінгу списком зі Stalker'},
		},
	} satisfies Dictionary['screens']['channels'],
	messages: {
		'channels-import': how => `Замінити список каналів білінгу списком зі Stalker: ${changeText(how)}.`,
		'channels-the-same': () => 'Канали білінгу вже точно такі, як у Stalker.',
		'channels-imported': how => `Канали білінгу тепер точно такі, як у Stalker: ${changeText(how)}.`,
		'channels-lose': ({choices, prices}) =>
			`Разом із каналами, що зникають, білінг втратить ${lossesText(choices, prices)}. Скасування все поверне.`,
		'channel-lost': ({name, choices, prices}) => `${name} (втрачає ${lossesText(choices, prices)})`,
		turned: ({from, to}) => `${from} → ${to}`,
		'channels-of-several': ({names}) =>
			`У каналах білінгу не вказано, чиї вони, а активних провайдерів ТБ кілька: ${names.join(', ')}. Нічого не замінюється, хіба що channels = true у конфігурації каже, що вони цього порталу.`,
		'channels-of-another': () =>
			'Канали білінгу належать іншому порталу (channels = true у конфігурації), тож канали цього порталу не порівнюються.',
		'channels-unreadable': ({n, reason}) =>
			`Не вдалося прочитати ${channelCount(n)} порталу (${reason}). За таким списком нічого не замінюється; виправте його в панелі порталу.`,
		'channels-doubled': ({ids}) =>
			`Портал надсилає кілька каналів з одним ID: ${ids.join(', ')}. За таким списком нічого не замінюється.`,
		'channel-too-long': ({id, most}) =>
			`Назва каналу ${id} довша, ніж уміщає білінг (символів: ${most}). Скоротіть її на порталі.`,
		'channel-id-large': ({id, most}) =>
			`Номер каналу ${id} більший за ${most}, які вміщає білінг; канал пропущено.`,
		'channel-unstorable': ({id}) =>
			`Назва каналу ${id} містить символи, яких білінг не може зберігати. Виправте її в панелі порталу.`,
		'channels-changed': ({ids}) =>
			`Тим часом змінилися канали білінгу ${firstIds(ids)}. Нічого не записано; перегляньте розбіжності ще раз.`,
		'portal-channels-changed': ({ids}) =>
			`Тим часом змінилися канали порталу ${firstIds(ids)}. Нічого не записано; перегляньте розбіжності ще раз.`,
		'channels-undo': ({added, changed, gone, uses: lost}) =>
			`Повернути білінгу попередній список каналів: вилучити ${added}, повернути назву й номер ${changed}, відновити ${gone}${lost > 0 ? `, з ними ${count(lost, 'підписку чи ціну', 'підписки чи ціни', 'підписок чи цін')}` : ''}.`,
		'channels-undone': ({n}) =>
			`До білінгу повернуто ${count(n, 'попередній канал', 'попередні канали', 'попередніх каналів')}.`,
	} satisfies Partial<Dictionary['messages']>,
};
