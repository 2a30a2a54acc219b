import type {Dictionary} from '../en/index.ts';

/** Ukrainian: the API explorer. */
export const api = {
	screen: {title: 'API', short: 'API', ids: '', actions: {}} satisfies Dictionary['screens']['api'],
	messages: {
		'api-written': ({file}) => `Відповідь записано у ${file}.`,
		'api-nothing-asked': () => 'Ще нічого не запитано: enter, потім шлях.',
	} satisfies Partial<Dictionary['messages']>,
};
