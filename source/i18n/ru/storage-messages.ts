import type {Dictionary} from '../en/index.ts';

/** Russian: problems with the program's own small files. `reason` is the system's own text, in English. */
export const storageMessages = {
	'file-begun-anew': ({file, reason}) => `Файл ${file} не читается и будет создан заново: ${reason}`,
	'file-unwritten': ({file, reason}) => `Файл ${file} не записывается: ${reason}`,
} satisfies Partial<Dictionary['messages']>;
