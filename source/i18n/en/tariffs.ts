/** English: the screen of tariff plans and the messages of its actions. */
export const tariffs = {
	screen: {
		title: 'Tariff plans',
		short: 'Tariff',
		ids: 'an external id',
		actions: {import: {label: 'import', description: 'import tariff plans into billing'}},
	},
	messages: {
		imported: ({name, id, filter}: {name: string; id: number; filter: string}) =>
			`The tariff plan “${name}” is in billing now as ${id}${filter === '' ? '' : `, known by “${filter}”`}.`,
		'already-imported': ({name, id, stalkerName}: {name: string; id: number; stalkerName?: string}) =>
			`The tariff plan “${name}” is in billing already as ${id}.${stalkerName === undefined ? '' : ` In Stalker it is “${stalkerName}”: f (tariffs fix) renames billing's.`}`,
		'plan-import': ({name, external}: {name: string; external: string}) =>
			`Import the tariff plan “${name}” (${external}) into billing, without fees.`,
		'external-id-empty': ({name}: {name: string}) =>
			`The tariff plan “${name}” has no external id. Give it one in Stalker's tariff plans.`,
		'external-id-doubled': ({external, names}: {external: string; names: readonly string[]}) =>
			`Several tariff plans have the external id “${external}”: ${names.join(', ')}. Give each its own in Stalker's tariff plans.`,
	},
};
