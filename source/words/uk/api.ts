/** Ukrainian: the screen of any resource. */
export const api = {
	tab: {title: 'API', short: 'API', ids: '', actions: {}},
	sayings: {
		'api-written': ({file}: {file: string}) => `Відповідь записано у ${file}.`,
		'api-nothing-asked': () => 'Ще нічого не запитано: enter, потім шлях.',
	},
};
