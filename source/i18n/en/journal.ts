/** English: the screen of the journal, and the words for what an entry has changed. */
export const journal = {
	screen: {title: 'Journal', short: 'Journal', ids: '', actions: {}},
	/** What a change is made of. */
	changes: {
		systems: {billing: 'billing', stalker: 'Stalker'},
		records: {
			customer: 'customer',
			service: 'TV service',
			tariff: 'tariff plan',
			channel: 'channel',
			choice: 'channel choices',
			account: 'account',
			subscription: 'channel choices',
			packages: 'packages',
			modules: 'modules',
			'additional-services': 'additional services',
			box: 'box',
			channels: 'channels',
			choices: 'channel choices',
		},
		operations: {
			create: 'addition',
			update: 'change',
			delete: 'removal',
			send: 'sending',
		},
		results: {
			applied: 'applied',
			unchanged: 'unchanged',
			stale: 'changed by somebody else',
			failed: 'failed',
			unknown: 'not known',
			skipped: 'skipped',
			/** No result. */
			untried: 'not tried',
		},
	},
};
