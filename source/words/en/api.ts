/** English: the screen of API. */
export const api = {
	tab: {title: 'API', short: 'API', ids: '', actions: {}},
	sayings: {},
};
