import type {ImportCounts} from '../en/channels.ts';
import type {Dictionary} from '../en/index.ts';
import {channelCount, count, pluralForm} from './plural.ts';

const lossesText = (choices: number, prices: number): string =>
	[
		...(choices > 0 ? [count(choices, 'подписку', 'подписки', 'подписок')] : []),
		...(prices > 0 ? [count(prices, 'цену', 'цены', 'цен')] : []),
	].join(' и ');

const changeText = ({added, changed, gone}: ImportCounts): string =>
	`${count(added, 'новый', 'новых', 'новых')}, ${count(changed, 'изменён', 'изменено', 'изменено')} (название или номер), ${count(gone, 'исчезнет', 'исчезнут', 'исчезнут')}`;

const changeMadeText = ({added, changed, gone}: ImportCounts): string =>
	`${count(added, 'новый', 'новых', 'новых')}, ${count(changed, 'изменён', 'изменено', 'изменено')} (название или номер), ${count(gone, 'убран', 'убрано', 'убрано')}`;

/** The first ten ids. */
const firstIds = (ids: ReadonlyArray<number | string>): string =>
	ids.slice(0, 10).join(', ') + (ids.length > 10 ? ' …' : '');

/** Russian: the screen of channels and the messages of its action. */
export const channels = {
	screen: {
		title: 'Каналы',
		short: 'Каналы',
		ids: 'id канала',
		actions: {
			import: {label: 'импорт', description: 'заменить список каналов биллинга списком из Stalker'},
		},
	} satisfies Dictionary['screens']['channels'],
	messages: {
		'channels-import': how => `Заменить список каналов биллинга списком из Stalker: ${changeText(how)}.`,
		'channels-the-same': () => 'Каналы в биллинге уже точно такие, как в Stalker.',
		'channels-imported': how =>
			`Каналы в биллинге теперь точно такие, как в Stalker: ${changeMadeText(how)}.`,
		'channels-lose': ({choices, prices}) =>
			`Вместе с исчезающими каналами биллинг потеряет ${lossesText(choices, prices)}. Отмена их вернёт.`,
		'channel-lost': ({name, choices, prices}) => `${name} (теряет ${lossesText(choices, prices)})`,
		turned: ({from, to}) => `${from} → ${to}`,
		'channels-of-several': ({names}) =>
			`По каналам в биллинге не видно, чьи они, а активных провайдеров ТВ несколько: ${names.join(', ')}. Ничего не заменяется, если только channels = true в конфигурации не говорит, что они этого портала.`,
		'channels-of-another': () =>
			'Каналы биллинга принадлежат другому порталу (channels = true в конфигурации), поэтому каналы этого портала не сравниваются.',
		'channels-unreadable': ({n, reason}) =>
			`Не ${pluralForm(n, 'читается', 'читаются', 'читаются')} ${channelCount(n)} портала (${reason}). По такому списку ничего не заменяется; исправьте его в панели портала.`,
		'channels-doubled': ({ids}) =>
			`Портал присылает несколько каналов с одним id: ${ids.join(', ')}. По такому списку ничего не заменяется.`,
		'channel-too-long': ({id, most}) =>
			`Название канала ${id} длиннее, чем хранит биллинг (не больше ${count(most, 'символа', 'символов', 'символов')}). Сократите его в портале.`,
		'channel-id-large': ({id, most}) =>
			`Номер канала ${id} больше, чем хранит биллинг (${most}); канал пропущен.`,
		'channel-unstorable': ({id}) =>
			`В названии канала ${id} есть символы, которых биллинг хранить не может. Исправьте в панели портала.`,
		'channels-changed': ({ids}) =>
			`Каналы биллинга ${firstIds(ids)} тем временем изменились. Ничего не записано; посмотрите разницу ещё раз.`,
		'portal-channels-changed': ({ids}) =>
			`Каналы портала ${firstIds(ids)} тем временем изменились. Ничего не записано; посмотрите разницу ещё раз.`,
		'channels-undo': ({added, changed, gone, uses: lost}) =>
			`Вернуть в биллинг прежний список каналов: убрать ${added}, вернуть прежние название и номер — ${changed}, восстановить ${gone}${lost > 0 ? ` и ${count(lost, 'подписку или цену', 'подписки или цены', 'подписок или цен')}` : ''}.`,
		'channels-undone': ({n}) => `В биллинге снова прежний список: ${channelCount(n)}.`,
	} satisfies Partial<Dictionary['messages']>,
};
