import type {Dictionary} from '../en/index.ts';

/** Ukrainian: the screen of the journal, and the words for what an entry has changed. */
export const journal = {
	screen: {title: 'Журнал', short: 'Журнал', ids: '', actions: {}} satisfies Dictionary['screens']['journal'],
	changes: {
		systems: {billing: 'білінг', stalker: 'Stalker'},
		records: {
			customer: 'абонент',
			service: 'послуга ТБ',
			tariff: 'тарифний план',
			channel: 'канал',
			choice: 'вибір каналів',
			account: 'обліковий запис',
			subscription: 'вибір каналів',
			packages: 'пакети',
			modules: 'модулі',
			'additional-services': 'додаткові послуги',
			box: 'приставка',
			channels: 'канали',
			choices: 'вибір каналів',
		},
		operations: {
			create: 'додавання',
			update: 'зміна',
			delete: 'вилучення',
			send: 'надсилання',
		},
		results: {
			applied: 'виконано',
			unchanged: 'без змін',
			stale: 'змінено кимось іншим',
			failed: 'не вдалося',
			unknown: 'невідомо',
			skipped: 'пропущено',
			untried: 'не виконувалося',
		},
	} satisfies Dictionary['journalChanges'],
};
