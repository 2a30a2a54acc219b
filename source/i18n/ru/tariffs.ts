import type {Dictionary} from '../en/index.ts';

/** Russian: the screen of tariff plans and the messages of its actions. */
export const tariffs = {
	screen: {
		title: 'Тарифные планы',
		short: 'Тариф',
		ids: 'внешний ID',
		actions: {import: {label: 'импорт', description: 'импортировать тарифные планы в биллинг'}},
	} satisfies Dictionary['screens']['tariffs'],
	messages: {
		imported: ({name, id, filter}) =>
			`Тарифный план «${name}» теперь в биллинге под номером ${id}${filter === '' ? '' : `, внешний ID «${filter}»`}.`,
		'already-imported': ({name, id, stalkerName}) =>
			`Тарифный план «${name}» уже в биллинге под номером ${id}.${stalkerName === undefined ? '' : ` В Stalker он называется «${stalkerName}»: f (команда tariffs fix) переименует его в биллинге.`}`,
		'plan-import': ({name, external}) =>
			`Импортировать тарифный план «${name}» (${external}) в биллинг, без абонплаты.`,
		'external-id-empty': ({name}) =>
			`У тарифного плана «${name}» нет внешнего ID. Задайте его в тарифных планах Stalker.`,
		'external-id-doubled': ({external, names}) =>
			`Внешний ID «${external}» у нескольких тарифных планов: ${names.join(', ')}. Задайте каждому свой в тарифных планах Stalker.`,
	} satisfies Partial<Dictionary['messages']>,
};
