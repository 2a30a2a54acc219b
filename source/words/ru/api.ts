import type {Dictionary} from '../en/index.ts';

/** Russian: the screen of any resource. */
export const api = {
	tab: {title: 'API', short: 'API', ids: '', actions: {}} satisfies Dictionary['tabs']['api'],
	sayings: {
		'api-written': ({file}: {file: string}) => `Ответ записан в ${file}.`,
		'api-nothing-asked': () => 'Запросов ещё не было: enter, затем путь.',
	} satisfies Partial<Dictionary['sayings']>,
};
