/** Ukrainian: the API explorer. */
export const api = {
	screen: {title: 'API', short: 'API', ids: '', actions: {}},
	messages: {
		'api-written': ({file}: {file: string}) => `Відповідь записано у ${file}.`,
		'api-nothing-asked': () => 'Ще нічого не запитано: enter, потім шлях.',
	},
};
