/** English: the screen of channels. */
export const channels = {
	tab: {title: 'Channels', short: 'Chan', ids: '', actions: {}},
	sayings: {},
};
