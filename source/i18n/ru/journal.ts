import type {Dictionary} from '../en/index.ts';

/** Russian: the screen of the journal, and the words for what an entry has changed. */
export const journal = {
	screen: {title: 'Журнал', short: 'Журнал', ids: '', actions: {}} satisfies Dictionary['screens']['journal'],
	changes: {
		systems: {billing: 'биллинг', stalker: 'Stalker'},
		records: {
			customer: 'абонент',
			service: 'услуга ТВ',
			tariff: 'тарифный план',
			channel: 'канал',
			choice: 'выбор каналов',
			account: 'учётная запись',
			subscription: 'выбор каналов',
			packages: 'пакеты',
			modules: 'модули',
			'additional-services': 'дополнительные услуги',
			box: 'приставка',
			channels: 'каналы',
			choices: 'выбор каналов',
		},
		operations: {
			create: 'добавление',
			update: 'изменение',
			delete: 'удаление',
			send: 'отправка',
		},
		results: {
			applied: 'выполнено',
			unchanged: 'без изменений',
			stale: 'изменено кем-то другим',
			failed: 'не удалось',
			unknown: 'неизвестно',
			skipped: 'пропущено',
			untried: 'не выполнялось',
		},
	} satisfies Dictionary['journalChanges'],
};
