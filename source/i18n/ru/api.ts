import type {Dictionary} from '../en/index.ts';

/** Russian: the API explorer. */
export const api = {
	screen: {title: 'API', short: 'API', ids: '', actions: {}} satisfies Dictionary['screens']['api'],
	messages: {
		'api-written': ({file}) => `Ответ записан в ${file}.`,
		'api-nothing-asked': () => 'Запросов ещё не было: enter, затем путь.',
	} satisfies Partial<Dictionary['messages']>,
};
