/** English: the screen of STB. */
export const stb = {
	tab: {title: 'STB', short: 'STB', ids: '', actions: {}},
	sayings: {},
};
