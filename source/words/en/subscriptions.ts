/** English: the screen of subscriptions. */
export const subscriptions = {
	tab: {title: 'Subscriptions', short: 'Subs', ids: '', actions: {}},
	sayings: {},
};
