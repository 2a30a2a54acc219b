/** Ukrainian: the screen of tariff plans and the messages of its actions. */
export const tariffs = {
	screen: {
		title: 'Тарифні плани',
		short: 'Тариф',
		ids: 'зовнішній ID',
		actions: {import: {label: 'імпортувати', description: 'імпортувати тарифні плани до білінгу'}},
	},
	messages: {
		imported: ({name, id, filter}: {name: string; id: number; filter: string}) =>
			`Тарифний план «${name}» тепер у білінгу під номером ${id}${filter === '' ? '' : `, зовнішній ID «${filter}»`}.`,
		'already-imported': ({name, id}: {name: string; id: number}) =>
			`Тарифний план «${name}» вже є в білінгу під номером ${id}.`,
		'plan-import': ({name, external}: {name: string; external: string}) =>
			`Імпортувати тарифний план «${name}» (${external}) до білінгу, без абонплати.`,
		'external-id-empty': ({name}: {name: string}) =>
			`Тарифний план «${name}» не має зовнішнього ID. Задайте його в тарифних планах Stalker.`,
		'external-id-doubled': ({external, names}: {external: string; names: readonly string[]}) =>
			`Кілька тарифних планів мають зовнішній ID «${external}»: ${names.join(', ')}. Задайте кожному свій у тарифних планах Stalker.`,
	},
};
