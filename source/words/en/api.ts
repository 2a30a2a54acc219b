/** English: the screen of any resource. */
export const api = {
	tab: {title: 'API', short: 'API', ids: '', actions: {}},
	sayings: {
		'api-written': ({file}: {file: string}) => `The answer was written to ${file}.`,
		'api-nothing-asked': () => 'Nothing has been asked yet: enter, then a path.',
	},
};
