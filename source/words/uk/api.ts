/** Ukrainian: the screen of any resource. */
export const api = {
	tab: {title: 'API', short: 'API', ids: '', actions: {}},
	sayings: {
		'api-nothing-asked': () => 'Ще нічого не запитано: enter, потім шлях.',
	},
};
