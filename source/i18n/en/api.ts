/** English: the API explorer. */
export const api = {
	screen: {title: 'API', short: 'API', ids: '', actions: {}},
	messages: {
		'api-written': ({file}: {file: string}) => `The answer was written to ${file}.`,
		'api-nothing-asked': () => 'Nothing has been requested yet: press enter, then type a path.',
	},
};
