import type {Dictionary} from '../en/index.ts';

/** Ukrainian: the screen of tariff plans and the messages of its actions. */
export const tariffs = {
	screen: {
		title: 'Тарифні плани',
		short: 'Тариф',
		ids: 'зовнішній ID',
		actions: {import: {label: 'імпортувати', description: 'імпортувати тарифні плани до білінгу'}},
	} satisfies Dictionary['screens']['tariffs'],
	messages: {
		imported: ({name, id, filter}) =>
			`Тарифний план «${name}» тепер у білінгу під номером ${id}${filter === '' ? '' : `, зовнішній ID «${filter}»`}.`,
		'already-imported': ({name, id, stalkerName}) =>
			`Тарифний план «${name}» вже є в білінгу під номером ${id}.${stalkerName === undefined ? '' : ` У Stalker він зветься «${stalkerName}»: f (команда tariffs fix) перейменує його в білінгу.`}`,
		'plan-import': ({name, external}) =>
			`Імпортувати тарифний план «${name}» (${external}) до білінгу, без абонплати.`,
		'external-id-empty': ({name}) =>
			`Тарифний план «${name}» не має зовнішнього ID. Задайте його в тарифних планах Stalker.`,
		'external-id-doubled': ({external, names}) =>
			`Кілька тарифних планів мають зовнішній ID «${external}»: ${names.join(', ')}. Задайте кожному свій у тарифних планах Stalker.`,
	} satisfies Partial<Dictionary['messages']>,
};
